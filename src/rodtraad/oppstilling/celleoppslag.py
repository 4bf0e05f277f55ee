"""Celleoppslag: the cell a person asks for, or a message that names what exists."""

import difflib

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.forklar import radtittel
from rodtraad.oppstilling.forklaring import Forklaring
from rodtraad.oppstilling.grunnlag import Grunnlag
from rodtraad.oppstilling.tabell import Kolonne, Tabellrad


def finn_celle(valgt: Bygget, linje: int, kolonne: str) -> tuple[Tabellrad, Kolonne]:
    """The row and column asked for. Raises RodtraadFeil with the rows and columns there are."""
    tabell = valgt.tabell
    if not tabell.rader:
        raise RodtraadFeil(f"Tabellen «{tabell.id}» har ingen rader. {' '.join(tabell.merknader)}".strip())
    rad = next((rad for rad in tabell.rader if rad.linje == linje), None)
    if rad is None:
        raise RodtraadFeil(f"Tabellen «{tabell.id}» har ingen linje {linje}. {_linjer(valgt)}")
    navn = [k.navn for k in tabell.kolonner if k.er_tall]
    if kolonne not in [k.navn for k in tabell.kolonner]:
        naere = difflib.get_close_matches(kolonne, navn, n=2, cutoff=0.4)
        forslag = f"Mente du {' eller '.join(naere)}? " if naere else ""
        raise RodtraadFeil(
            f"Tabellen «{tabell.id}» har ingen kolonne «{kolonne}». {forslag}Kolonnene med tall er: {', '.join(navn)}."
        )
    if kolonne not in navn:
        raise RodtraadFeil(
            f"Kolonnen «{kolonne}» i «{tabell.id}» er tekst. Kolonnene med tall er: {', '.join(navn)}."
        )
    return rad, valgt.kolonne(kolonne)


def _linjer(valgt: Bygget) -> str:
    rader = valgt.tabell.rader
    forste, siste = rader[0].linje, rader[-1].linje
    if len(rader) == siste - forste + 1:
        return f"Linjene er {forste}–{siste}, fra «{radtittel(valgt, rader[0])}» til «{radtittel(valgt, rader[-1])}»."
    return f"Linjene er {', '.join(str(rad.linje) for rad in rader)}."


def oppgitt_celle(grunnlag: Grunnlag, valgt: Bygget, rad: Tabellrad, kolonne: Kolonne) -> Forklaring:
    """A figure of a dataset: whose it is, and the import it came in with."""
    celle = rad.celler[valgt.tabell.kolonnenr(kolonne.navn)]
    info = grunnlag.datasettinfo.get(valgt.datasett or valgt.tabell.id)
    innlesing = info.innlesing if info else ""
    return Forklaring(
        tabell=valgt.tabell.id,
        linje=rad.linje,
        kolonne=kolonne.navn,
        tittel=f"{radtittel(valgt, rad)}: {kolonne.tittel}",
        vist="" if isinstance(celle.verdi, str | None) else vis_tall(celle.verdi),
        enhet=valgt.tabell.enhet,
        ore=0,
        regel=celle.grunn
        or valgt.regler.get(kolonne.navn)
        or f"Oppgitt av {valgt.tabell.kilde or 'kilden'}.",
        hjemmel=valgt.tabell.hjemmel,
        innlesinger=(innlesing,) if innlesing else (),
    )
