"""Population from SSB's answers (JSON-stat2): counts 1 January (07459), changes through a year (01222, 06913)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.kjerne.fold import sokeform
from rodtraad.statistikk.datasettkilde import advar, liste
from rodtraad.statistikk.ssb.jsonstat import les_jsonstat
from rodtraad.statistikk.ssb.kube import Celle, Dimensjon, Kube
from rodtraad.statistikk.ssb_aar import tid

MAKS_FIL: Final = 100_000_000
"""Bytes of an answer; SSB's largest are a tenth of it."""
BEGGE_KJONN: Final = "0"
ENDRINGER: Final = {
    "folketall_inngang": ("folketallet1", "folkemengde"),
    "fodte": ("fodte2", "levende", "fodte"),
    "dode": ("dode3", "dode"),
    "fodselsoverskudd": ("fodselsoverskudd4", "fodselsoverskudd"),
    "innvandring": ("innvandring5", "innvandring"),
    "utvandring": ("utvandring6", "utvandring"),
    "innflytting_innenlands": ("tilflytting7", "innflytting7"),
    "utflytting_innenlands": ("fraflytting8", "utflytting8"),
    "netto_innvandring_flytting": ("nettoinnflytting9", "nettoflytting9", "nettoinnflytting"),
    "folkevekst": ("folketilvekst10", "folketilvekst"),
    "folketall_utgang": ("folketallet11",),
}
"""Our column → SSB's code of what is measured, lower case. 06913 does not part moving from immigration."""
PERSONER: Final = ("personer1", "personer", "folkemengde")


class Folk(NamedTuple):
    """A count: municipality, year, age (blank for all ages), persons."""

    kommunenummer: str
    kommune: str
    aar: int
    alder: str
    personer: int


def les_svar(fil: Path) -> Kube:
    """The answer in a file. Raises JsonstatFeil."""
    return les_jsonstat(fil.read_bytes()[:MAKS_FIL])


def er_endringer(kube: Kube) -> bool:
    """Whether the answer is about births and deaths, not a count alone."""
    maalt = kube.med_rolle("metric")
    koder = {k.kode.casefold() for k in maalt.kategorier} if maalt else set()
    return bool(koder & set(ENDRINGER["fodte"])) and bool(koder & set(ENDRINGER["dode"]))


def folketall(kube: Kube, feil: Feilliste) -> list[Folk]:
    """Persons per region, year and age; both sexes are added unless SSB has done it."""
    sted, tidsakse = kube.med_rolle("geo"), kube.med_rolle("time")
    if sted is None or tidsakse is None:
        _mangler_akser(feil)
        return []
    summer: dict[tuple[str, int, str], int] = defaultdict(int)
    uten_tall: list[str] = []
    for celle in _personceller(kube):
        koder = _koder(kube, celle)
        naar = tid(koder[tidsakse.kode])
        if naar is None or naar.kvartal:
            continue
        if celle.verdi is None:
            uten_tall.append(f"{sted.navn_for(koder[sted.kode])} {naar.aar}: {kube.forklaring(celle.status)}")
            continue
        summer[koder[sted.kode], naar.aar, _alder(kube, koder)] += int(celle.verdi)
    if uten_tall:
        advar(feil, "befolkning-uten-tall", f"SSB gir ikke tall for {liste(uten_tall)}.", "Tallet står tomt.")
    return [Folk(nr, kommunenavn(sted, nr), aar, alder, n) for (nr, aar, alder), n in summer.items()]


def _personceller(kube: Kube) -> Iterator[Celle]:
    """Cells that count persons, one sex dimension's total left out when its parts are there too."""
    maalt = kube.med_rolle("metric")
    kjonn = next((d for d in kube.dimensjoner if sokeform(d.kode) in {"kjonn", "sex"}), None)
    delt = {k.kode for k in kjonn.kategorier} - {BEGGE_KJONN} if kjonn else set()
    for celle in kube.celler():
        koder = _koder(kube, celle)
        if maalt is not None and koder[maalt.kode].casefold() not in PERSONER:
            continue
        if kjonn is not None and delt and koder[kjonn.kode] == BEGGE_KJONN:
            continue
        yield celle


def _koder(kube: Kube, celle: Celle) -> dict[str, str]:
    return dict(zip((d.kode for d in kube.dimensjoner), celle.koder, strict=True))


