"""Whether the codes of an answer are SSB's own: regions, functions and arts against Klass (docs/regler/ssb.md)."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.statistikk.ssb.kube import Dimensjon, Kube
from rodtraad.statistikk.ssb_models import Klassendring, Klasskode

KOMMUNER, GRUPPER, FUNKSJONER, ARTER = "131", "112", "funksjoner", "arter"
_REGIONER: Final = frozenset({"Region", "KOKkommuneregion0000"})
_LISTER: Final = (
    (_REGIONER, re.compile(r"(\d{4})"), KOMMUNER, "kommunenummeret"),
    (_REGIONER, re.compile(r"(EKG\d\d)"), GRUPPER, "KOSTRA-gruppen"),
    (frozenset({"KOKfunksjon0000"}), re.compile(r"(\d{3})"), FUNKSJONER, "funksjonen"),
    (frozenset({"KOKart0000", "KOKartkap0000"}), re.compile(r"A(\d{3})"), ARTER, "arten"),
)
"""Dimensions, the form of a code that is in the list, the list, what it is called. Other codes are SSB's own groups."""
_FLEST: Final = 10


def klassfunn(kube: Kube) -> list[Funn]:
    """Codes that Klass does not have today; an old municipality number with the one it was given."""
    funn = []
    for dimensjoner, monster, liste, navn in _LISTER:
        for dimensjon in kube.dimensjoner:
            if dimensjon.kode in dimensjoner:
                funn += _ukjente(dimensjon, monster, liste, navn, f"tabell {kube.tabell}")
    return funn


def dagens_numre(numre: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Old municipality number → what it is today, through every change; more than one when it was split."""
    neste = _neste()
    return {nummer: _folg(nummer, neste) for nummer in numre if nummer in neste}


def _folg(
    nummer: str, neste: Mapping[str, tuple[str, ...]], sett: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    videre = [ny for ny in neste.get(nummer, ()) if ny not in sett]
    if not videre:
        return (nummer,)
    funnet = [siste for ny in videre for siste in _folg(ny, neste, sett | {nummer})]
    return tuple(dict.fromkeys(funnet))


def _neste() -> dict[str, tuple[str, ...]]:
    ut: dict[str, tuple[str, ...]] = {}
    rader = Klassendring.objects.filter(klassifikasjon=KOMMUNER, innlesing__status="gyldig").order_by(
        "dato", "ny"
    )
    for gammel, ny in rader.values_list("gammel", "ny"):
        if gammel != ny:
            ut[gammel] = (*ut.get(gammel, ()), ny)
    return ut


def koder(liste: str) -> dict[str, str]:
    """Code → name in a classification that has been read in; empty when it has not."""
    rader = Klasskode.objects.filter(klassifikasjon=liste, innlesing__status="gyldig")
    return dict(rader.values_list("kode", "navn"))


def _ukjente(dimensjon: Dimensjon, monster: re.Pattern[str], liste: str, navn: str, sted: str) -> list[Funn]:
    kjente = koder(liste)
    aktuelle = [m.group(1) for k in dimensjon.kategorier if (m := monster.fullmatch(k.kode))]
    ukjente = [kode for kode in aktuelle if kode not in kjente]
    if not kjente or not ukjente:
        return []
    if liste != KOMMUNER:
        vist = ", ".join(ukjente[:_FLEST]) + (
            f" og {len(ukjente) - _FLEST} til" if len(ukjente) > _FLEST else ""
        )
        melding = f"Klass-listen som er lest inn, har ikke {navn} {vist}."
        tiltak = "De kan være utgått. Kontroller årene de har tall for."
        return [Funn("ssb-klass", Alvor.INFO, melding, sted, tiltak)]
    dagens = dagens_numre(ukjente)
    return [_kommunefunn(kode, dagens.get(kode), sted) for kode in ukjente]


def _kommunefunn(kode: str, dagens: tuple[str, ...] | None, sted: str) -> Funn:
    if dagens is None:
        return Funn(
            "ssb-klass", Alvor.ADVARSEL, f"Kommunenummeret {kode} finnes ikke i Klass 131.", sted,
            "Kontroller nummeret, eller les inn en nyere liste med «rodtraad les klass».",
        )  # fmt: skip
    return Funn(
        "ssb-klass", Alvor.INFO, f"Kommunenummeret {kode} er byttet ut; i dag er det {' og '.join(dagens)}.", sted,
        f"Ta med {' og '.join(dagens)} i spørringen for årene etter byttet.",
    )  # fmt: skip
