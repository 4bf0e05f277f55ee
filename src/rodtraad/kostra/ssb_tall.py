"""SSB's detailed accounts per function as published figures: 12367 for konsern and kasse, 12362 for konsern. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final

from rodtraad.kostra.publisert import OMFANG_AV_BOKSTAV, TUSEN, Omfang, Publisert
from rodtraad.statistikk.ssb.kube import Kube

TABELLER: Final[Mapping[str, Omfang]] = {"12367": "konsern", "12362": "konsern"}
"""The tables, first the one preferred, with the scope of a table that has no dimension for it."""
REGION, OMFANG, FUNKSJON, ART = (
    "KOKkommuneregion0000", "KOKregnskapsomfa0000", "KOKfunksjon0000", "KOKart0000",
)  # fmt: skip
BELOP: Final = "KOSbelop0000"


def from_kube(kube: Kube, kommunenummer: str, begrep: str) -> Iterable[Publisert]:
    """Net operating cost (`begrep`) of each single function and year of a municipality, in 1000 kroner.

    Groups of functions and cells without a figure are left out. Nothing when the answer has not what is needed.
    """
    plass = {d.kode: nr for nr, d in enumerate(kube.dimensjoner)}
    tid = kube.med_rolle("time")
    if tid is None or not {REGION, FUNKSJON, ART, "ContentsCode"} <= set(plass):
        return
    navn = {k.kode: k.navn for k in kube.dimensjon(FUNKSJON).kategorier}
    for celle in kube.celler():
        kode = {dimensjon: celle.koder[nr] for dimensjon, nr in plass.items()}
        fast = (kode[REGION], kode[ART], kode["ContentsCode"]) == (kommunenummer, begrep, BELOP)
        if fast and kode[FUNKSJON].isdigit() and celle.verdi is not None:
            yield Publisert(
                datasett=f"ssb-{kube.tabell}",
                nokkel=kode[FUNKSJON],
                navn=navn[kode[FUNKSJON]],
                aar=int(kode[tid.kode][:4]),
                verdi=celle.verdi,
                enhet=TUSEN,
                omfang=OMFANG_AV_BOKSTAV.get(kode.get(OMFANG, ""), TABELLER.get(kube.tabell, "konsern")),
                funksjon=kode[FUNKSJON],
                omraade=f"SSB tabell {kube.tabell}",
                publisert=kube.oppdatert,
            )


def uten_dubletter(tallene: Iterable[Publisert]) -> list[Publisert]:
    """Each function once per year and scope, the first that gives it; what is no single function stays."""
    sett: set[tuple[str, int, str]] = set()
    ut = []
    for p in tallene:
        nokkel = (p.funksjon, p.aar, p.omfang)
        if p.funksjon and nokkel in sett:
            continue
        sett.add(nokkel)
        ut.append(p)
    return ut
