"""The search index of an edition: chapters, texts, tables, rows, charts, decisions, projects (PUB-06)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from rodtraad.kjerne.fold import sokeform
from rodtraad.oppstilling.tabell import Tabell, Tabellrad
from rodtraad.publisering.nettsted.adresser import relativ
from rodtraad.publisering.nettsted.hjemler import hjemmel_tekst
from rodtraad.publisering.nettsted.sider import Nettkart, Side, paa_siden
from rodtraad.publisering.nettsted.tabell import vis_celle
from rodtraad.rapport.dokument import (
    Avsnitt,
    Blokk,
    Figurblokk,
    Kapittel,
    Merknad,
    Nokkeltall,
    Punktliste,
    Spenn,
    Tabellblokk,
)

UTDRAG = 220
RADSLAG = {
    "vedtak_oppdrag": gettext_noop("Vedtak"),
    "politiske_saker": gettext_noop("Sak"),
    "investeringsstatus": gettext_noop("Prosjekt"),
    "bevilgning_5_5_2": gettext_noop("Prosjekt"),
}


@dataclass(frozen=True, slots=True)
class Treff:
    """One thing that can be found: kind, title, address from the top, where it stands, text, chapter rank."""

    slag: str
    tittel: str
    adresse: str
    sted: str
    tekst: str


def sokeindeks(kart: Nettkart) -> bytes:
    """The index as JSON: each entry with its text in search form, so all spellings meet."""
    poster = [
        {
            "s": t.slag,
            "t": t.tittel,
            "a": t.adresse,
            "k": t.sted,
            "u": t.tekst[:UTDRAG],
            "f": sokeform(f"{t.tittel} {t.tekst}"),
        }
        for t in alle_treff(kart)
    ]
    return json.dumps(poster, ensure_ascii=False, separators=(",", ":")).encode()


def alle_treff(kart: Nettkart) -> Iterator[Treff]:
    """Everything that can be found, in reading order; a table row is found once, where it first stands."""
    sett: set[tuple[str, int]] = set()
    for side in kart.sider:
        for kapittel in paa_siden(side):
            yield _kapittel(side, kapittel, kart)
            for blokk in kapittel.blokker:
                if isinstance(blokk, Tabellblokk):
                    yield _tabell(side, blokk, kart)
                    yield from _rader(side, blokk, kart, sett)
                elif isinstance(blokk, Figurblokk):
                    yield _figur(side, blokk, kart)


def blokktekst(blokk: Blokk) -> str:
    """The running text of a block; tables and charts are found by themselves."""
    match blokk:
        case Avsnitt(spenn):
            return _tekst(spenn)
        case Punktliste(punkter):
            return " ".join(_tekst(p) for p in punkter)
        case Merknad(_, tittel, avsnitt):
            return " ".join([tittel, *(_tekst(a.spenn) for a in avsnitt)])
        case Nokkeltall(tall):
            return " ".join(" ".join(t) for t in tall)
        case _:
            return ""


def _kapittel(side: Side, kapittel: Kapittel, kart: Nettkart) -> Treff:
    tekst = " ".join(filter(None, map(blokktekst, kapittel.blokker)))
    return Treff(
        gettext("Kapittel"), kapittel.tittel, _adresse(kart, kapittel.id), _sted(side, kapittel), tekst
    )


def _tabell(side: Side, blokk: Tabellblokk, kart: Nettkart) -> Treff:
    hjemler = hjemmel_tekst(blokk.tabell.hjemmel, blokk.tabell.aar or kart.aar)
    tittel = gettext("Tabell %(nr)s: %(tittel)s") % {"nr": blokk.nummer, "tittel": blokk.tabell.tittel}
    return Treff(
        gettext("Tabell"),
        tittel,
        _adresse(kart, blokk.anker),
        _sted(side),
        f"{blokk.tabell.enhet} {hjemler}".strip(),
    )


def _figur(side: Side, blokk: Figurblokk, kart: Nettkart) -> Treff:
    tittel = gettext("Figur %(nr)s: %(tittel)s") % {"nr": blokk.nummer, "tittel": blokk.figur.tittel}
    return Treff(gettext("Figur"), tittel, _adresse(kart, blokk.anker), _sted(side), blokk.figur.alternativ)


def _rader(side: Side, blokk: Tabellblokk, kart: Nettkart, sett: set[tuple[str, int]]) -> Iterator[Treff]:
    tabell = blokk.tabell
    slag = next((gettext(s) for id_, s in RADSLAG.items() if tabell.id.startswith(id_)), gettext("Tall"))
    sted = gettext("%(sted)s · Tabell %(nr)s") % {"sted": _sted(side), "nr": blokk.nummer}
    for rad in tabell.rader:
        if (tabell.id, rad.linje) in sett:
            continue
        sett.add((tabell.id, rad.linje))
        navn, tall = _radtekst(tabell, rad)
        if navn:
            yield Treff(slag, navn, _adresse(kart, blokk.anker), sted, tall)


def _radtekst(tabell: Tabell, rad: Tabellrad) -> tuple[str, str]:
    """The row's label, and its other cells as «Regnskap 2024: 1 234»."""
    synlige = [(k, rad.celler[nr]) for nr, k in enumerate(tabell.kolonner) if not k.skjult]
    tittel = next(
        (k for k, _ in synlige if k.er_radtittel), next((k for k, _ in synlige if not k.er_tall), None)
    )
    navn = next((vis_celle(c, k) for k, c in synlige if k is tittel), "")
    resten = [f"{k.tittel}: {vis_celle(c, k)}" for k, c in synlige if k is not tittel and c.verdi is not None]
    return navn, " · ".join(resten)


def _adresse(kart: Nettkart, anker: str) -> str:
    sti, fragment = kart.steder[anker]
    return relativ("", sti, fragment)


def _sted(side: Side, kapittel: Kapittel | None = None) -> str:
    stien = [s.kapittel.tittel for s in side.foreldre]
    if kapittel is not side.kapittel:
        stien.append(side.kapittel.tittel)
    return " › ".join(stien)


def _tekst(spenn: tuple[Spenn, ...]) -> str:
    return "".join(s.tekst for s in spenn)
