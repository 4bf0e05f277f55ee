"""Delkostnadsindekser of the income system, with their year and weights (KDD, Grønt hefte)."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.register import kilde
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.statistikk.datasettkilde import Lest, advar, en_fil, liste, nummererte, utkast
from rodtraad.statistikk.datasettkrav import AAR, NLOD, Datasettkrav, tall, tekst
from rodtraad.statistikk.kilder.delkostnadsindekser.leser import (
    Indekser,
    les_json,
    les_regneark,
    sum_av_vekter,
    uten_vekt,
)
from rodtraad.statistikk.kilder.delkostnadsindekser.sektorer import Sektor
from rodtraad.statistikk.queries import kommunevalg
from rodtraad.statistikk.raadatasett import DELKOSTNAD_ALLE

KDD: Final = "Kommunal- og distriktsdepartementet, Grønt hefte"
SLINGRING: Final = Decimal("0.001")
"""Weights are published with three decimals; their sum may miss 1 by the last of them."""
RIMELIG: Final = (Decimal("0.1"), Decimal(10))
INDEKSER: Final = Datasettkrav(
    DELKOSTNAD_ALLE,
    "Delkostnadsindekser per kommune og sektor",
    KDD,
    NLOD,
    {
        "kommunenummer": tekst(),
        "kommune": tekst(paakrevd=False),
        "aar": AAR,
        "sektor": tekst(),
        "indeks": tall(),
        "vekt": tall(paakrevd=False),
        "opphav": tekst(paakrevd=False),
    },
)


@kilde("delkostnadsindekser")
class Delkostnadsindekser:
    """Reads one year at a time; another file of the same year replaces it, other years stand."""

    navn = "delkostnadsindekser"
    beskrivelse = "Delkostnadsindekser i inntektssystemet: Grønt hefte (ODS, XLSX) eller JSON med vekter"
    aarvalg = "brukes_ikke"
    vises_paa = "statistikk:delkostnadsindekser"
    filtyper = (".ods", ".xlsx", ".json")

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the file; the weights must make 1, and the year must be said."""
        fil = en_fil(self.navn, filer, profil=profil, aar=aar)
        lest = Lest(Feilliste(fil.name))
        try:
            funnet = (les_json if fil.suffix.lower() == ".json" else les_regneark)(fil, lest.feil)
        except RodtraadFeil as avvist:
            lest.feil.legg_til("delkostnad-fil", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
            funnet = Indekser()
        _kontroller(funnet, lest.feil)
        lest.datasett = [(INDEKSER, nummererte(_post(funnet, rad) for rad in funnet.rader))]
        lest.kontrolltotaler = {
            "År": str(funnet.aar or "ikke oppgitt"),
            "Kommuner": str(len({nummer for nummer, _, _, _ in funnet.rader})),
            "Indekser": str(len(funnet.rader)),
            "Sum av vektene": f"{sum_av_vekter(funnet.vekter):f}" if funnet.vekter else "ikke oppgitt",
        }
        return utkast(lest, nokkel=f"statistikk:{DELKOSTNAD_ALLE}:{funnet.aar}")


def _post(funnet: Indekser, rad: tuple[str, str, Sektor, Decimal]) -> dict[str, object]:
    nummer, navn, sektor, indeks = rad
    return {
        "kommunenummer": nummer,
        "kommune": navn,
        "aar": funnet.aar,
        "sektor": sektor.navn,
        "indeks": indeks,
        "vekt": funnet.vekter.get(sektor.id),
        "opphav": funnet.kilde,
    }


def _kontroller(funnet: Indekser, feil: Feilliste) -> None:
    if funnet.rader and funnet.aar is None:
        feil.legg_til(
            "delkostnad-aar", "Filen sier ikke hvilket år indeksene gjelder.",
            tiltak="La året stå i overskriften eller i filnavnet, for eksempel «tabell-a-k-2026.ods».",
        )  # fmt: skip
    _dobbelt(funnet, feil)
    _vekter(funnet, feil)
    for nummer, navn, sektor, indeks in funnet.rader:
        if not RIMELIG[0] <= indeks <= RIMELIG[1]:
            advar(
                feil, "delkostnad-indeks",
                f"{nummer} {navn}, {sektor.navn}: {indeks} er ikke en rimelig indeks (landet er 1).",
                "Se om filen har beløp eller prosent der indeksen skal stå.",
            )  # fmt: skip
    egen = kommunevalg().egen[0]
    if funnet.rader and egen and egen not in {nummer for nummer, _, _, _ in funnet.rader}:
        advar(feil, "delkostnad-egen", f"Filen har ingen indeks for kommune {egen}.",
              "Velg filen for hele landet.")  # fmt: skip
    for ord_ in (funnet.kilde, funnet.merknad):
        if ord_:
            feil.merk("delkostnad-opphav", f"Filen sier om seg selv: «{ord_}»")


def _dobbelt(funnet: Indekser, feil: Feilliste) -> None:
    antall = Counter((nummer, sektor.navn) for nummer, _, sektor, _ in funnet.rader)
    for (nummer, sektor), flere in antall.items():
        if flere > 1:
            feil.legg_til(
                "delkostnad-dobbelt", f"{nummer}, {sektor} står {flere} ganger.",
                tiltak="La hver kommune stå én gang per sektor.",
            )  # fmt: skip


def _vekter(funnet: Indekser, feil: Feilliste) -> None:
    if not funnet.vekter:
        if funnet.rader:
            feil.merk(
                "delkostnad-vekt", "Filen har ingen sektorvekter, så summen av dem er ikke kontrollert."
            )
        return
    sum_ = sum_av_vekter(funnet.vekter)
    if abs(sum_ - 1) > SLINGRING:
        advar(feil, "delkostnad-vekt", f"Sektorvektene er til sammen {sum_:f}, ikke 1.",
              "Kontroller vektene mot Grønt hefte. De vises som de er gitt.")  # fmt: skip
    if mangler := uten_vekt(funnet.vekter):
        advar(feil, "delkostnad-vekt", f"Filen har ingen vekt for {liste(mangler)}.",
              "Kontroller vektene mot Grønt hefte.")  # fmt: skip
