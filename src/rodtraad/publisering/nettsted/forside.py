"""The front page: key figures, what happened, ordinary questions with the way to their answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.translation import gettext, gettext_noop

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.publisering.nettsted.adresser import relativ
from rodtraad.publisering.nettsted.blokker import Blokkramme, blokk_html, nokkeltall_html
from rodtraad.publisering.nettsted.sider import Nettkart, Side, paa_siden
from rodtraad.publisering.nettsted.tabell import vis_celle
from rodtraad.rapport.dokument import (
    Avsnitt,
    Dokument,
    Figurblokk,
    Kapittel,
    Nokkeltall,
    Tabellblokk,
    Tallsted,
)

NOKKELTALL = 3
DELER = 5
REGLER = "handlingsregler"
HISTORIKK = "handlingsregler_historikk"


@dataclass(frozen=True, slots=True)
class Sporsmaal:
    """A question people ask, and where its answer stands: tables by id first, else a chapter by its title."""

    tekst: str
    tabeller: tuple[str, ...] = ()
    kapittel: str = ""


SPORSMAAL = (
    Sporsmaal(
        gettext_noop("Ble det overskudd eller underskudd?"),
        ("totaloversikt_okonomi", "budsjettavvik_5_9_drift"),
    ),
    Sporsmaal(gettext_noop("Hva brukes på skolene?"), (), r"^skole"),
    Sporsmaal(gettext_noop("Hva kostet helse og omsorg?"), (), r"^helse og omsorg"),
    Sporsmaal(
        gettext_noop("Hva vedtok kommunestyret, og hva skjedde?"), ("vedtak_oppdrag",), r"oppfølging av vedtak"
    ),
    Sporsmaal(gettext_noop("Hvor mye gjeld har kommunen?"), ("handlingsregler_historikk",), r"handlingsregler"),
    Sporsmaal(
        gettext_noop("Hva er bygget og kjøpt inn?"),
        ("bevilgning_5_5_2", "investeringsstatus", "bevilgning_5_5_1"),
    ),
    Sporsmaal(gettext_noop("Hvordan ligger vi an mot andre kommuner?"), ("kostra_hovedtall",), r"kostra"),
    Sporsmaal(gettext_noop("Hvor mye sykefravær er det?"), ("sykefravaer",), r"sykefravær"),
    Sporsmaal(gettext_noop("Hvor mange bor her?"), ("befolkning",), r"befolkning"),
    Sporsmaal(gettext_noop("Hvor store er utslippene av klimagasser?"), ("klima_per_aar_sektor",), r"klima"),
    Sporsmaal(gettext_noop("Hva kommer inntektene fra?"), ("sentrale_inntekter", "bevilgning_5_4_1")),
    Sporsmaal(gettext_noop("Hvem har ansvaret for hva?"), (), r"^kommunens tjenesteområder"),
)  # fmt: skip


def nokkeltall(dokument: Dokument, ramme: Blokkramme) -> str:
    """The first key figures of the report, each with a link to where it is told."""
    funnet: list[str] = []
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if isinstance(blokk, Nokkeltall) and len(funnet) < NOKKELTALL:
                funnet.append(nokkeltall_html(blokk, ramme) + _les_mer(kapittel, ramme))
    return "".join(funnet)


def maaltall(dokument: Dokument, ramme: Blokkramme) -> str:
    """The adopted financial key figures: the year's value and the goal, from the tables of handlingsregler."""
    blokker = [(k, b) for k in dokument.alle_kapitler() for b in k.blokker if isinstance(b, Tabellblokk)]
    regler = next(((k, b.tabell) for k, b in blokker if b.tabell.id == REGLER), None)
    if regler is None:
        return ""
    historikk = {b.anker: b.tabell for _, b in blokker if b.tabell.id == HISTORIKK}
    kort, steder = [], []
    for regel in _poster(regler[1]):
        hale = f"historikk-{str(regel.get('kode', '')).replace('_', '-')}"
        tabell = next((t for anker, t in historikk.items() if anker.endswith(hale)), None)
        if tabell:
            kort.append((tabell.tittel, _egen_siste(tabell, dokument), str(regel["regel"])))
            steder.append(Tallsted(next(anker for anker, t in historikk.items() if t is tabell)))
    return (
        nokkeltall_html(Nokkeltall(tuple(kort), tuple(steder)), ramme) + _les_mer(regler[0], ramme)
        if kort
        else ""
    )


