"""Hovedbokkontroll: what must hold in the ledger itself before any statement can be right."""

from collections.abc import Callable, Iterator

from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.oppstilling.formel import DRIFT, INVESTERING, REGNSKAP, REVIDERT, Kolonneformel, Uttak
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.lovregning import Lovregning

Hovedbokregel = Callable[[Kontekst], Iterator[Funn]]
FORSKRIFT = "budsjett-og-regnskapsforskriften"
KONTROLLPROGRAM = "kostra-kontrollprogram"
RAPPORTKONTROLL = frozenset({"589", "989"})
MERFORBRUK = "980"
SLAG = (("regnskap", REGNSKAP), ("revidert budsjett", REVIDERT))


def ansvar_uten_virksomhet(k: Kontekst) -> Iterator[Funn]:
    """H010: every fact belongs to a virksomhet of the year's tree."""
    belop = sum(abs(s.belop) for s in k.grunnlag.artsummer if not s.virksomhet)
    antall = sum(s.antall for s in k.grunnlag.artsummer if not s.virksomhet)
    if antall:
        yield Funn(
            "H010",
            Alvor.FEIL,
            f"{antall} posteringer på til sammen {kroner_fra_ore(belop)} kr har et ansvar som ikke hører til noen "
            "virksomhet. De mangler i tabellene per virksomhet.",
            sted="hovedboken · ansvar",
            tiltak="Legg ansvaret inn i organisasjonen med «rodtraad les organisasjon».",
        )


def ukjente_prosjekter(k: Kontekst) -> Iterator[Funn]:
    """H020: every project in the ledger is registered."""
    kjente = {p.kode for p in k.grunnlag.prosjekter}
    ukjente = sorted({s.prosjekt for s in k.grunnlag.prosjektsummer if s.prosjekt} - kjente)
    if ukjente:
        yield Funn(
            "H020",
            Alvor.FEIL,
            f"Hovedboken har {len(ukjente)} prosjekter som ikke er registrert: {', '.join(ukjente[:10])}.",
            sted="hovedboken · prosjekt",
            tiltak="Registrer dem med «rodtraad les prosjekter».",
            hjemmel=Hjemmel(FORSKRIFT, "5-5", "2"),
        )


def overforing_mellom_regnskapene(k: Kontekst) -> Iterator[Funn]:
    """H030: what drift transfers (570) investering receives (970)."""
    for navn, slag in SLAG:
        fra = k.summer.sum(Uttak(DRIFT, arter=frozenset({"570"})), k.aar, slag)
        til = k.summer.sum(Uttak(INVESTERING, arter=frozenset({"970"})), k.aar, slag)
        if fra + til:
            yield Funn(
                "H030",
                Alvor.FEIL,
                f"Overføring til investering er {kroner_fra_ore(fra)} kr i drift (art 570) og {kroner_fra_ore(-til)} "
                f"kr i investering (art 970) i {navn} {k.aar}.",
                sted=f"hovedboken · {navn} {k.aar}",
                tiltak="Før overføringen likt i de to regnskapene.",
                hjemmel=Hjemmel(KONTROLLPROGRAM, "140"),
            )


def rapportkontroll(k: Kontekst) -> Iterator[Funn]:
    """H040: the arts for report control are empty."""
    for klasse in (DRIFT, INVESTERING):
        belop = k.summer.sum(Uttak(klasse, arter=RAPPORTKONTROLL), k.aar, REGNSKAP)
        if belop:
            yield Funn(
                "H040",
                Alvor.FEIL,
                f"Artene 589 og 989 skal være tomme, men har {kroner_fra_ore(belop)} kr i regnskapet {k.aar}.",
                sted=f"hovedboken · kontoklasse {klasse}",
                tiltak="Flytt posteringene til den arten de gjelder.",
                hjemmel=Hjemmel(FORSKRIFT, "5-6"),
            )


def alt_er_med(k: Kontekst) -> Iterator[Funn]:
    """H050: the bottom line of § 5-6 is the sum of all drift; nothing falls outside the statement."""
    arter = k.summer.brukte("art") - RAPPORTKONTROLL - {MERFORBRUK}
    for navn, slag in SLAG:
        formel = Kolonneformel("sum", aar=k.aar, faktaslag=slag)
        bunn = Lovregning(k, ((k.aar, slag),)).verdier("lov_5_6", formel)["32"]
        alt = k.summer.sum(Uttak(DRIFT, arter=arter), k.aar, slag)
        if alt != bunn:
            yield Funn(
                "H050",
                Alvor.FEIL,
                f"Driften i {navn} {k.aar} summerer til {kroner_fra_ore(alt)} kr, men § 5-6 ender på "
                f"{kroner_fra_ore(bunn)} kr. {kroner_fra_ore(alt - bunn)} kr står på arter som ikke hører til drift.",
                sted=f"okonomisk_oversikt_5_6 · {navn} {k.aar}",
                tiltak="Finn arter som bare kan brukes i investering, og rett posteringene.",
                hjemmel=Hjemmel(FORSKRIFT, "5-6"),
            )


def avslutningen_kan_beregnes(k: Kontekst) -> Iterator[Funn]:
    """H060: the year can be closed by the rules of chapter 4."""
    formel = Kolonneformel("sum", aar=k.aar, faktaslag=REGNSKAP)
    for navn in ("lov_5_9_drift", "budsjettavvik_5_9_drift"):
        try:
            Lovregning(k, ((k.aar, REGNSKAP),)).verdier(navn, formel)
        except RodtraadFeil as feil:
            yield Funn(
                "H060",
                Alvor.FEIL,
                f"Årsavslutningen kan ikke beregnes: {feil}",
                sted=navn,
                tiltak="Rett budsjettet eller posteringene som er nevnt.",
                hjemmel=Hjemmel(FORSKRIFT, "5-9"),
            )


REGLER: tuple[Hovedbokregel, ...] = (
    ansvar_uten_virksomhet,
    ukjente_prosjekter,
    overforing_mellom_regnskapene,
    rapportkontroll,
    alt_er_med,
    avslutningen_kan_beregnes,
)
