"""The publishing gate: no placeholder, no dead reference, no chart without words leaves the house."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.publisering.nettsted import sjekk_lenker
from rodtraad.publisering.pdf.data import ankere
from rodtraad.rapport.dokument import (
    Avsnitt,
    Dokument,
    Figurblokk,
    Kapittel,
    Kryssref,
    Merknad,
    Nokkeltall,
    Punktliste,
    Spenn,
    Tabellblokk,
)

PLASSHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XX+)\b|lorem ipsum|\{\{[^}]*\}\}|\{[a-z_]*\}|\?\?"
    r"|\[(?:sett inn|fyll inn|skriv|tekst|tall|beløp|navn|dato)[^\]]*\]",
    re.IGNORECASE,
)
LOVLIGE = ("manifest.json", "manifest.sha256")
VIST = 20


def krev_feilfri(dokument: Dokument, filer: Mapping[str, bytes] | None = None) -> None:
    """Raises RodtraadFeil with every fault of the document, and of its pages when they are made."""
    funn = [*dokumentfunn(dokument), *sjekk_lenker((filer or {}).items(), lovlige=LOVLIGE)]
    if funn:
        linjer = [f"  {f.sted}: {f.melding}" for f in funn[:VIST]]
        flere = [f"  … og {len(funn) - VIST} til."] if len(funn) > VIST else []
        raise RodtraadFeil(f"Rapporten kan ikke publiseres. {len(funn)} feil må rettes:", *linjer, *flere)


def dokumentfunn(dokument: Dokument) -> list[Funn]:
    """Placeholders, references without target, addresses used twice, charts without words, empty chapters."""
    maal = ankere(dokument)
    funn = [f for k in dokument.alle_kapitler() for f in _kapittelfunn(k, maal)]
    brukt = Counter(_adresser(dokument))
    funn += [_funn(a, f"Adressen «{a}» er brukt {n} ganger.") for a, n in sorted(brukt.items()) if n > 1]
    return funn


def _adresser(dokument: Dokument) -> Iterator[str]:
    for kapittel in dokument.alle_kapitler():
        yield kapittel.id
        yield from (b.anker for b in kapittel.blokker if isinstance(b, Tabellblokk | Figurblokk))


def _kapittelfunn(kapittel: Kapittel, maal: frozenset[str]) -> Iterator[Funn]:
    if not kapittel.blokker and not kapittel.kapitler:
        yield _funn(kapittel.id, f"Kapitlet «{kapittel.tittel}» er tomt.")
    for spenn in _spenn(kapittel):
        if isinstance(spenn, Kryssref) and spenn.maal not in maal:
            yield _funn(
                kapittel.id, f"Henvisningen «{spenn.tekst}» peker på «{spenn.maal}», som ikke finnes."
            )
    for anker in _cellelenker(kapittel):
        if anker not in maal:
            yield _funn(kapittel.id, f"En tabell viser til «{anker}», som ikke finnes.")
    for tekst in _tekster(kapittel):
        for treff in PLASSHOLDER.finditer(tekst):
            yield _funn(kapittel.id, f"Teksten har plassholderen «{treff.group()}»: «{tekst[:80]}».")
    yield from _figurfunn(kapittel)


def _figurfunn(kapittel: Kapittel) -> Iterator[Funn]:
    for blokk in kapittel.blokker:
        if isinstance(blokk, Figurblokk) and not blokk.figur.alternativ.strip():
            yield _funn(blokk.anker, f"Figuren «{blokk.figur.tittel}» mangler tekstalternativ.")
        if isinstance(blokk, Figurblokk) and not blokk.figur.data.rader:
            yield _funn(blokk.anker, f"Figuren «{blokk.figur.tittel}» mangler tall i tabell.")


def _spenn(kapittel: Kapittel) -> Iterator[Spenn]:
    for blokk in kapittel.blokker:
        if isinstance(blokk, Avsnitt):
            yield from blokk.spenn
        elif isinstance(blokk, Punktliste):
            yield from (s for punkt in blokk.punkter for s in punkt)
        elif isinstance(blokk, Merknad):
            yield from (s for avsnitt in blokk.avsnitt for s in avsnitt.spenn)


def _cellelenker(kapittel: Kapittel) -> Iterator[str]:
    tabeller = (b.tabell for b in kapittel.blokker if isinstance(b, Tabellblokk))
    return (celle.lenke for tabell in tabeller for rad in tabell.rader for celle in rad.celler if celle.lenke)


def _tekster(kapittel: Kapittel) -> Iterator[str]:
    yield kapittel.tittel
    yield from (s.tekst for s in _spenn(kapittel))
    for blokk in kapittel.blokker:
        if isinstance(blokk, Merknad):
            yield blokk.tittel
        elif isinstance(blokk, Nokkeltall):
            yield from (t for tall in blokk.tall for t in tall)
        elif isinstance(blokk, Figurblokk):
            yield from (blokk.figur.tittel, blokk.figur.alternativ)
        elif isinstance(blokk, Tabellblokk):
            yield from (blokk.tabell.tittel, *blokk.tabell.merknader)


def _funn(sted: str, melding: str) -> Funn:
    return Funn("PORT", Alvor.FEIL, melding, sted=sted, tiltak="Rett teksten og publiser på nytt.")
