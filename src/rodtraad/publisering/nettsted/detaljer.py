"""Driften from rammeområde to virksomhet to tjeneste to art, as a tree that opens (REGN-11)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.forklaring import Forklaring
from rodtraad.oppstilling.tabell import Tabell, Tabellrad
from rodtraad.publisering.nettsted.adresser import forklaringssti, relativ
from rodtraad.publisering.nettsted.forklaringer import Nokkel
from rodtraad.publisering.nettsted.sider import Nettkart
from rodtraad.rapport.dokument import Dokument, Tabellblokk

STI = "detaljer/"
TABELLER = {"okonomi_per_tjeneste", "okonomi_per_tjeneste_sammenlignbar"}


@dataclass(frozen=True, slots=True)
class Tjeneste:
    """A service of a unit: the shown amount, and the row that explains it."""

    navn: str
    belop: int
    tabell: str
    linje: int
    kolonne: str


@dataclass(frozen=True, slots=True)
class Omraade:
    """A rammeområde or a virksomhet with its printed total; `anker` is its table in the report."""

    navn: str
    belop: int
    enhet: str
    anker: str
    tjenester: tuple[Tjeneste, ...] = ()
    under: tuple["Omraade", ...] = ()


def rammeomraader(dokument: Dokument) -> tuple[Omraade, ...]:
    """The tree of the tables «økonomi per tjeneste» of the document; empty without such tables."""
    ramme: dict[str, Omraade] = {}
    under: dict[str, list[Omraade]] = defaultdict(list)
    for blokk in _tabeller(dokument):
        omraade = _omraade(blokk, dokument.aar)
        if omraade is None:
            continue
        forste = blokk.tabell.rader[0]
        hoved = str(_verdi(blokk.tabell, forste, "rammeomrade"))
        if _verdi(blokk.tabell, forste, "nivaa") == "virksomhet":
            under[hoved].append(omraade)
            ramme.setdefault(hoved, omraade)
        else:
            ramme[hoved] = omraade
    return tuple(
        Omraade(navn, o.belop, o.enhet, o.anker, under=tuple(under[navn]) or (o,))
        for navn, o in ramme.items()
    )


def tre_html(omraader: Iterable[Omraade], forklaringer: Mapping[Nokkel, Forklaring], kart: Nettkart) -> str:
    """Nested details elements; the bars are drawn relative to the largest on the same level."""
    return "".join(
        _gren(o, storst, "".join(_virksomheter(o, forklaringer, kart)))
        for o, storst in _med_storst(list(omraader))
    )  # fmt: skip


def _virksomheter(ramme: Omraade, forklaringer: Mapping[Nokkel, Forklaring], kart: Nettkart) -> Iterator[str]:
    for virksomhet, storst in _med_storst(ramme.under):
        lenke = kart.lenke(STI, virksomhet.anker)
        i_rapporten = gettext("%(navn)s i årsrapporten") % {"navn": escape(virksomhet.navn)}
        mer = f'<p><a class="ds-link" href="{lenke}">{i_rapporten}</a></p>' if lenke else ""
        tjenester = "".join(
            _gren(t, storst_t, _arter(t, forklaringer)) for t, storst_t in _med_storst(virksomhet.tjenester)
        )
        yield _gren(virksomhet, storst, mer + tjenester)


def _arter(tjeneste: Tjeneste, forklaringer: Mapping[Nokkel, Forklaring]) -> str:
    nokkel = (tjeneste.tabell, tjeneste.linje, tjeneste.kolonne)
    sti = f"{relativ(STI, forklaringssti(tjeneste.tabell, tjeneste.linje))}#{tjeneste.kolonne}"
    forklaring = forklaringer.get(nokkel)
    if forklaring is None:
        return f"<p>{gettext('Ingen posteringer.')}</p>"
    summer: dict[tuple[str, str], int] = defaultdict(int)
    for streng in forklaring.kontostrenger:
        summer[streng.art, streng.art_navn] += streng.ore
    rader = "".join(
        f'<tr><td>{escape(art)}</td><th scope="row">{escape(navn)}</th>'
        f'<td class="tall">{vis_tall(rund(ore, ORE_PER_TUSEN_KR))}</td></tr>'
        for (art, navn), ore in sorted(summer.items())
    )
    resten = len(forklaring.kontostrenger) < forklaring.kontostrenger_i_alt
    merknad = f"<p>{gettext('Tabellen viser bare de største kontostrengene.')}</p>" if resten else ""
    tabell = (
        '<div class="rt-arter">'
        '<table class="ds-table rt-tall" data-size="sm">'
        f'<caption class="rt-liten">{gettext("Arter i 1000 kr")}</caption>'
        f'<thead><tr><th scope="col">{gettext("Art")}</th><th scope="col">{gettext("Navn")}</th>'
        f'<th scope="col" class="tall">{gettext("Regnskap")}</th></tr></thead>'
        f"<tbody>{rader}</tbody></table></div>"
    )
    lenke = f'<p><a class="ds-link" href="{sti}">{gettext("Slik ble tallet til")}</a></p>'
    return (
        tabell + merknad
        if rader
        else f"<p>{escape(forklaring.skjermet) or gettext('Ingen posteringer.')}</p>"
    ) + lenke


def _gren(o: Omraade | Tjeneste, storst: int, innhold: str) -> str:
    andel = 100 * abs(o.belop) // storst if storst else 0
    return (
        f'<details class="rt-drill"><summary><span class="rt-drillnavn">{escape(o.navn)}</span>'
        f'<span class="rt-drilltall">{vis_tall(o.belop)}</span>'
        f'<svg class="rt-stolpe{" rt-inntekt" if o.belop < 0 else ""}" viewBox="0 0 100 4" '
        'preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect width="{andel}" height="4"/></svg></summary><div>{innhold}</div></details>'
    )


def _med_storst[T: (Omraade, Tjeneste)](deler: Iterable[T]) -> list[tuple[T, int]]:
    liste = list(deler)
    storst = max((abs(d.belop) for d in liste), default=0)
    return [(d, storst) for d in liste]


def _tabeller(dokument: Dokument) -> Iterator[Tabellblokk]:
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk) and blokk.tabell.id in TABELLER and blokk.tabell.rader:
                yield blokk


def _omraade(blokk: Tabellblokk, aar: int) -> Omraade | None:
    tabell, kolonne = blokk.tabell, f"regnskap_{aar}"
    navn = {k.navn for k in tabell.kolonner}
    if not {"nivaa", "rammeomrade", "enhet", "tjeneste", kolonne} <= navn:
        return None
    rader = [r for r in tabell.rader if not r.er_sum]
    summer = [r for r in tabell.rader if r.er_sum]
    tjenester = tuple(
        Tjeneste(str(_verdi(tabell, r, "tjeneste")), _tall(tabell, r, kolonne), tabell.id, r.linje, kolonne)
        for r in rader
    )
    i_alt = _tall(tabell, summer[-1], kolonne) if summer else sum(t.belop for t in tjenester)
    return Omraade(str(_verdi(tabell, tabell.rader[0], "enhet")), i_alt, tabell.enhet, blokk.anker, tjenester)


def _verdi(tabell: Tabell, rad: Tabellrad, kolonne: str) -> object:
    return rad.celler[tabell.kolonnenr(kolonne)].verdi


def _tall(tabell: Tabell, rad: Tabellrad, kolonne: str) -> int:
    verdi = _verdi(tabell, rad, kolonne)
    return verdi if isinstance(verdi, int) else 0
