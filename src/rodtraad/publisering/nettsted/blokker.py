"""The blocks of a chapter as HTML fragments: paragraphs, lists, notes, tables, charts, key figures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import zip_longest

from django.utils.translation import gettext

from rodtraad.oppstilling.tabell import Tabell
from rodtraad.publisering.nettsted.adresser import forklaringssti, html_id, rot
from rodtraad.publisering.nettsted.hjemler import hjemmel_html
from rodtraad.publisering.nettsted.innbyggere import Innbyggere
from rodtraad.publisering.nettsted.sider import Nettkart
from rodtraad.publisering.nettsted.tabell import Tabellramme, tabell_html
from rodtraad.rapport.dokument import (
    Avsnitt,
    Blokk,
    Figurblokk,
    Kryssref,
    Merknad,
    Nokkeltall,
    Punktliste,
    Spenn,
    Tabellblokk,
    Tallsted,
)

MERKNADSFARGE = {"info": "info", "konstruert": "warning", "funn": "warning"}


@dataclass(frozen=True, slots=True)
class Blokkramme:
    """What the blocks of one page need: where they stand, the map, what is explained, version and people."""

    sti: str
    kart: Nettkart
    forklarte: Collection[tuple[str, int, str]]
    utgave: str
    aar: int
    innbyggere: Innbyggere
    tegninger: Mapping[str, tuple[int, int]]
    """Chart anchor → width and height of its drawing in pixels."""


def blokk_html(blokk: Blokk, ramme: Blokkramme) -> str:
    """One block as a fragment of HTML."""
    match blokk:
        case Avsnitt(spenn):
            return f'<p class="ds-paragraph">{spenn_html(spenn, ramme)}</p>'
        case Punktliste(punkter):
            return f'<ul class="ds-list">{"".join(f"<li>{spenn_html(p, ramme)}</li>" for p in punkter)}</ul>'
        case Merknad():
            return _merknad(blokk, ramme)
        case Tabellblokk():
            return _tabellblokk(blokk, ramme)
        case Figurblokk():
            return _figurblokk(blokk, ramme)
        case Nokkeltall():
            return nokkeltall_html(blokk, ramme)


def spenn_html(spenn: tuple[Spenn, ...], ramme: Blokkramme) -> str:
    """Text with emphasis and cross references; a reference without target stays text (RAP-14)."""
    return "".join(_spenn(s, ramme) for s in spenn)


def nokkeltall_html(blokk: Nokkeltall, ramme: Blokkramme) -> str:
    """Key figures as a description list of cards; the number leads to how it came about."""
    kort = "".join(
        f'<div class="rt-nokkeltall"><dt>{escape(navn)}</dt><dd>{_stort(tall, sted, ramme)}'
        f'<span class="rt-forklaring">{escape(tekst)}</span></dd></div>'
        for (navn, tall, tekst), sted in zip_longest(blokk.tall, blokk.maal)
    )
    return f'<dl class="rt-nokkeltallene">{kort}</dl>'


def _stort(tall: str, sted: Tallsted | None, ramme: Blokkramme) -> str:
    adresse = _stedsadresse(sted, ramme) if sted else None
    if adresse is None:
        return f'<span class="rt-stort">{escape(tall)}</span>'
    return f'<a class="rt-stort" href="{adresse}">{escape(tall)}</a>'


def _stedsadresse(sted: Tallsted, ramme: Blokkramme) -> str | None:
    if any((tabell, linje) == (sted.tabell, sted.linje) for tabell, linje, _ in ramme.forklarte):
        return f"{rot(ramme.sti)}{forklaringssti(sted.tabell, sted.linje)}"
    return ramme.kart.lenke(ramme.sti, sted.anker)


def _spenn(spenn: Spenn, ramme: Blokkramme) -> str:
    if isinstance(spenn, Kryssref):
        adresse = ramme.kart.lenke(ramme.sti, spenn.maal)
        tekst = escape(spenn.tekst)
        return f'<a class="ds-link" href="{adresse}">{tekst}</a>' if adresse else tekst
    tekst = f"<strong>{escape(spenn.tekst)}</strong>" if spenn.sterk else escape(spenn.tekst)
    return f'<span lang="{escape(spenn.spraak)}">{tekst}</span>' if spenn.spraak else tekst


def _merknad(blokk: Merknad, ramme: Blokkramme) -> str:
    avsnitt = "".join(f'<p class="ds-paragraph">{spenn_html(a.spenn, ramme)}</p>' for a in blokk.avsnitt)
    return (
        f'<div class="ds-alert rt-merknad" data-color="{MERKNADSFARGE[blokk.slag]}" '
        'role="note" data-size="sm">'
        f'<p class="rt-merknad-tittel"><strong>{escape(blokk.tittel)}</strong></p>{avsnitt}</div>'
    )


def _tabellblokk(blokk: Tabellblokk, ramme: Blokkramme) -> str:
    tabell, anker = blokk.tabell, html_id(blokk.anker)
    tips = ramme.innbyggere.celletekster(tabell)
    nummer, lenke = gettext("Tabell %(nr)s") % {"nr": blokk.nummer}, partial(ramme.kart.lenke, ramme.sti)
    tabellramme = Tabellramme(ramme.sti, blokk.anker, nummer, ramme.forklarte, tips, lenke)
    return (
        f'<div class="rt-tabell" id="{anker}">{tabell_html(tabell, tabellramme)}'
        f"{ramme.innbyggere.tekst(tabell, tips)}{_under_tabell(tabell, blokk.anker, ramme)}</div>"
    )


def _under_tabell(tabell: Tabell, anker: str, ramme: Blokkramme) -> str:
    linjer = [f"<p>{escape(tekst)}</p>" for tekst in (tabell.fortegn, *tabell.merknader) if tekst]
    opplysninger = [
        (gettext("Kilde"), escape(tabell.kilde)),
        (gettext("Hjemmel"), hjemmel_html(tabell.hjemmel, ramme.aar)),
        (gettext("Status"), escape(tabell.status)),
        (gettext("Lisens"), escape(tabell.lisens)),
        (gettext("Utgave"), escape(ramme.utgave)),
    ]
    liste = "".join(f"<div><dt>{navn}</dt><dd>{v}</dd></div>" for navn, v in opplysninger if v)
    lenker = datalenker(tabell.tittel, anker, ramme)
    return f'<div class="rt-under">{"".join(linjer)}<dl>{liste}</dl>{lenker}</div>'


def datalenker(tittel: str, anker: str, ramme: Blokkramme) -> str:
    """The same table as CSV and JSON (PUB-09)."""
    base = f"{rot(ramme.sti)}data/{anker}"
    av = gettext("av %(tittel)s") % {"tittel": escape(tittel)}
    return (
        f'<p class="rt-data">{gettext("Last ned:")} <a class="ds-link" href="{base}.csv" download>CSV'
        f'<span class="ds-sr-only"> {av}</span></a> <a class="ds-link" href="{base}.json" download>JSON'
        f'<span class="ds-sr-only"> {av}</span></a></p>'
    )


def _figurblokk(blokk: Figurblokk, ramme: Blokkramme) -> str:
    figur, anker = blokk.figur, html_id(blokk.anker)
    nummer = gettext("Figur %(nr)s") % {"nr": blokk.nummer}
    bredde, hoyde = ramme.tegninger.get(blokk.anker, (0, 0))
    maal = f' width="{bredde}" height="{hoyde}"' if bredde else ""
    kilde = f'<p class="rt-kilde">{gettext("Kilde:")} {escape(figur.kilde)}</p>' if figur.kilde else ""
    return (
        f'<figure class="rt-figur" id="{anker}"><figcaption><span class="rt-nr">{nummer}</span> '
        f'{escape(figur.tittel)}</figcaption><img src="{rot(ramme.sti)}figurer/{anker}.svg" '
        f'alt="{escape(figur.alternativ)}" loading="lazy" decoding="async"{maal}>{kilde}'
        f"{_figurtall(blokk, ramme)}</figure>"
    )


def _figurtall(blokk: Figurblokk, ramme: Blokkramme) -> str:
    """The numbers of a chart one switch away, or where they already stand."""
    figur, lenker = blokk.figur, datalenker(blokk.figur.tittel, blokk.anker, ramme)
    if figur.tallene_i:
        sted = gettext("Tallene står i %(tabell)s.") % {"tabell": _spenn(figur.tallene_i, ramme)}
        return f'<p class="rt-kilde">{sted}</p>{lenker}'
    tabellramme = Tabellramme(ramme.sti, f"{html_id(blokk.anker)}-data", gettext("Tall til figuren:"))
    return (
        f'<details class="ds-details rt-figurtall"><summary>{gettext("Vis tallene i figuren som tabell")}</summary>'
        f"<div>{tabell_html(figur.data, tabellramme)}{lenker}</div></details>"
    )
