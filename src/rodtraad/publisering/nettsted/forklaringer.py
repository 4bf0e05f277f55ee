"""«Slik ble tallet til»: one page per table row, with a section for each of its numbers.

Written as plain string building: an edition has more than a thousand of these pages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape

from django.utils.translation import gettext, gettext_noop

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.forklaring import Bilagslinje, Forklaring, Kontostreng
from rodtraad.publisering.nettsted.adresser import html_id
from rodtraad.publisering.nettsted.hjemler import hjemmel_html
from rodtraad.publisering.nettsted.koder import deltekst, kodenavn, koder_i_ord

_TALL = re.compile(r"-?\d+(\.\d+)?")
_REGELLENKE = re.compile(r"\blinje (\d+) i ([a-z0-9_]+_[a-z0-9_]+)")
Nokkel = tuple[str, int, str]
Rad = tuple[str, int]
SLAG = {
    "regnskap": gettext_noop("Regnskap"),
    "opprinnelig": gettext_noop("Opprinnelig budsjett"),
    "endring_politisk": gettext_noop("Politisk vedtatt endring"),
    "endring_administrativ": gettext_noop("Administrativ endring"),
    "prognose": gettext_noop("Prognose"),
}


@dataclass(frozen=True, slots=True)
class Radside:
    """All explained numbers of one table row, in the order of the columns."""

    tabell: str
    linje: int
    forklaringer: tuple[Forklaring, ...]


def radsider(forklaringer: Mapping[Nokkel, Forklaring]) -> Iterator[Radside]:
    """The explanations gathered by row, in the order given."""
    rader: dict[tuple[str, int], list[Forklaring]] = {}
    for (tabell, linje, _), forklaring in forklaringer.items():
        rader.setdefault((tabell, linje), []).append(forklaring)
    for (tabell, linje), liste in rader.items():
        yield Radside(tabell, linje, tuple(liste))


def radside_html(side: Radside, kilder: Mapping[str, str], aar: int, titler: Mapping[Rad, str]) -> str:
    """The body of the page: a list of the row's numbers, then how each came about.

    `titler` gives the title of the table for every row that is explained, to link to from a rule.
    """
    hopp = "".join(
        f'<li><a class="ds-link" href="#{html_id(f.kolonne)}">{escape(kolonnetittel(f))}'
        f'<span class="rt-hopptall">{escape(vist_tall(f))}</span></a></li>'
        for f in side.forklaringer
    )
    nav = (
        f'<nav class="rt-hopp" aria-label="{gettext("Tallene i raden")}"><ul>{hopp}</ul></nav>'
        if len(side.forklaringer) > 1
        else ""
    )
    return nav + "".join(_seksjoner(side, kilder, aar, titler))


def _seksjoner(
    side: Radside, kilder: Mapping[str, str], aar: int, titler: Mapping[Rad, str]
) -> Iterator[str]:
    navngitt = ""
    for f in side.forklaringer:
        navn = kodenavn(f.koder, f.kolonne, aar)
        regel = _REGELLENKE.sub(lambda m: _radlenke(m, titler), escape(f.regel))
        yield _seksjon(f, kilder, aar, regel=regel, navn="" if navn == navngitt else navn)
        navngitt = navn


def _radlenke(treff: re.Match[str], titler: Mapping[Rad, str]) -> str:
    """«linje 23 i okonomisk_oversikt_5_6» as a link with the table's title, when that row is explained."""
    linje, tabell = int(treff[1]), treff[2]
    if (tabell, linje) not in titler:
        return treff[0]
    tekst = gettext("linje %(linje)s i «%(tabell)s»") % {
        "linje": linje,
        "tabell": escape(titler[tabell, linje]),
    }
    return f'<a class="ds-link" href="../{html_id(tabell)}/{linje}.html">{tekst}</a>'


def vist_tall(forklaring: Forklaring) -> str:
    """The shown value for people: a machine number gets thousands and comma, other text stays."""
    if _TALL.fullmatch(forklaring.vist):
        _, _, brok = forklaring.vist.partition(".")
        return vis_tall(Decimal(forklaring.vist), len(brok))
    return forklaring.vist


def radtittel(forklaring: Forklaring) -> str:
    """The row as people know it: the title without the column."""
    rad, skille, _ = forklaring.tittel.rpartition(": ")
    return rad if skille else forklaring.tittel


