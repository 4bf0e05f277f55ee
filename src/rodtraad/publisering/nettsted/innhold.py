"""The contents tree: as a menu beside the page, as a page of its own, and as an alphabetical register."""

from collections import defaultdict
from collections.abc import Iterator
from html import escape

from django.utils.translation import gettext

from rodtraad.kjerne.fold import sokeform
from rodtraad.publisering.nettsted.adresser import relativ
from rodtraad.publisering.nettsted.sider import Nettkart, Side, paa_siden
from rodtraad.rapport.dokument import Figurblokk, Tabellblokk

Lenke = tuple[str, str]


def meny(kart: Nettkart, sti: str) -> str:
    """The tree of pages with the way to the current page open and the page itself marked."""
    return f'<ul class="rt-tre">{"".join(_gren(side, sti) for side in kart.rot)}</ul>'


def innholdstre(kart: Nettkart, fra: str) -> str:
    """Every chapter of the report, to the last level."""
    return f'<ul class="rt-innhold">{"".join(_innholdsgren(side, kart, fra) for side in kart.rot)}</ul>'


def register(kart: Nettkart, fra: str) -> list[tuple[str, list[Lenke]]]:
    """Chapters, tables and charts by first letter; shown when there is no script to search with."""
    bokstaver: dict[str, list[Lenke]] = defaultdict(list)
    for tittel, adresse in sorted(_alle(kart, fra), key=lambda lenke: (sokeform(lenke[0]), lenke)):
        bokstaver[tittel[0].upper()].append((tittel, adresse))
    return sorted(bokstaver.items(), key=lambda par: _alfabetisk(par[0]))


def _gren(side: Side, sti: str) -> str:
    lenke = _menylenke(side, sti)
    if not side.undersider:
        return f"<li>{lenke}</li>"
    apen = " open" if any(s.sti == sti for s in side.alle()) else ""
    barn = "".join(_gren(s, sti) for s in side.undersider)
    under = gettext("Undersider av %(navn)s") % {"navn": escape(side.kapittel.tittel)}
    return (
        f'<li class="rt-gren">{lenke}<details{apen}><summary aria-label="{under}"></summary>'
        f"<ul>{barn}</ul></details></li>"
    )


def _menylenke(side: Side, sti: str) -> str:
    her = ' aria-current="page"' if side.sti == sti else ""
    return f'<a href="{relativ(sti, side.sti)}"{her}>{escape(side.kapittel.tittel)}</a>'


def _innholdsgren(side: Side, kart: Nettkart, fra: str) -> str:
    punkter = [
        f'<li><a class="ds-link" href="{kart.lenke(fra, k.id)}">{escape(k.tittel)}</a></li>'
        for k in side.seksjoner
    ]
    punkter += [_innholdsgren(s, kart, fra) for s in side.undersider]
    under = f"<ul>{''.join(punkter)}</ul>" if punkter else ""
    adresse, tittel = relativ(fra, side.sti), escape(side.kapittel.tittel)
    return f'<li><a class="ds-link" href="{adresse}">{tittel}</a>{under}</li>'


def _alle(kart: Nettkart, fra: str) -> Iterator[Lenke]:
    for side in kart.sider:
        for kapittel in paa_siden(side):
            hvor = f" ({side.kapittel.tittel})" if kapittel is not side.kapittel else ""
            yield f"{kapittel.tittel}{hvor}", relativ(fra, *kart.steder[kapittel.id])
            for blokk in kapittel.blokker:
                if isinstance(blokk, Tabellblokk):
                    yield (
                        gettext("%(tittel)s (tabell %(nr)s)")
                        % {"tittel": blokk.tabell.tittel, "nr": blokk.nummer},
                        relativ(fra, *kart.steder[blokk.anker]),
                    )
                elif isinstance(blokk, Figurblokk):
                    yield (
                        gettext("%(tittel)s (figur %(nr)s)")
                        % {"tittel": blokk.figur.tittel, "nr": blokk.nummer},
                        relativ(fra, *kart.steder[blokk.anker]),
                    )


def _alfabetisk(bokstav: str) -> tuple[int, str]:
    """Norwegian order: A–Z, Æ, Ø, Å; digits first."""
    return ("ÆØÅ".find(bokstav) + 1, bokstav)
