"""Answers to the parts of one question, put together to the one they would have been."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import prod

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.ssb.kube import Dimensjon, Kategori, Kube


def sett_sammen(kuber: Sequence[Kube]) -> Kube:
    """One Kube of several parts of a table. Raises RodtraadFeil when they leave holes or overlap.

    Categories stand in the order they are first met; notes are those of all parts, each once.
    """
    forste = kuber[0]
    if len(kuber) == 1:
        return forste
    id_ = [d.kode for d in forste.dimensjoner]
    if any([d.kode for d in kube.dimensjoner] != id_ for kube in kuber):
        raise _passer_ikke(forste, "de har ikke de samme dimensjonene")
    dimensjoner = tuple(_felles(kuber, nr) for nr in range(len(id_)))
    antall = prod(len(d.kategorier) for d in dimensjoner)
    if antall != sum(len(kube.verdier) for kube in kuber):
        raise _passer_ikke(forste, f"til sammen skulle de hatt {antall} celler, hver av dem én gang")
    verdier = list[Decimal | None]([None]) * antall
    statuser: dict[int, str] = {}
    sett: set[int] = set()
    for kube in kuber:
        plasser = _plasser(kube, dimensjoner)
        sett.update(plasser)
        for nr, plass in enumerate(plasser):
            verdier[plass] = kube.verdier[nr]
            if nr in kube.statuser:
                statuser[plass] = kube.statuser[nr]
    if len(sett) != antall:
        raise _passer_ikke(forste, "noen celler står i flere av dem")
    datoer = [kube.oppdatert for kube in kuber if kube.oppdatert]
    return replace(
        forste,
        dimensjoner=dimensjoner,
        verdier=verdier,
        statuser=statuser,
        merknader=tuple(dict.fromkeys(m for kube in kuber for m in kube.merknader)),
        oppdatert=min(datoer, default=None),
    )


def _felles(kuber: Sequence[Kube], nr: int) -> Dimensjon:
    kategorier: dict[str, Kategori] = {}
    for kube in kuber:
        for kategori in kube.dimensjoner[nr].kategorier:
            kategorier.setdefault(kategori.kode, kategori)
    return replace(kuber[0].dimensjoner[nr], kategorier=tuple(kategorier.values()))


def _plasser(kube: Kube, hele: Sequence[Dimensjon]) -> list[int]:
    """Where each cell of a part stands in the whole, in the order of the part."""
    plasser = [0]
    for del_, hel in zip(kube.dimensjoner, hele, strict=True):
        plass = {k.kode: nr for nr, k in enumerate(hel.kategorier)}
        her = [plass[k.kode] for k in del_.kategorier]
        plasser = [p * len(hel.kategorier) + nr for p in plasser for nr in her]
    return plasser


def _passer_ikke(kube: Kube, grunn: str) -> RodtraadFeil:
    return RodtraadFeil(
        f"Svarene av tabell {kube.tabell or 'uten nummer'} passer ikke sammen: {grunn}.",
        "Les inn svar av samme spørring sammen, og andre hver for seg.",
    )
