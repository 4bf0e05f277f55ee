"""Skriver hovedboken til CSV-filer i importformatet (`les csv`)."""

import calendar
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from rodtraad.demo.hovedbok import aarsslutt, budsjett
from rodtraad.demo.hovedbok.bok import Bok
from rodtraad.demo.hovedbok.faktura import for_lopende
from rodtraad.demo.hovedbok.konti import Post, poster
from rodtraad.demo.hovedbok.lonn import er_lonn, for_lonn
from rodtraad.demo.hovedbok.objekt import objekt_for
from rodtraad.kjerne.belop import kroner_fra_ore

TOPP = "aar,periode,slag,kontoklasse,art,funksjon,kapittel,sektor,ansvar,prosjekt,objekt,bilag,dato,tekst,belop\n"
AAR = (2023, 2024)
BUDSJETT = {
    "opprinnelig": "opprinnelig-2024.csv",
    "endring_politisk": "endring-politisk-2024.csv",
    "endring_administrativ": "endring-administrativ-2024.csv",
}


def skriv_bilag(mappe: Path) -> list[Path]:
    """Skriver den konstruerte hovedboken og gir filene som skal leses inn.

    Beløp i kroner med to desimaler, kostnad positiv. Samme bytes hver gang (fast frø). Tallene er løst på
    forhånd (docs/regler/konstruert-hovedbok.md); her deles de på ansvar, måneder og bilag til øret.
    """
    mappe.mkdir(parents=True, exist_ok=True)
    alle = poster()
    filer = []
    forrige: Bok | None = None
    for aar in AAR:
        bok = for_aar(aar, [p for p in alle if p.aar == aar and p.slag == "regnskap"], forrige)
        filer.append(_skriv(mappe / f"hovedbok-{aar}.csv", _bilagsrader(bok)))
        forrige = bok
    for slag, navn in BUDSJETT.items():
        rader = budsjett.rader(slag, [p for p in alle if p.slag == slag], random.Random(slag))  # noqa: S311
        filer.append(_skriv(mappe / navn, _budsjettrader(rader)))
    return filer


def for_aar(aar: int, alle: list[Post], forrige: Bok | None = None) -> Bok:
    """Bilagsboken for et regnskapsår."""
    rng = random.Random(aar)  # noqa: S311 - constructed figures, no secrets
    bok = Bok(aar)
    aarsslutt.aapne(bok, forrige)
    rettelser = [p for p in alle if not p.ore]
    i_bruk = [p for p in alle if p.ore]
    egne = [p for p in i_bruk if aarsslutt.er_aarsslutt(p)]
    lonn = [p for p in i_bruk if er_lonn(p)]
    brukt = {*egne, *lonn}
    for_lonn(bok, rng, lonn)
    for_lopende(bok, rng, [p for p in i_bruk if p not in brukt])
    aarsslutt.for_aarsslutt(bok, rng, egne)
    for post in rettelser:
        aarsslutt.for_rettelse(bok, post)
    aarsslutt.aktiver(bok, i_bruk)
    bok.gjor_opp()
    return bok


def _dato(aar: int, periode: int, dag: int) -> str:
    maaned = min(max(periode, 1), 12)
    return f"{aar}-{maaned:02d}-{min(dag, calendar.monthrange(aar, maaned)[1]):02d}"


def _bilagsrader(bok: Bok) -> Iterator[str]:
    aar = bok.aar
    for nummer, bilag in bok.nummerert():
        forst = f"{aar},{bilag.periode},regnskap,"
        sist = f",{nummer},{_dato(aar, bilag.periode, bilag.dag)},{bilag.tekst},"
        for klasse, art, funksjon, kapittel, sektor, ansvar, prosjekt, ore in bilag.linjer:
            konto = f"{klasse},{art},{funksjon},{kapittel},{sektor},{ansvar},{prosjekt}"
            objekt = objekt_for(klasse, art, ansvar, nummer)
            yield f"{forst}{konto},{objekt}{sist}{kroner_fra_ore(ore)}\n"


def _budsjettrader(rader: Iterable[budsjett.Rad]) -> Iterator[str]:
    for periode, p, ore, bilag, dato, tekst in rader:
        konto = f"{p.kontoklasse},{p.art},{p.funksjon},,,{p.ansvar},{p.prosjekt}"
        yield f"{p.aar},{periode},{p.slag},{konto},,{bilag},{dato},{tekst},{kroner_fra_ore(ore)}\n"


def _skriv(fil: Path, rader: Iterable[str]) -> Path:
    with fil.open("w", encoding="utf-8", newline="") as strom:
        strom.write(TOPP)
        strom.writelines(rader)
    return fil
