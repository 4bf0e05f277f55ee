"""Whose key it is, and what it may do today."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rodtraad.api.models import Nokkel
from rodtraad.tilgang.aktor import Aktor
from rodtraad.tilgang.queries import rettigheter_for
from rodtraad.tilgang.rettigheter import retter

PREFIKS: Final = "rt"
EGET: Final = "eget"
"""The scope of one's own tasks and messages, which need no role."""


@dataclass(frozen=True, slots=True)
class Nokkelkort:
    """A key as its owner sees it; the secret is nowhere."""

    id: str
    navn: str
    retter: tuple[str, ...]
    kan_skrive: bool
    utloper: date
    laget: datetime
    sist_brukt: datetime | None
    trukket: datetime | None

    def gyldig(self, dato: date) -> bool:
        """Whether the key opens anything on the day."""
        return self.trukket is None and self.utloper >= dato


@dataclass(frozen=True, slots=True)
class Bruk:
    """A request by key: who acts, what the key is for, whether it may change things."""

    nokkel_id: str
    aktor: Aktor
    omfang: frozenset[str]
    kan_skrive: bool
    sist_brukt: datetime | None


def omfang_navn() -> Mapping[str, str]:
    """Every scope a key can have, with its name."""
    return {EGET: "Egne oppgaver og meldinger", **retter()}


def hash_hemmelighet(hemmelighet: str) -> str:
    """What is kept of a secret; it is 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(hemmelighet.encode()).hexdigest()


def finn_bruk(token: str, dato: date) -> Bruk | None:
    """Who acts by the token on the day; None when it is unknown, withdrawn, expired or its owner inactive."""
    prefiks, _, resten = token.partition("_")
    id_, _, hemmelighet = resten.partition("_")
    if prefiks != PREFIKS or not hemmelighet or not token.isascii():
        return None
    rad = Nokkel.objects.select_related("bruker").filter(pk=id_).first()
    oppgitt = hash_hemmelighet(hemmelighet)
    if rad is None or not hmac.compare_digest(rad.sha256, oppgitt):
        return None
    if rad.trukket is not None or rad.utloper < dato or not rad.bruker.is_active:
        return None
    omfang = frozenset(rad.retter)
    rett = rettigheter_for(rad.bruker_id, dato).bare(omfang)
    return Bruk(rad.pk, Aktor(rad.bruker, rett, via=rad.navn), omfang, rad.kan_skrive, rad.sist_brukt)


def nokler_for(bruker_id: int) -> tuple[Nokkelkort, ...]:
    """The keys of a person, newest first, the withdrawn ones too."""
    return tuple(
        Nokkelkort(
            n.pk, n.navn, tuple(n.retter), n.kan_skrive, n.utloper, n.laget, n.sist_brukt, n.trukket
        )
        for n in Nokkel.objects.filter(bruker_id=bruker_id)
    )  # fmt: skip