def _alder(kube: Kube, koder: Mapping[str, str]) -> str:
    akse = next((d for d in kube.dimensjoner if sokeform(d.kode) in {"alder", "age"}), None)
    return "" if akse is None else akse.navn_for(koder[akse.kode])


def kommunenavn(sted: Dimensjon, nummer: str) -> str:
    """The name of a region without the years SSB writes after one that is no more."""
    return sted.navn_for(nummer).split(" (")[0].strip()


def endringer(kube: Kube, feil: Feilliste, nummer: str) -> list[dict[str, int | None]]:
    """One record per whole year of a municipality; a year with fewer than four quarters is left out and told."""
    sted, tidsakse, maalt = (kube.med_rolle(rolle) for rolle in ("geo", "time", "metric"))
    if sted is None or tidsakse is None or maalt is None:
        _mangler_akser(feil)
        return []
    kode = next((k.kode for k in sted.kategorier if k.kode.removeprefix("K-") == nummer), None)
    if kode is None:
        feil.legg_til(
            "befolkning-kommune",
            f"Svaret gjelder {liste(k.navn for k in sted.kategorier)}, ikke kommune {nummer}.",
            tiltak="Hent tabellen for kommunen installasjonen gjelder.",
        )
        return []
    per_tid: dict[int, dict[int, dict[str, int]]] = defaultdict(dict)
    for celle in kube.celler():
        koder = _koder(kube, celle)
        naar, kolonne = tid(koder[tidsakse.kode]), _kolonne(koder[maalt.kode])
        if koder[sted.kode] == kode and naar is not None and kolonne:
            tall = per_tid[naar.aar].setdefault(naar.kvartal, {})
            if celle.verdi is not None:
                tall[kolonne] = int(celle.verdi)
    return list(_hele_aar(per_tid, feil))


def _kolonne(kode: str) -> str:
    return next((navn for navn, koder in ENDRINGER.items() if kode.casefold() in koder), "")


def _hele_aar(
    per_tid: Mapping[int, Mapping[int, Mapping[str, int]]], feil: Feilliste
) -> Iterator[dict[str, int | None]]:
    halve = []
    for aar, deler in sorted(per_tid.items()):
        kvartaler = [deler[nr] for nr in sorted(deler)]
        if 0 not in deler and len(kvartaler) < 4:  # noqa: PLR2004 - quarters of a year
            halve.append(f"{aar} ({len(kvartaler)} av 4 kvartaler)")
            continue
        rad = _aar(kvartaler)
        if rad["fodte"] is None and rad["dode"] is None:
            halve.append(f"{aar} (ingen tall for året)")
            continue
        yield {"aar": aar, **_utfylt(rad, per_tid.get(aar + 1, {}))}
    if halve:
        advar(
            feil, "befolkning-halvt-aar", f"Ikke hele år, og derfor ikke med: {liste(halve)}.",
            "Les filen på nytt når året er helt.",
        )  # fmt: skip


def _aar(kvartaler: Sequence[Mapping[str, int]]) -> dict[str, int | None]:
    """Flows are added over the quarters; the count at the start is the first's, at the end the last's."""
    ut: dict[str, int | None] = {}
    for kolonne in ENDRINGER:
        verdier = [k.get(kolonne) for k in kvartaler]
        if kolonne == "folketall_inngang":
            ut[kolonne] = verdier[0]
        elif kolonne == "folketall_utgang":
            ut[kolonne] = verdier[-1]
        else:
            ut[kolonne] = None if None in verdier else sum(v for v in verdier if v is not None)
    return ut


def _utfylt(rad: dict[str, int | None], neste: Mapping[int, Mapping[str, int]]) -> dict[str, int | None]:
    """What the table does not give but says between the lines: the end of a year is the start of the next."""
    if rad["folketall_utgang"] is None:
        start = next((neste[nr].get("folketall_inngang") for nr in sorted(neste)), None)
        inn, vekst = rad["folketall_inngang"], rad["folkevekst"]
        regnet = inn + vekst if inn is not None and vekst is not None else None
        rad["folketall_utgang"] = start if start is not None else regnet
    return rad


def _mangler_akser(feil: Feilliste) -> None:
    feil.legg_til(
        "befolkning-form",
        "Svaret sier ikke hvilken dimensjon som er sted, tid og det som er målt.",
        tiltak="Hent tabellen på nytt fra SSB i formatet json-stat2.",
    )
