"""Oppslag: a table by id, for the whole municipality or one unit."""

import difflib
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.kontekst import Kontekst, kontekst_for
from rodtraad.oppstilling.tabell import Tabell
from rodtraad.oppstilling.tabeller import (
    aarsoppgjor,
    avstemming,
    budsjett,
    etterprovning,
    folk,
    fond,
    funksjoner,
    inntektssystem,
    investering,
    klima,
    kostra,
    lovpaalagte,
    politikk,
    prosjektfinansiering,
    robek,
    skole,
    tjenester,
    virksomheter,
)
from rodtraad.oppstilling.tabeller.register import REGISTER, Tabellvalg

FAMILIER = (
    lovpaalagte, fond, robek, aarsoppgjor, etterprovning, avstemming, budsjett, tjenester, funksjoner, virksomheter,
    investering, prosjektfinansiering, folk, skole, klima, kostra, inntektssystem, politikk,
)  # fmt: skip
"""Importing a family registers its tables."""
TABELLER: Mapping[str, Tabellvalg] = {
    id_: valg
    for familie in FAMILIER
    for id_, valg in REGISTER.items()
    if valg.lag.__module__ == familie.__name__
}
AAR = "{aar}"


def tabell_ider(aar: int) -> tuple[str, ...]:
    """Every table id of a year, in order."""
    return tuple(id_.replace(AAR, str(aar)) for id_ in TABELLER)


class Tabellopplysning(NamedTuple):
    """A table in the list of tables."""

    id: str
    tittel: str
    hjemmel: str


def oversikt(aar: int | None) -> list[Tabellopplysning]:
    """Every table with title and legal basis; ids that hold a year show the year, or ÅÅÅÅ without one."""
    return [
        Tabellopplysning(valg.id.replace(AAR, str(aar or "ÅÅÅÅ")), valg.tittel, valg.hjemmel)
        for valg in TABELLER.values()
    ]


def valg_for(id_: str, aar: int) -> Tabellvalg:
    """The registered table of an id. Raises RodtraadFeil, naming the nearest ids, when there is none."""
    for navn, valg in TABELLER.items():
        if navn.replace(AAR, str(aar)) == id_:
            return valg
    naere = difflib.get_close_matches(id_, tabell_ider(aar), n=3, cutoff=0.5)
    forslag = f"Mente du {' eller '.join(naere)}? " if naere else ""
    raise RodtraadFeil(f"Det finnes ingen tabell «{id_}» i {aar}. {forslag}Se alle med «rodtraad tabeller».")


def tabell(grunnlag: Grunnlag, id_: str, enhet: str | None = None) -> Tabell:
    """One table of the year of the Grunnlag; `enhet` limits it to a unit. Line numbers are kept.

    A table of the ledger has no rows when no facts are imported. Raises RodtraadFeil on unknown id or unit,
    or when the table has no rows about units.
    """
    return bygget(grunnlag, id_, enhet).tabell


def bygget(grunnlag: Grunnlag, id_: str, enhet: str | None = None) -> Bygget:
    """The table with the formulas of its rows and columns. Raises RodtraadFeil as `tabell`."""
    k = kontekst_for(grunnlag)
    if enhet:
        return _for_enhet(k, id_, enhet)
    if id_ not in k.bygget:
        valg = valg_for(id_, k.aar)
        hel = valg.lag(k)
        k.bygget[id_] = (
            hel if _har_fakta(grunnlag, valg) else uten_rader(hel, "Det er ikke lest inn noen beløp.")
        )
    return k.bygget[id_]


def _har_fakta(grunnlag: Grunnlag, valg: Tabellvalg) -> bool:
    """An empty ledger gives an empty table, not a table of zeros."""
    if not valg.fra_hovedbok:
        return True
    summer = grunnlag.balansesummer if valg.id == lovpaalagte.BALANSE else grunnlag.artsummer
    return any(rad.aar == grunnlag.aar for rad in summer)


def uten_rader(hel: Bygget, merknad: str) -> Bygget:
    """The heading alone, and why nothing is shown."""
    tom = replace(hel.tabell, rader=(), merknader=(*hel.tabell.merknader, merknad))
    return replace(hel, tabell=tom, rader=(), enheter=())


def _for_enhet(k: Kontekst, id_: str, kode: str) -> Bygget:
    valg = valg_for(id_, k.aar)
    if kode not in k.enhet:
        kjente = ", ".join(e.kode for e in (*k.rammeomraader, *k.virksomheter))
        raise RodtraadFeil(f"Det finnes ingen enhet «{kode}» i {k.aar}. Kodene er: {kjente}.")
    navn = k.enhet[kode].navn
    if valg.id in lovpaalagte.ENHETSVIS:
        helt = lovpaalagte.lag(k, valg.id, kode)
        rader = helt.tabell.rader
    else:
        helt = bygget(k.grunnlag, id_)
        rader = tuple(
            rad for rad, enhet in zip(helt.tabell.rader, helt.enheter, strict=True) if enhet == kode
        )
    if not rader:
        raise RodtraadFeil(f"Tabellen «{id_}» har ingen rader for enheten {kode} {navn}.")
    snitt = helt.tabell.utsnitt(rader, tittel=f"{helt.tabell.tittel}: {navn}", enhet_kode=kode)
    return replace(helt, tabell=snitt)
