"""Regnskap per funksjon: the whole municipality by KOSTRA function, also before anyone has drawn its organisation."""

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.formel import DRIFT, Radformel, Uttak
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.kontekst import Kontekst, fra_hovedbok, sum_av
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd, perioder

TITTEL = "Driftsregnskapet per KOSTRA-funksjon"
HJEMMEL = "KOSTRA, rapportering etter kommuneloven § 16-1"
_REGEL = "Netto driftsutgift på funksjonen i hele kommunen"


@tabell("regnskap_per_funksjon", TITTEL, HJEMMEL)
def regnskap_per_funksjon(k: Kontekst) -> Bygget:
    """Net of drift per function with a posting in one of the columns, the whole municipality."""
    kolonner = _kolonner(k.aar)
    tider = perioder(kolonner)
    uttak = {f: Uttak(DRIFT, funksjoner=frozenset({f})) for f in sorted(k.funksjoner_i(None, DRIFT))}
    brukte = {f: u for f, u in uttak.items() if k.summer.finnes(u, tider)}
    rader = [
        Radutkast(
            {
                "funksjon": funksjon,
                "navn": k.navn_paa(funksjon) if funksjon else "Uten funksjon",
                "er_sum": 0,
            },
            fra_hovedbok(ett, _REGEL),
        )
        for funksjon, ett in brukte.items()
    ]
    if rader:
        rader.append(
            Radutkast(
                {"funksjon": "", "navn": "Sum", "er_sum": 1},
                Radformel(sum_av(*range(1, len(rader) + 1)), "Summen av funksjonene"),
                er_sum=True,
            )
        )
    hode = Tabellhode("regnskap_per_funksjon", TITTEL, kilde=HOVEDBOKEN, fortegn=FORTEGN)
    return bygg_fra_ledd(k, hode, kolonner, rader)


def _kolonner(aar: int) -> tuple[Kolonnevalg, ...]:
    revidert, regnskap = kol.revidert(aar), kol.regnskap(aar)
    return (
        kol.tekst("funksjon", "Funksjon"),
        kol.tekst("navn", "Navn", radtittel=True),
        kol.regnskap(aar - 1),
        kol.opprinnelig(aar),
        revidert,
        regnskap,
        kol.avvik(revidert, regnskap),
        kol.avvik_prosent(revidert, regnskap),
        kol.noekkel("er_sum"),
    )
