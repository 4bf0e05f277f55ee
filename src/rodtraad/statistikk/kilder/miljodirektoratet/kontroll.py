"""What must hold in a file of emissions: each gas once, known sectors, whole series, one number per municipality."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.statistikk.datasettkilde import advar, liste
from rodtraad.statistikk.kilder.miljodirektoratet.leser import Utslippsrad

_DATA: Final = Path(__file__).resolve().parents[2] / "data" / "utslippssektorer.yaml"


@cache
def kjente_sektorer() -> Mapping[str, str]:
    """The sectors of Miljødirektoratet's accounts, case aside → as they are written."""
    return {str(s).casefold(): str(s) for s in yaml.safe_load(_DATA.read_text("utf-8"))["sektorer"]}


def kontroller(rader: Sequence[Utslippsrad], feil: Feilliste, egen: tuple[str, str]) -> None:
    """Every control of the file as a whole, as errors and warnings in `feil`."""
    _dobbelt(rader, feil)
    _sektorer(rader, feil)
    _kommuner(rader, feil)
    _aar(rader, feil)
    nummer, navn = egen
    if navn and not any(er_egen(rad, egen) for rad in rader):
        advar(
            feil,
            "miljodirektoratet-egen",
            f"Filen har ingen utslipp for {navn}{f' ({nummer})' if nummer else ''}. Tabellene blir tomme.",
            "Velg filen for hele landet eller for fylket kommunen ligger i.",
        )


def er_egen(rad: Utslippsrad, egen: tuple[str, str]) -> bool:
    """Whether the row is about the municipality of the installation: by number where the file has it, else by name."""
    nummer, navn = egen
    return rad.kommunenummer == nummer if rad.kommunenummer and nummer else rad.kommune == navn


def _dobbelt(rader: Sequence[Utslippsrad], feil: Feilliste) -> None:
    """The same gas twice; without a column for the gas, two rows of one source are two gases and cannot be told."""
    sett: dict[tuple[object, ...], int] = {}
    for rad in rader:
        if not rad.klimagass:
            continue
        nokkel = (rad.kommunenummer or rad.kommune, rad.aar, rad.sektor, rad.utslippskilde, rad.klimagass)
        forste = sett.setdefault(nokkel, rad.nr)
        if forste != rad.nr:
            feil.legg_til(
                "miljodirektoratet-dobbelt",
                f"{rad.kommune} {rad.aar}, {rad.utslippskilde or rad.sektor}, {rad.klimagass} "
                f"står også i rad {forste}.",
                rad=rad.nr,
                tiltak="Hent filen på nytt. Hver gass skal stå én gang per kilde, kommune og år.",
            )  # fmt: skip


def _sektorer(rader: Sequence[Utslippsrad], feil: Feilliste) -> None:
    forste: dict[str, int] = {}
    for rad in rader:
        if rad.sektor.casefold() not in kjente_sektorer():
            forste.setdefault(rad.sektor, rad.nr)
    for sektor, nr in forste.items():
        advar(
            feil,
            "miljodirektoratet-sektor",
            f"Rad {nr}: sektoren «{sektor}» er ikke kjent. Utslippet er med i summen og vises under sitt eget navn.",
            "Se om Miljødirektoratet har fått en ny sektor, eller om navnet er skrevet feil.",
        )


def _kommuner(rader: Sequence[Utslippsrad], feil: Feilliste) -> None:
    """The whole series follows the municipalities of today: one number has one name, and the other way."""
    navn: dict[str, dict[str, int]] = defaultdict(dict)
    numre: dict[str, dict[str, int]] = defaultdict(dict)
    for rad in rader:
        if rad.kommunenummer:
            navn[rad.kommunenummer].setdefault(rad.kommune, rad.nr)
            numre[rad.kommune].setdefault(rad.kommunenummer, rad.nr)
    for nummer, alle in navn.items():
        if len(alle) > 1:
            _advar_om(feil, f"Kommunenummer {nummer} har flere navn: {_med_rad(alle)}.")
    for kommune, alle in numre.items():
        if len(alle) > 1:
            _advar_om(feil, f"{kommune} har flere kommunenumre: {_med_rad(alle)}.")


def _advar_om(feil: Feilliste, melding: str) -> None:
    advar(
        feil, "miljodirektoratet-kommune", melding,
        "Filen skal bruke dagens kommuneinndeling for alle år. Hent filen på nytt hvis den ikke gjør det.",
    )  # fmt: skip


def _med_rad(alle: Mapping[str, int]) -> str:
    return liste(f"{verdi} (rad {nr})" for verdi, nr in alle.items())


def _aar(rader: Sequence[Utslippsrad], feil: Feilliste) -> None:
    """A municipality that lacks a year others have; and the years the owner has not made figures for."""
    per_kommune: dict[str, set[int]] = defaultdict(set)
    for rad in rader:
        per_kommune[rad.kommune].add(rad.aar)
    alle = set().union(*per_kommune.values()) if per_kommune else set()
    for kommune, aarene in per_kommune.items():
        if mangler := sorted(alle - aarene):
            advar(
                feil, "miljodirektoratet-aar-mangler",
                f"{kommune} mangler {liste(mangler)}, som andre kommuner i filen har.",
                "Hent filen på nytt. Mangler året fortsatt, vises tidsserien uten det.",
            )  # fmt: skip
    if alle and (hull := sorted(set(range(min(alle), max(alle) + 1)) - alle)):
        feil.merk(
            "miljodirektoratet-serien",
            f"Serien går fra {min(alle)} til {max(alle)} og har ikke {liste(hull)}.",
            tiltak="Miljødirektoratet har ikke tall for alle år. Tabellene viser bare årene som finnes.",
        )