def _egen_siste(tabell: Tabell, dokument: Dokument) -> str:
    """The municipality's own value of the last year, with its unit."""
    egen = next(
        (r for r in tabell.rader if dokument.kommune.startswith(str(r.celler[0].verdi))), tabell.rader[0]
    )
    verdi = egen.celler[-1].verdi
    if "1000 kr" in tabell.enhet and isinstance(verdi, int | Decimal):
        return gettext("%(tall)s tusen kr") % {"tall": vis_tall(verdi, 0)} if verdi else gettext("0 kr")
    return f"{vis_celle(egen.celler[-1], tabell.kolonner[-1])}\u202f%"


def _poster(tabell: Tabell) -> Iterator[dict[str, object]]:
    for rad in tabell.rader:
        yield {k.navn: c.verdi for k, c in zip(tabell.kolonner, rad.celler, strict=True)}


def innledning(dokument: Dokument, ramme: Blokkramme) -> str:
    """What happened this year: the opening of the first chapter, and the first words of each of its parts."""
    if not dokument.kapitler:
        return ""
    forst = dokument.kapitler[0]
    deler = [blokk_html(a, ramme) for a in forst.blokker if isinstance(a, Avsnitt)]
    for del_ in forst.kapitler[:DELER]:
        avsnitt = next((b for b in del_.blokker if isinstance(b, Avsnitt)), None)
        if avsnitt:
            deler.append(f"<h3>{escape(del_.tittel)}</h3>{blokk_html(avsnitt, ramme)}")
    return "".join(deler) + _les_mer(forst, ramme) if deler else ""


def _les_mer(kapittel: Kapittel, ramme: Blokkramme) -> str:
    lenke, tittel = ramme.kart.lenke(ramme.sti, kapittel.id), escape(kapittel.tittel)
    mer = gettext("Les mer: %(tittel)s") % {"tittel": tittel}
    return f'<p class="rt-mer"><a class="ds-link" href="{lenke}">{mer}</a></p>'


def sporsmaal(kart: Nettkart) -> list[tuple[str, str]]:
    """Questions the report answers, with the address of the answer seen from the front page."""
    par = [(gettext(s.tekst), _svar(s, kart)) for s in SPORSMAAL]
    return [(tekst, adresse) for tekst, adresse in par if adresse]


def kapittelkort(kart: Nettkart) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The chapters with the pages below them, seen from the front page."""
    return [
        (
            side.kapittel.tittel,
            relativ("", side.sti),
            [(u.kapittel.tittel, relativ("", u.sti)) for u in side.undersider],
        )
        for side in kart.rot
    ]


def tabelliste(kart: Nettkart, fra: str) -> Iterator[tuple[int, str, str, str]]:
    """(number, title, address, place) of every table."""
    for side, blokk in _blokker(kart):
        if isinstance(blokk, Tabellblokk):
            yield (
                blokk.nummer,
                blokk.tabell.tittel,
                relativ(fra, *kart.steder[blokk.anker]),
                side.kapittel.tittel,
            )


def figurliste(kart: Nettkart, fra: str) -> Iterator[tuple[int, str, str, str]]:
    """(number, title, address, place) of every chart."""
    for side, blokk in _blokker(kart):
        if isinstance(blokk, Figurblokk):
            yield (
                blokk.nummer,
                blokk.figur.tittel,
                relativ(fra, *kart.steder[blokk.anker]),
                side.kapittel.tittel,
            )


def _blokker(kart: Nettkart) -> Iterator[tuple[Side, object]]:
    for side in kart.sider:
        for kapittel in paa_siden(side):
            for blokk in kapittel.blokker:
                yield side, blokk


def _svar(sporsmaal: Sporsmaal, kart: Nettkart) -> str:
    steder = {
        blokk.tabell.id: kart.steder[blokk.anker]
        for _, blokk in reversed(list(_blokker(kart)))
        if isinstance(blokk, Tabellblokk)
    }
    for tabell in sporsmaal.tabeller:
        if tabell in steder:
            return relativ("", *steder[tabell])
    if not sporsmaal.kapittel:
        return ""
    passer = re.compile(sporsmaal.kapittel, re.IGNORECASE).search
    # A page of its own answers better than a section of another page.
    egne = [side.kapittel for side in kart.sider if passer(side.kapittel.tittel)]
    alle = (k for side in kart.sider for k in paa_siden(side) if passer(k.tittel))
    forste = next(iter(egne), None) or next(alle, None)
    return relativ("", *kart.steder[forste.id]) if forste else ""
