"""What one element of the template gives: tables, figures, texts and facts as blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.rapport.bidrag import FIGURER, TEKSTER, figuranker, tabellanker
from rodtraad.rapport.dokument import Blokk, Figurblokk, Nokkeltall, Tabellblokk
from rodtraad.rapport.fakta import faktatabell
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.mal import Ledd
from rodtraad.rapport.plassering import (
    bred,
    del_opp,
    med_status,
    slug,
    uten_enhetskolonner,
    uten_sumrader,
    utsnitt,
)
from rodtraad.rapport.tekster.felles import folketall
from rodtraad.rapport.tekster.nokkeltall import NOKKELTALL

SAMMENLIGNBAR = {"okonomi_per_tjeneste": "okonomi_per_tjeneste_sammenlignbar"}
UTFYLLENDE = {"vedtak_oppdrag": "vedtak_oppdrag_status"}
"""Tables that have a fuller form with the same rows."""
RESERVE = {"investeringsstatus": "investeringsstatus_alle"}
"""Where a unit is taken from when the printed table leaves it out (INV-17)."""


def blokker(inn: Innhold, innhold: Sequence[Ledd], enhet: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """The blocks of a chapter's elements; an element without figures gives none."""
    return tuple(
        blokk for ledd in innhold if gjelder(inn, ledd, enhet) for blokk in _element(inn, ledd, enhet)
    )


def gjelder(inn: Innhold, ledd: Ledd, enhet: Organisasjonsenhet | None) -> bool:
    """Whether an element belongs to the unit: by its KOSTRA functions, and once per area (RAP-08)."""
    if enhet is None:
        return True
    if ledd.get("en_gang") and er_eneste(inn, enhet):
        return False
    funksjoner = ledd.get("funksjoner")
    return not funksjoner or inn.hovedenhet(frozenset(funksjoner)) == enhet.kode


def er_eneste(inn: Innhold, enhet: Organisasjonsenhet) -> bool:
    """Whether the unit is the only virksomhet of its rammeområde."""
    ramme = inn.overordnet(enhet)
    return enhet.nivaa == "virksomhet" and ramme is not None and len(inn.virksomheter(ramme)) == 1


def har_tabell(innhold: Sequence[Blokk]) -> bool:
    """Whether the blocks hold a table or a figure."""
    return any(isinstance(b, Tabellblokk | Figurblokk) for b in innhold)


def _element(inn: Innhold, ledd: Ledd, enhet: Organisasjonsenhet | None) -> Iterator[Blokk]:
    if "tekst" in ledd:
        yield from TEKSTER[ledd["tekst"]](inn, enhet)
    elif "figur" in ledd:
        yield from _figur(inn, ledd["figur"], enhet)
    elif "nokkeltall" in ledd:
        tall = NOKKELTALL[ledd["nokkeltall"]](inn)
        if tall:
            yield Nokkeltall(tuple(t for t, _ in tall), tuple(sted for _, sted in tall))
    elif "fakta" in ledd:
        tabell = faktatabell(inn, ledd, enhet)
        if tabell:
            yield Tabellblokk(tabellanker(f"fakta_{ledd['fakta']}", enhet), 0, tabell)
    else:
        yield from _tabell(inn, ledd, enhet)


def _figur(inn: Innhold, navn: str, enhet: Organisasjonsenhet | None) -> Iterator[Blokk]:
    figur = FIGURER[navn](inn, enhet)
    if figur:
        yield Figurblokk(figuranker(navn, enhet), 0, figur)


def _tabell(inn: Innhold, ledd: Ledd, enhet: Organisasjonsenhet | None) -> Iterator[Blokk]:
    navn = ledd["tabell"].format(aar=inn.aar)
    hel = _hel(inn, navn, None if ledd.get("hele_kommunen") else enhet)
    if hel is None:
        return
    hel = med_status(uten_enhetskolonner(hel) if enhet else hel, inn.grunnlag)
    for del_ in _deler(hel, ledd):
        vist = _med_ord(inn, bred(del_, **ledd["bred"]) if "bred" in ledd else del_, ledd)
        slutt = f"-{slug(del_.enhet_kode)}" if del_ is not hel and del_.enhet_kode and not enhet else ""
        yield Tabellblokk(tabellanker(navn, enhet) + slutt, 0, vist)


def _med_ord(inn: Innhold, tabell: Tabell, ledd: Ledd) -> Tabell:
    """The table with the title and note the template gives it."""
    tittel = str(ledd.get("tittel", tabell.tittel))
    merknader = tabell.merknader
    folk = folketall(inn, inn.aar)
    if "merknad" in ledd and folk is not None:
        merknader = (*merknader, str(ledd["merknad"]).format(innbyggere=vis_tall(folk)))
    return replace(tabell, tittel=tittel, merknader=merknader)


def _hel(inn: Innhold, navn: str, enhet: Organisasjonsenhet | None) -> Tabell | None:
    """The table, in the report the comparable one where a function has a successor (KONTO-04)."""
    tabell = inn.tabell(navn, enhet)
    if navn in SAMMENLIGNBAR:
        sammenlignbar = inn.tabell(SAMMENLIGNBAR[navn], enhet)
        if sammenlignbar and tabell and len(sammenlignbar.rader) != len(tabell.rader):
            return sammenlignbar
    if navn in UTFYLLENDE:
        return inn.tabell(UTFYLLENDE[navn], enhet) or tabell
    if tabell is None and navn in RESERVE:
        return inn.tabell(RESERVE[navn], enhet)
    return tabell


def _deler(tabell: Tabell, ledd: Ledd) -> Iterator[Tabell]:
    if ledd.get("uten_sum"):
        tabell = uten_sumrader(tabell)
    if "del_opp" in ledd:
        yield from del_opp(tabell, ledd["del_opp"])
    elif "utsnitt" in ledd or "utsnitt_start" in ledd:
        del_ = utsnitt(tabell, ledd.get("utsnitt") or ledd["utsnitt_start"], starter="utsnitt_start" in ledd)
        if del_:
            yield del_
    else:
        yield tabell
