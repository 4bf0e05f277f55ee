"""What is another than when it was last fetched: values, labels, categories (KOSTRA-02)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.statistikk.ssb.kube import Celle, Kube

MAKS_ENDRINGER = 20_000
"""More changed values than this is a new table, and is said as one finding."""
_MAKS_KODER = 10


@dataclass(frozen=True, slots=True)
class Endring:
    """A cell that has another value or sign now; `fra` and `til` as they are shown."""

    koder: tuple[str, ...]
    tekst: str
    fra: str
    til: str


def endringer(for_: Kube, naa: Kube) -> Iterator[Endring]:
    """Cells both answers have, whose value or sign has changed, in the order of the new answer."""
    if [d.kode for d in for_.dimensjoner] != [d.kode for d in naa.dimensjoner]:
        return
    gamle = {c.koder: c for c in for_.celler()}
    for celle in naa.celler():
        gammel = gamle.get(celle.koder)
        if gammel is not None and (gammel.verdi, gammel.status) != (celle.verdi, celle.status):
            yield Endring(celle.koder, _tekst(naa, celle), vis_celle(gammel), vis_celle(celle))


def vis_celle(celle: Celle) -> str:
    """A value as it is shown, or the sign that stands instead of it."""
    if celle.verdi is None:
        return celle.status or "tom"
    desimaler = max(0, -int(celle.verdi.as_tuple().exponent))
    return vis_tall(celle.verdi, desimaler) + (f" ({celle.status})" if celle.status else "")


def endret_form(for_: Kube, naa: Kube) -> list[Funn]:
    """Labels that have changed and categories that are gone: the figures may mean something else now."""
    sted = f"tabell {naa.tabell}"
    gamle = {d.kode: d for d in for_.dimensjoner}
    if list(gamle) != [d.kode for d in naa.dimensjoner]:
        return [
            Funn(
                "ssb-form", Alvor.ADVARSEL,
                f"Tabellen hadde dimensjonene {', '.join(gamle)} og har nå "
                f"{', '.join(d.kode for d in naa.dimensjoner)}.",
                sted, "Se gjennom spørringen før tallene brukes. Endringer i enkelttall kan ikke vises.",
            )
        ]  # fmt: skip
    funn: list[Funn] = []
    for dimensjon in naa.dimensjoner:
        navn = {k.kode: (k.navn, k.enhet) for k in gamle[dimensjon.kode].kategorier}
        naavaerende = {k.kode: (k.navn, k.enhet) for k in dimensjon.kategorier}
        byttet = [
            f"«{kode}» het «{_med_enhet(*navn[kode])}», heter nå «{_med_enhet(*nytt)}»"
            for kode, nytt in naavaerende.items()
            if kode in navn and navn[kode] != nytt
        ]
        borte = [f"«{kode}» ({navn[kode][0]})" for kode in navn if kode not in naavaerende]
        if byttet:
            funn.append(
                Funn(
                    "ssb-navn", Alvor.ADVARSEL, f"SSB har endret navn i «{dimensjon.kode}»: {_noen(byttet)}.", sted,
                    "Kontroller hos SSB at koden fortsatt betyr det samme. Betyr den noe annet, rett spørringen.",
                )
            )  # fmt: skip
        if borte:
            funn.append(
                Funn(
                    "ssb-kategori", Alvor.ADVARSEL,
                    f"{_noen(borte)} var med i «{dimensjon.kode}» sist, og er ikke med nå.", sted,
                    "Se om koden er byttet ut eller falt ut av spørringen. Tallene fra sist er i forrige innlesing.",
                )
            )  # fmt: skip
    return funn


def _med_enhet(navn: str, enhet: str) -> str:
    return f"{navn} ({enhet})" if enhet and f"({enhet})" not in navn else navn


def _noen(ord_: Sequence[str]) -> str:
    flere = f" og {len(ord_) - _MAKS_KODER} til" if len(ord_) > _MAKS_KODER else ""
    return ", ".join(ord_[:_MAKS_KODER]) + flere


def _tekst(kube: Kube, celle: Celle) -> str:
    """What a cell is, by its labels; a dimension with one category says nothing."""
    ledd = [
        d.navn_for(kode)
        for d, kode in zip(kube.dimensjoner, celle.koder, strict=True)
        if len(d.kategorier) > 1
    ]
    return ", ".join(ledd or [kube.dimensjoner[-1].navn_for(celle.koder[-1])])


def begrenset(for_: Kube, naa: Kube) -> tuple[list[Endring], bool]:
    """The changes, at most MAKS_ENDRINGER, and whether there are more."""
    funnet = list(islice(endringer(for_, naa), MAKS_ENDRINGER + 1))
    return funnet[:MAKS_ENDRINGER], len(funnet) > MAKS_ENDRINGER