def kolonnetittel(forklaring: Forklaring) -> str:
    """The column as people know it: what stands last in the title, else its name."""
    _, skille, kolonne = forklaring.tittel.rpartition(": ")
    return kolonne if skille else forklaring.kolonne.replace("_", " ").capitalize()


def _seksjon(f: Forklaring, kilder: Mapping[str, str], aar: int, *, regel: str, navn: str) -> str:
    fragment = html_id(f.kolonne)
    hode = (
        f'<section class="rt-svar" id="{fragment}" aria-labelledby="{fragment}-t">'
        f'<h2 id="{fragment}-t">{escape(kolonnetittel(f))} '
        f'<span class="rt-radnavn">{escape(radtittel(f))}</span></h2>'
        f'<p class="rt-svartall">{escape(vist_tall(f))} <span class="rt-enhet">{escape(f.enhet)}</span></p>'
    )
    deler = [hode, _opplysninger(f, aar, regel, navn), _deler(f, aar)]
    if f.skjermet:
        deler.append(
            '<div class="ds-alert rt-merknad" data-color="info" data-size="sm" role="note"><p>'
            f"<strong>{gettext('Skjermet.')}</strong> {escape(f.skjermet)}</p></div>"
        )
    deler += [_kontostrenger(f), _bilag(f), _innlesinger(f.innlesinger, kilder), "</section>"]
    return "".join(deler)


def _opplysninger(f: Forklaring, aar: int, regel: str, navn: str) -> str:
    par = [
        (gettext("Regel"), regel),
        (gettext("Hjemmel"), hjemmel_html(f.hjemmel, aar)),
        (gettext("Nøyaktig beløp"), f"{kroner(f.ore)} kr" if f.ore or f.kontostrenger else ""),
        (gettext("Koder"), koder_i_ord(f.koder, f.kolonne, aar) + navn),
    ]
    rader = "".join(f"<div><dt>{navn}</dt><dd>{verdi}</dd></div>" for navn, verdi in par if verdi)
    return f'<dl class="rt-opplysninger">{rader}</dl>'


def _deler(f: Forklaring, aar: int) -> str:
    if not f.deler or (len(f.deler) == 1 and not f.deler[0].linje):
        return ""
    fragment = html_id(f.kolonne)
    rader = "".join(
        f'<tr><td class="rt-fortegn">{"−" if d.fortegn < 0 else "+"}</td><th scope="row">'
        + (
            f'<a class="ds-link" href="{d.linje}.html#{fragment}">{escape(d.tekst)}</a>'
            if d.linje
            else deltekst(d.tekst, f.kolonne, aar)
        )
        + f'</th><td class="tall">{kroner(d.ore)}</td></tr>'
        for d in f.deler
    )
    return (
        _apne(gettext("Delene i summen"), kolonnetittel(f))
        + _hode((gettext("Fortegn"), gettext("Del")), (gettext("Beløp i kr"),))
        + f"{rader}</tbody></table></div>"
    )


def _kontostrenger(f: Forklaring) -> str:
    if not f.kontostrenger:
        return ""
    vis_prosjekt, slag = any(k.prosjekt for k in f.kontostrenger), _slag_i_ord()
    return (
        '<details class="ds-details" open><summary>'
        f"{_antall(gettext('Kontostrenger'), len(f.kontostrenger), f.kontostrenger_i_alt)}"
        f"</summary><div>{_apne(gettext('Kontostrenger, de største først'), kolonnetittel(f))}"
        + _hode(
            (
                *(gettext("Slag"), gettext("Ansvar"), gettext("Art"), gettext("Funksjon")),
                *((gettext("Prosjekt"),) if vis_prosjekt else ()),
            ),
            (gettext("Rader"), gettext("Beløp i kr")),
        )
        + "".join(_kontostreng(k, slag, vis_prosjekt=vis_prosjekt) for k in f.kontostrenger)
        + "</tbody></table></div></div></details>"
    )


