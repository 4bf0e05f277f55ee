"""The Grunnlag that applies now, gathered once and kept while nothing it is made from has changed."""

from functools import lru_cache

from rodtraad.innlesing import queries as innlesing
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.smaatall import offentlig_grunnlag
from rodtraad.organisasjon import queries as organisasjon
from rodtraad.statistikk import korrigering_queries as korrigeringer


def grunnlag_naa(aar: int | None = None) -> Grunnlag:
    """The Grunnlag of a year (the latest with accounts when None) as everyone may see it, small counts hidden.

    Three small queries when nothing has changed since the last time; the ledger is read only when something
    has. Raises RodtraadFeil as hent_grunnlag does.
    """
    return _hent(aar, (innlesing.tilstand(), organisasjon.tilstand(), korrigeringer.tilstand()))


@lru_cache(maxsize=4)
def _hent(aar: int | None, _tilstand: object) -> Grunnlag:
    return offentlig_grunnlag(hent_grunnlag(aar))
