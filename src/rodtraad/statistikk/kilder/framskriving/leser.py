"""Reads SSB's projections (14288, 14746): the CSV of its tools, or an answer in JSON-stat2."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kolonnekrav import Kolonnekrav
from rodtraad.innlesing.tabelleser import les_tabell
from rodtraad.kjerne.fold import sokeform
from rodtraad.kjerne.funn import Funn
from rodtraad.statistikk.datasettkilde import advar, liste
from rodtraad.statistikk.datasettkrav import AAR, heltall, tekst
from rodtraad.statistikk.ssb.jsonstat import les_jsonstat
from rodtraad.statistikk.ssb_aar import tid

KOLONNER: Final[Mapping[str, Kolonnekrav]] = {
    "region": tekst(),
    "statistikkvariabel": tekst(),
    "år": AAR,
    "alder": tekst(),
    "value": heltall(),
    "Tabell": Kolonnekrav(paakrevd=False, valgfri=True),
}
MAKS_FIL: Final = 100_000_000


def csv_rader(fil: Path, feil: Feilliste) -> tuple[list[dict[str, object]], list[Funn]]:
    """One record per row, and what is wrong with the file; the same figure twice is an error with its row."""
    rader, funn = les_tabell(fil, kolonner=KOLONNER)
    sett: dict[tuple[object, ...], int] = {}
    poster: list[dict[str, object]] = []
    for rad in rader:
        nokkel = (rad["region"], rad["statistikkvariabel"], rad["år"], rad["alder"])
        forste = sett.setdefault(nokkel, rad.nr)
        if forste != rad.nr:
            feil.legg_til(
                "framskriving-dobbelt",
                f"{rad['region']} {rad['år']}, {rad['alder']}, {rad['statistikkvariabel']} står også i rad {forste}.",
                rad=rad.nr, tiltak="La hver aldersgruppe stå én gang per kommune, år og alternativ.",
            )  # fmt: skip
        antall = rad["value"]
        if isinstance(antall, int) and antall < 0:
            feil.legg_til(
                "framskriving-negativ", f"{rad['region']} {rad['år']}, {rad['alder']} har {antall} personer.",
                rad=rad.nr, kolonne="value", tiltak="Hent filen på nytt. Et folketall er ikke under null.",
            )  # fmt: skip
        poster.append(
            {
                "kommunenummer": None,
                "kommune": rad["region"],
                "alternativ": rad["statistikkvariabel"],
                "aar": rad["år"],
                "aldersgruppe": rad["alder"],
                "personer": antall,
                "tabell": rad["Tabell"],
            }
        )
    return poster, funn


def svar_rader(fil: Path, feil: Feilliste) -> list[dict[str, object]]:
    """The same from SSB's answer; cells without a figure are told, not made zero. Raises JsonstatFeil."""
    kube = les_jsonstat(fil.read_bytes()[:MAKS_FIL])
    sted, tidsakse = kube.med_rolle("geo"), kube.med_rolle("time")
    alternativ = kube.med_rolle("metric")
    alder = next((d for d in kube.dimensjoner if sokeform(d.kode) in {"alder", "age"}), None)
    if sted is None or tidsakse is None or alternativ is None or alder is None:
        feil.legg_til(
            "framskriving-form", "Svaret mangler sted, tid, alder eller alternativ.",
            tiltak="Hent tabell 14288 eller 14746 med alder og alternativ, i formatet json-stat2.",
        )  # fmt: skip
        return []
    akser = [d.kode for d in kube.dimensjoner]
    summer: dict[tuple[str, str, int, str], int] = {}
    uten_tall: list[str] = []
    for celle in kube.celler():
        koder = dict(zip(akser, celle.koder, strict=True))
        naar = tid(koder[tidsakse.kode])
        if naar is None:
            continue
        nokkel = (
            koder[sted.kode], alternativ.navn_for(koder[alternativ.kode]), naar.aar, alder.navn_for(koder[alder.kode])
        )  # fmt: skip
        if celle.verdi is None:
            uten_tall.append(f"{sted.navn_for(nokkel[0])} {naar.aar}: {kube.forklaring(celle.status)}")
        else:
            summer[nokkel] = summer.get(nokkel, 0) + int(celle.verdi)
    if uten_tall:
        advar(
            feil,
            "framskriving-uten-tall",
            f"SSB gir ikke tall for {liste(uten_tall)}.",
            "Tallet er ikke med.",
        )
    return list(_poster(summer, {k.kode: k.navn for k in sted.kategorier}, kube.tabell))


def _poster(
    summer: Mapping[tuple[str, str, int, str], int], steder: Mapping[str, str], tabell: str
) -> Iterator[dict[str, object]]:
    for (nummer, alternativ, aar, alder), antall in summer.items():
        yield {
            "kommunenummer": nummer.removeprefix("K-"),
            "kommune": steder[nummer].split(" (")[0],
            "alternativ": alternativ,
            "aar": aar,
            "aldersgruppe": alder,
            "personer": antall,
            "tabell": tabell,
        }


def hull(poster: Sequence[Mapping[str, object]]) -> list[str]:
    """Municipalities and alternatives that lack a year or a group others have."""
    alle_aar = {p["aar"] for p in poster}
    alle_grupper = {p["aldersgruppe"] for p in poster}
    har: dict[tuple[object, object], set[tuple[object, object]]] = {}
    for p in poster:
        har.setdefault((p["kommune"], p["alternativ"]), set()).add((p["aar"], p["aldersgruppe"]))
    ventet = len(alle_aar) * len(alle_grupper)
    return [
        f"{kommune}, {alternativ}: {ventet - len(sett)} av {ventet} tall"
        for (kommune, alternativ), sett in har.items()
        if len(sett) != ventet
    ]