def _kontostreng(k: Kontostreng, slag: Mapping[str, str], *, vis_prosjekt: bool) -> str:
    prosjekt = f"<td>{escape(k.prosjekt)}</td>" if vis_prosjekt else ""
    return (
        f"<tr><td>{slag.get(k.slag, k.slag)}</td><td>{_kode(k.ansvar, k.ansvar_navn)}</td>"
        f"<td>{_kode(k.art, k.art_navn)}</td>"
        f'<td>{_kode(k.funksjon, k.funksjon_navn)}</td>{prosjekt}<td class="tall">{vis_tall(k.antall)}</td>'
        f'<td class="tall">{kroner(k.ore)}</td></tr>'
    )


def _bilag(f: Forklaring) -> str:
    if not f.bilag:
        return ""
    vis_tekst = any(b.tekst for b in f.bilag)
    vis_innlesing, slag = len(f.innlesinger) > 1, _slag_i_ord()
    return (
        f'<details class="ds-details"><summary>{_antall(gettext("Bilagslinjer"), len(f.bilag), f.bilag_i_alt)}'
        f"</summary><div>{_apne(gettext('Bilagslinjer, de største først'), kolonnetittel(f))}"
        + _hode(
            (
                *(gettext("Slag"), gettext("Periode"), gettext("Bilag")),
                *((gettext("Tekst"),) if vis_tekst else ()),
                gettext("Konto"),
                *((gettext("Innlesing"),) if vis_innlesing else ()),
            ),
            (gettext("Rad i filen"), gettext("Beløp i kr")),
        )
        + "".join(_bilagslinje(b, slag, vis_tekst=vis_tekst, vis_innlesing=vis_innlesing) for b in f.bilag)
        + "</tbody></table></div></div></details>"
    )


def _bilagslinje(b: Bilagslinje, slag: Mapping[str, str], *, vis_tekst: bool, vis_innlesing: bool) -> str:
    tekst = f"<td>{escape(b.tekst)}</td>" if vis_tekst else ""
    innlesing = f"<td><code>{escape(b.innlesing)}</code></td>" if vis_innlesing else ""
    konto = " · ".join(del_ for del_ in (b.ansvar, b.art, b.funksjon, b.prosjekt) if del_)
    return (
        f"<tr><td>{slag.get(b.slag, b.slag)}</td><td>{b.aar}-{b.periode:02d}</td>"
        f"<td>{escape(b.bilag)}</td>{tekst}"
        f'<td>{escape(konto)}</td>{innlesing}<td class="tall">{b.rad}</td><td class="tall">{kroner(b.ore)}</td></tr>'
    )


def _innlesinger(innlesinger: Iterable[str], kilder: Mapping[str, str]) -> str:
    punkter = "".join(
        f"<li><code>{escape(i)}</code>{' – ' + escape(kilder[i]) if i in kilder else ''}</li>"
        for i in innlesinger
    )
    return (
        f'<h3>{gettext("Innlesinger")}</h3><ul class="ds-list rt-innlesinger">{punkter}</ul>'
        if punkter
        else ""
    )


@lru_cache(maxsize=32768)
def kroner(ore: int) -> str:
    """An amount in øre as kroner with two decimals, for people."""
    return vis_tall(Decimal(ore) / 100, 2)


def _slag_i_ord() -> dict[str, str]:
    """Looked up once for a table, not once for each of its lines: an edition has a hundred thousand."""
    return {slag: gettext(ord_) for slag, ord_ in SLAG.items()}


@lru_cache(maxsize=8192)
def _kode(kode: str, navn: str) -> str:
    return f"{escape(kode)} {escape(navn)}".strip()


def _antall(hva: str, vist: int, i_alt: int) -> str:
    if i_alt > vist:
        return gettext("%(hva)s: de %(vist)s største av %(i_alt)s") % {
            "hva": hva,
            "vist": vis_tall(vist),
            "i_alt": vis_tall(i_alt),
        }
    return f"{hva}: {vis_tall(vist)}"


def _apne(tittel: str, kolonne: str) -> str:
    return (
        f'<div class="rt-rull" role="region" tabindex="0" aria-label="{tittel}, {escape(kolonne)}">'
        '<table class="ds-table rt-tall" '
        f'data-size="sm"><caption class="rt-liten">{tittel}</caption>'
    )


def _hode(tekst: Iterable[str], tall: Iterable[str]) -> str:
    celler = "".join(f'<th scope="col">{t}</th>' for t in tekst)
    celler += "".join(f'<th scope="col" class="tall">{t}</th>' for t in tall)
    return f"<thead><tr>{celler}</tr></thead><tbody>"
