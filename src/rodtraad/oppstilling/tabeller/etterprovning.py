"""Etterprovning: depreciation against its counter-entry, and the council's rules computed (REGN-10, FIN-01)."""

from collections.abc import Mapping

from rodtraad.kjerne.avrunding import ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.handlingsregler import Maaloppnaaelse, vurder
from rodtraad.lov.nokkeltall import storrelser
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode, bygg
from rodtraad.oppstilling.formel import DRIFT, REGNSKAP, Kolonneformel, Ledd, Radformel, Uttak
from rodtraad.oppstilling.kontekst import Kontekst, sum_av
from rodtraad.oppstilling.lovregning import Lovregning
from rodtraad.oppstilling.tabeller.kostra import REGLER
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

MOTPOST = "Avskrivninger mot motpost"
OPPNAADD = "Handlingsregler: oppnådd"
INGEN_REGLER = "Handlingsreglene kommunestyret har vedtatt, er ikke lagt inn for kommunen."
SVAR: Mapping[bool | None, str] = {True: "Ja", False: "Nei", None: "Kan ikke avgjøres"}


@tabell("avskrivninger_motpost", MOTPOST, "KOSTRA-kontroll 155")
def avskrivninger_motpost(k: Kontekst) -> Bygget:
    """Depreciation and its counter-entry must be equal; a difference moves the result (REGN-10)."""
    rader = [
        Radutkast(
            {"post": f"{navn} (art {art})"},
            Radformel((Ledd(uttak=Uttak(DRIFT, arter=frozenset({art}))),), "Postene på arten i drift"),
        )
        for navn, art in (("Avskrivninger", "590"), ("Motpost avskrivninger", "990"))
    ]
    forskjell = Radformel(sum_av(1, 2), "Avskrivninger og motpost skal gå i null")
    rader.append(Radutkast({"post": "Forskjell"}, forskjell, er_sum=True))
    kolonner = (
        kol.tekst("post", "Post", radtittel=True),
        kol.regnskap(k.aar - 1),
        kol.opprinnelig(k.aar),
        kol.revidert(k.aar),
        kol.regnskap(k.aar),
    )
    hjemmel = (Hjemmel("kostra-kontrollprogram", "155"),)
    hode = Tabellhode("avskrivninger_motpost", MOTPOST, hjemmel=hjemmel, kilde=HOVEDBOKEN, fortegn=FORTEGN)
    return bygg_fra_ledd(k, hode, kolonner, rader)


@tabell("handlingsregler_status", OPPNAADD, REGLER)
def handlingsregler_status(k: Kontekst) -> Bygget:
    """Each rule computed by its own formula from the ledger; what is missing is said (FIN-01)."""
    tall = storrelser(_linjer(k))
    rader: list[Radutkast] = []
    merknader: list[str] = []
    regler = k.regelverk.handlingsregler_for(k.grunnlag.kommune.nummer)
    if not regler:
        merknader.append(INGEN_REGLER)
    for regel in regler:
        try:
            rader.append(_regelrad(vurder(regel, tall)))
        except RodtraadFeil as feil:
            merknader += feil.meldinger
        if regel.merknad:
            merknader.append(regel.merknad)
    kolonner = (
        kol.tekst("regel", "Handlingsregel", radtittel=True),
        kol.oppgitt("maaltall_pct", "Måltall i %", "prosent", 2),
        kol.oppgitt("oppnaadd_pct", "Oppnådd i %", "prosent", 2),
        kol.oppgitt("krav", "Måltallet i beløp", "belop"),
        kol.oppgitt("margin", "Margin", "belop"),
        kol.tekst("oppfylt", "Oppfylt"),
    )
    hode = Tabellhode(
        "handlingsregler_status",
        OPPNAADD,
        hjemmel=(Hjemmel("kommuneloven", "14-2", bokstav="c"),),
        kilde=HOVEDBOKEN,
        merknader=tuple(dict.fromkeys(merknader)),
    )
    return bygg(hode, kolonner, rader, _ingen, aar=k.aar, status=k.grunnlag.status)


def _ingen(_nr: int, _formel: Kolonneformel) -> int:
    raise ValueError("Handlingsreglene har ingen kolonner som er summer av hovedboken.")


def _linjer(k: Kontekst) -> Mapping[str, Mapping[str, int]]:
    """The statutory § 5-6, and the balance when it has been imported, line by line in øre."""
    regning = Lovregning(k, ((k.aar, REGNSKAP),))
    formel = Kolonneformel("sum", aar=k.aar, faktaslag=REGNSKAP)
    har_balanse = any(b.aar == k.aar for b in k.grunnlag.balansesummer)
    navn = ("lov_5_6", "lov_5_8") if har_balanse else ("lov_5_6",)
    return {n: regning.verdier(n, formel) for n in navn}


def _regelrad(maal: Maaloppnaaelse) -> Radutkast:
    mangler = f" (mangler {', '.join(maal.mangler)})" if maal.mangler else ""
    return Radutkast(
        {
            "regel": maal.regel.navn,
            "maaltall_pct": maal.regel.maaltall,
            "oppnaadd_pct": maal.prosent,
            "krav": rund(maal.krav, ORE_PER_TUSEN_KR),
            "margin": rund(maal.margin, ORE_PER_TUSEN_KR),
            "oppfylt": f"{SVAR[maal.oppfylt]}{mangler}",
        }
    )
