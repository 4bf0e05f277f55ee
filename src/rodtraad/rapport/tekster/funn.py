"""Findings of the controls in plain words, so that the report itself tells where figures disagree."""

import re
from collections.abc import Iterator, Mapping

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.oppstilling.grunnlag import Organisasjonsenhet
from rodtraad.rapport.bidrag import avsnitt, tekst
from rodtraad.rapport.dokument import Blokk, Punktliste, Tekst
from rodtraad.rapport.innhold import Innhold
from rodtraad.rapport.tall import antall, opplisting, stor

_ORD: Mapping[Alvor, tuple[str, str]] = {
    Alvor.FATAL: ("alvorlig feil", "alvorlige feil"),
    Alvor.FEIL: ("feil", "feil"),
    Alvor.ADVARSEL: ("advarsel", "advarsler"),
    Alvor.INFO: ("opplysning", "opplysninger"),
}
_MASKINNAVN = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")


@tekst("funn.kontroller")
def kontroller(inn: Innhold, _: Organisasjonsenhet | None) -> tuple[Blokk, ...]:
    """Every finding, gravest first, with what to do."""
    if not inn.funn:
        return ()
    per_alvor = {a: sorted((f for f in inn.funn if f.alvor is a), key=lambda f: f.kontroll) for a in Alvor}
    ledd = [antall(len(funn), *_ORD[alvor]) for alvor, funn in per_alvor.items() if funn]
    innledning = avsnitt(
        f"Kontrollene fant {antall(len(inn.funn), 'forhold', 'forhold', en='ett')}: {opplisting(ledd)}. "
        "Tallene er ikke rettet for å skjule dem. Hvert funn står under med nummeret på kontrollen."
    )
    return (innledning, *(blokk for alvor, funn in per_alvor.items() for blokk in _liste(inn, alvor, funn)))


def _liste(inn: Innhold, alvor: Alvor, funn: list[Funn]) -> Iterator[Blokk]:
    if funn:
        yield avsnitt(Tekst(stor(_ORD[alvor][len(funn) > 1]), sterk=True))
        yield Punktliste(tuple(_punkt(inn, f) for f in funn))


def _punkt(inn: Innhold, funn: Funn) -> tuple[Tekst, ...]:
    titler = _kolonnetitler(inn, funn)
    sted = f" ({_leselig(inn, funn.sted, titler)})" if funn.sted else ""
    kilde = f" Avviket er kjent fra den trykte rapporten ({funn.kildefeil})." if funn.kildefeil else ""
    tiltak = f" {funn.tiltak}" if funn.tiltak else ""
    melding = _leselig(inn, funn.melding, titler)
    return (Tekst(f"{funn.kontroll}{sted}: ", sterk=True), Tekst(f"{melding}{kilde}{tiltak}"))


def _kolonnetitler(inn: Innhold, funn: Funn) -> dict[str, str]:
    """Machine name → heading of the columns in the tables a finding names."""
    navngitte = _MASKINNAVN.findall(f"{funn.sted} {funn.melding}")
    tabeller = [t for t in (inn.tabell(navn) for navn in navngitte) if t]
    return {k.navn: k.tittel for t in tabeller for k in t.kolonner}


def _leselig(inn: Innhold, ord_: str, titler: Mapping[str, str]) -> str:
    """The words with table and column names as the reader sees them."""

    def vist(treff: re.Match[str]) -> str:
        navn = treff.group()
        tabell = inn.tabell(navn)
        return tabell.tittel if tabell else titler.get(navn, navn.replace("_", " "))

    return _MASKINNAVN.sub(vist, ord_)
