"""A Tabell as HTML: caption, headers, groups, sum rows, missing values, and a door behind each number."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from django.utils.translation import gettext

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad
from rodtraad.publisering.nettsted.adresser import forklaringssti, html_id, rot

BRED = 7
"""From this many shown columns a table scrolls in its own region also on a wide screen."""
LANG = 25
SMAL = 3
UTEN_ENHET = {"", "som vist"}
"""Units that say nothing: each cell carries its own."""


@dataclass(frozen=True, slots=True)
class Tabellramme:
    """Where a table stands: page, anchor, heading, and what its cells may link to and say."""

    sti: str
    anker: str
    nummer: str
    forklarte: Collection[tuple[str, int, str]] = ()
    celletekster: Mapping[tuple[int, str], str] | None = None
    """(line, column) → what a number says on hover and focus (inhabitants, KOSTRA-04)."""
    lenke: Callable[[str], str | None] | None = None
    """Address in the document → address from this page, None when it is not there."""


def vis_celle(celle: Celle, kolonne: Kolonne, reserve: Celle | None = None) -> str:
    """The text of a cell as people read it; «–» where a number is missing."""
    verdi = celle.verdi if celle.verdi is not None or reserve is None else reserve.verdi
    if verdi is None:
        return "–" if kolonne.er_tall or celle.grunn else ""
    if isinstance(verdi, str) or kolonne.slag in {"aar", "tekst"}:
        return str(verdi)
    if kolonne.slag == "tall":
        if isinstance(verdi, int):
            # Columns of key figures mix kroner and percent: a row of whole numbers takes no decimals.
            return vis_tall(verdi, 0)
        if kolonne.desimaler == 0 and verdi != verdi.to_integral_value():
            return vis_tall(verdi)
    return vis_tall(verdi, kolonne.desimaler)


def tabell_html(tabell: Tabell, ramme: Tabellramme) -> str:
    """The whole table element inside its scrolling region."""
    vist = [(nr, k) for nr, k in enumerate(tabell.kolonner) if not k.skjult]
    anker = html_id(ramme.anker)
    klasser = ["rt-rull"]
    if len(vist) >= BRED:
        klasser.append("rt-bred")
    elif len(vist) <= SMAL:
        klasser.append("rt-smal")
    if len(tabell.rader) >= LANG:
        klasser.append("rt-lang")
    sorterbar = " data-sorterbar" if er_sorterbar(tabell) else ""
    return (
        f'<div class="{" ".join(klasser)}" role="region" tabindex="0" aria-labelledby="{anker}-tittel">'
        f'<table class="ds-table rt-tall"{sorterbar}>{_caption(tabell, ramme, anker)}'
        f"{_hode(vist)}{''.join(_kropper(tabell, vist, ramme))}</table></div>"
    )


def er_sorterbar(tabell: Tabell) -> bool:
    """Sorting means something only where rows are peers: no «herav» rows, sums only at the end of a group."""
    rader = tabell.rader
    if len(rader) <= 2 or any(r.innrykk for r in rader):  # noqa: PLR2004 - two rows need no sorting
        return False
    return all(not rad.er_sum or neste.er_sum or neste.gruppe != rad.gruppe for rad, neste in pairwise(rader))


def _caption(tabell: Tabell, ramme: Tabellramme, anker: str) -> str:
    enhet = f'<span class="rt-enhet">{escape(tabell.enhet)}</span>' if tabell.enhet not in UTEN_ENHET else ""
    return (
        f'<caption><span id="{anker}-tittel"><span class="rt-nr">{escape(ramme.nummer)}</span> '
        f"{escape(tabell.tittel)}</span>{enhet}</caption>"
    )


def _hode(vist: list[tuple[int, Kolonne]]) -> str:
    celler = "".join(
        f'<th scope="col"{_tallklasse(k)}>{escape(k.tittel) or _tomt_hode(k)}</th>' for _, k in vist
    )
    return f"<thead><tr>{celler}</tr></thead>"


def _tomt_hode(kolonne: Kolonne) -> str:
    return f'<span class="ds-sr-only">{escape(kolonne.navn)}</span>'


def _kropper(tabell: Tabell, vist: list[tuple[int, Kolonne]], ramme: Tabellramme) -> Iterator[str]:
    radtittel = next(
        (nr for nr, k in vist if k.er_radtittel), next((nr for nr, k in vist if not k.er_tall), -1)
    )
    base = rot(ramme.sti)
    grupper = {rad.gruppe for rad in tabell.rader}
    for gruppe, rader in groupby(tabell.rader, key=lambda r: r.gruppe):
        yield "<tbody>"
        if gruppe and (len(grupper) > 1 or gruppe not in tabell.tittel):
            hode = f'<th scope="rowgroup" colspan="{len(vist)}">{escape(gruppe)}</th>'
            yield f'<tr class="rt-gruppe">{hode}</tr>'
        for rad in rader:
            yield _rad(rad, vist, radtittel, _Radramme(tabell.id, ramme, base))
        yield "</tbody>"


@dataclass(frozen=True, slots=True)
class _Radramme:
    tabell: str
    ramme: Tabellramme
    base: str


def _rad(rad: Tabellrad, vist: list[tuple[int, Kolonne]], radtittel: int, r: _Radramme) -> str:
    klasser = ("rt-sum " if rad.er_sum else "") + (f"rt-inn{min(rad.innrykk, 4)}" if rad.innrykk else "")
    deler = [f'<tr class="{klasser.strip()}">' if klasser else "<tr>"]
    for nr, kolonne in vist:
        celle = rad.celler[nr]
        if nr == radtittel:
            deler.append(f'<th scope="row">{escape(vis_celle(celle, kolonne)) or "&nbsp;"}</th>')
        elif kolonne.er_tall:
            deler.append(_tallcelle(celle, kolonne, rad.linje, r))
        else:
            deler.append(_tekstcelle(celle, kolonne, r.ramme))
    deler.append("</tr>")
    return "".join(deler)


def _tekstcelle(celle: Celle, kolonne: Kolonne, ramme: Tabellramme) -> str:
    if celle.verdi is None and celle.grunn:
        return _mangler(celle.grunn, klasse="mangler")
    tekst = escape(vis_celle(celle, kolonne))
    adresse = ramme.lenke(celle.lenke) if celle.lenke and ramme.lenke else None
    return f'<td><a class="ds-link" href="{adresse}">{tekst}</a></td>' if adresse else f"<td>{tekst}</td>"


def _tallcelle(celle: Celle, kolonne: Kolonne, linje: int, r: _Radramme) -> str:
    if celle.verdi is None:
        return _mangler(celle.grunn)
    tekst = escape(vis_celle(celle, kolonne))
    if (r.tabell, linje, kolonne.navn) in r.ramme.forklarte:
        sti = f"{r.base}{forklaringssti(r.tabell, linje)}#{html_id(kolonne.navn)}"
        tips = (r.ramme.celletekster or {}).get((linje, kolonne.navn), "")
        tittel = f' title="{escape(tips)}"' if tips else ""
        return f'<td class="tall"><a href="{sti}"{tittel}>{tekst}</a></td>'
    tips = (r.ramme.celletekster or {}).get((linje, kolonne.navn), "")
    if tips:
        return (
            f'<td class="tall"><span class="rt-tips" tabindex="0" title="{escape(tips)}">{tekst}</span></td>'
        )
    return f'<td class="tall">{tekst}</td>'


def _mangler(grunn: str, klasse: str = "tall mangler") -> str:
    tekst = escape(grunn or gettext("Ikke oppgitt"))
    return (
        f'<td class="{klasse}"><span aria-hidden="true" title="{tekst}">–</span>'
        f'<span class="ds-sr-only">{tekst}</span></td>'
    )


def _tallklasse(kolonne: Kolonne) -> str:
    return ' class="tall"' if kolonne.er_tall else ""
