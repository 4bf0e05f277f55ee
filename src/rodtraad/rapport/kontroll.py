"""Controls of a finished document: what must never reach a reader (PUB-02, RAP-14, PUB-08)."""

import re
from collections import Counter
from collections.abc import Iterator

from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.rapport.dokument import (
    Avsnitt,
    Blokk,
    Dokument,
    Figur,
    Figurblokk,
    Kapittel,
    Kryssref,
    Merknad,
    Punktliste,
    Spenn,
    Tabellblokk,
)
from rodtraad.rapport.nummerering import referansenavn

_PLASSHOLDER = re.compile(
    r"lorem ipsum|\bTODO\b|\bXX+\b|\[[^\]]*(?:sett inn|fyll ut)[^\]]*\]|\{[a-z_]+\}|\bNone\b|\bnan\b",
    re.IGNORECASE,
)
_LENKE = re.compile(
    r"file://|localhost|127\.0\.0\.1|0\.0\.0\.0|https?://[^/\s]*(?:staging|stage|test|dev|utvikling|intern)[.\-][^\s]*|[A-Z]:\\",
    re.IGNORECASE,
)


def kontroller_dokument(dokument: Dokument) -> tuple[Funn, ...]:
    """Everything that stops publication: empty chapters, placeholders, dangling references, double tables."""
    return (
        *_tomme(dokument),
        *_tekster(dokument),
        *_referanser(dokument),
        *_doble(dokument),
        *_tabeller(dokument),
        *_figurer(dokument),
    )


def _feil(nummer: str, melding: str, sted: str, tiltak: str) -> Funn:
    return Funn(nummer, Alvor.FEIL, melding, sted, tiltak)


def _tomme(dokument: Dokument) -> Iterator[Funn]:
    for kapittel in dokument.alle_kapitler():
        if not kapittel.blokker and not kapittel.kapitler:
            yield _feil(
                "R001", f"Kapitlet «{kapittel.tittel}» er tomt.", kapittel.id, "Fyll det eller ta det ut."
            )


def _tekster(dokument: Dokument) -> Iterator[Funn]:
    for kapittel in dokument.alle_kapitler():
        for tekst in (kapittel.tittel, *_tekst_i(kapittel)):
            if treff := _PLASSHOLDER.search(tekst):
                yield _feil(
                    "R002",
                    f"Teksten har plassholderen «{treff.group()}».",
                    kapittel.id,
                    "Skriv ferdig teksten.",
                )
            if treff := _LENKE.search(tekst):
                yield _feil(
                    "R003",
                    f"Teksten lenker til «{treff.group()}», som leseren ikke når.",
                    kapittel.id,
                    "Bruk den åpne adressen.",
                )


def _tekst_i(kapittel: Kapittel) -> Iterator[str]:
    for blokk in kapittel.blokker:
        yield "".join(s.tekst for s in _spenn(blokk))
        if isinstance(blokk, Figurblokk):
            yield from (blokk.figur.tittel, blokk.figur.alternativ, blokk.figur.kilde)
        elif isinstance(blokk, Tabellblokk):
            yield from (blokk.tabell.tittel, blokk.tabell.kilde, *blokk.tabell.merknader)


def _spenn(blokk: Blokk) -> Iterator[Spenn]:
    if isinstance(blokk, Avsnitt):
        yield from blokk.spenn
    elif isinstance(blokk, Punktliste):
        for punkt in blokk.punkter:
            yield from punkt
    elif isinstance(blokk, Merknad):
        for avsnitt in blokk.avsnitt:
            yield from avsnitt.spenn


def _referanser(dokument: Dokument) -> Iterator[Funn]:
    navn = referansenavn(dokument)
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            for spenn in _spenn(blokk):
                if isinstance(spenn, Kryssref) and (spenn.maal not in navn or not spenn.tekst):
                    yield _feil(
                        "R004",
                        f"Henvisningen til «{spenn.maal}» går ingen steder.",
                        kapittel.id,
                        "Rett eller fjern henvisningen.",
                    )


def _ankere(dokument: Dokument) -> Iterator[str]:
    for kapittel in dokument.alle_kapitler():
        yield kapittel.id
        for blokk in kapittel.blokker:
            if isinstance(blokk, Tabellblokk | Figurblokk):
                yield blokk.anker


def _doble(dokument: Dokument) -> Iterator[Funn]:
    for anker, antall in Counter(_ankere(dokument)).items():
        if antall > 1:
            yield _feil(
                "R005",
                f"Adressen «{anker}» er brukt {antall} ganger.",
                anker,
                "Gi hver tabell, figur og hvert kapittel sin adresse.",
            )
    innhold = Counter(
        (b.tabell.id, b.tabell.rader, b.tabell.kolonner)
        for k in dokument.alle_kapitler()
        for b in k.blokker
        if isinstance(b, Tabellblokk)
    )
    for (ident, _, _), antall in innhold.items():
        if antall > 1:
            yield _feil(
                "R006",
                f"Tabellen «{ident}» står {antall} ganger med samme innhold.",
                ident,
                "Vis den ett sted og henvis dit.",
            )


def _tabeller(dokument: Dokument) -> Iterator[Funn]:
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if not isinstance(blokk, Tabellblokk):
                continue
            if not blokk.tabell.rader:
                yield _feil(
                    "R007",
                    f"Tabellen «{blokk.tabell.tittel}» har ingen rader.",
                    blokk.anker,
                    "Les inn tallene eller ta den ut.",
                )
            if not blokk.tabell.status:
                yield _feil(
                    "R008",
                    f"Tabellen «{blokk.tabell.tittel}» sier ikke om tallene er revidert.",
                    blokk.anker,
                    "Sett status.",
                )


def _figurer(dokument: Dokument) -> Iterator[Funn]:
    for kapittel in dokument.alle_kapitler():
        for blokk in kapittel.blokker:
            if isinstance(blokk, Figurblokk):
                yield from _figur(blokk.figur, blokk.anker)


def _figur(figur: Figur, anker: str) -> Iterator[Funn]:
    mangler = [
        ord_
        for ord_, har in (
            ("tittel", figur.tittel.strip()),
            ("tekstalternativ", figur.alternativ.strip()),
            ("datatabell", figur.data.rader),
            ("kilde", figur.kilde.strip()),
            ("tegning", figur.spesifikasjon),
        )
        if not har
    ]
    if mangler:
        yield _feil(
            "R009", f"Figuren «{figur.id}» mangler {', '.join(mangler)}.", anker, "Legg til det som mangler."
        )
