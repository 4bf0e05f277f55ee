"""Budget amendments with their decision (KONTO-06)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rodtraad.budsjett.models import Endringsvedtak
from rodtraad.hovedbok.queries import bilagssummer

ENDRINGSSLAG = ("endring_politisk", "endring_administrativ")


@dataclass(frozen=True, slots=True)
class Budsjettendring:
    """What one amendment moved for one virksomhet: øre, cost +; empty `myndighet` when no decision is registered."""

    aar: int
    slag: str
    kontoklasse: str
    virksomhet: str
    referanse: str
    belop: int
    dato: date | None = None
    myndighet: str = ""
    saksnr: str = ""
    tekst: str = ""


def vedtak() -> tuple[Endringsvedtak, ...]:
    """Endringsvedtak that count, in the order of the file."""
    return tuple(Endringsvedtak.objects.filter(innlesing__status="gyldig"))


def endringer(aar: int, *, virksomhet_for: Mapping[str, str]) -> tuple[Budsjettendring, ...]:
    """Budsjettendringer of a year per virksomhet and decision, in øre, ordered by date.

    Opprinnelig budget + these = revidert budget for each virksomhet and class. Krav KONTO-06.
    """
    registrert = {v.referanse: v for v in vedtak()}
    funnet = []
    for aar_, slag, bilag, kontoklasse, virksomhet, belop in bilagssummer(
        aar, ENDRINGSSLAG, virksomhet_for=virksomhet_for
    ):
        rad = registrert.get(bilag)
        funnet.append(
            Budsjettendring(
                aar_,
                slag,
                kontoklasse,
                virksomhet,
                bilag,
                belop,
                dato=rad.dato if rad else None,
                myndighet=rad.myndighet if rad else "",
                saksnr=rad.saksnr if rad else "",
                tekst=rad.tekst if rad else "",
            )
        )
    return tuple(sorted(funnet, key=lambda e: (e.dato or date.max, e.referanse, e.kontoklasse, e.virksomhet)))
