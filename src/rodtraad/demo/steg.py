"""What the demonstration reads in, in order: each step is one import through the ordinary door."""

from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
AAR = 2024
KOMMUNENUMMER, KOMMUNENAVN = "5025", "Røros"
RAPPORT = f"aarsrapport-{AAR}"

KONSTRUERT_HOVEDBOK = (
    "Posteringene er konstruert av Rødtråd slik at de summerer seg til tallene kommunen har publisert. "
    "Bilag, perioder, ansvar og tekster er ikke kommunens egne."
)
KONSTRUERT_ORGANISASJON = (
    "Navnene er kommunens egne. Koder som kommunen ikke har trykt, og noen ansvar, er konstruert av Rødtråd."
)
KONSTRUERT_PROSJEKTER = "Prosjektnavnene er kommunens egne. Prosjektkodene er konstruert av Rødtråd."
KONSTRUERT_OPPDRAG = (
    "Nummer, tittel og status er kommunens egne. "
    "Beskrivelsene er skrevet av Rødtråd og merket som konstruert."
)

KONSTRUERT_VEDTAK = (
    "Sakene finnes i kommunens saksliste. Koblingen mellom sak og budsjettendring er konstruert av Rødtråd."
)

KONSTRUERT_OBJEKTER = (
    "Navnene er bygg kommunen har. Koder, ansvar, kjøretøy og hva som er ført på hvert objekt, er konstruert av "
    "Rødtråd."
)
KONSTRUERT_LONN = (
    "Konstruert av Rødtråd: personer, årsverk og overtid er regnet ut fra den konstruerte lønnen på hvert ansvar, og "
    "fraværet fra virksomhetens publiserte sykefravær i 2024. Ingen tall er fra kommunens lønnssystem."
)


@dataclass(frozen=True, slots=True)
class Lesesteg:
    """One file, the source that reads it, and whether its content is constructed."""

    tekst: str
    kilde: str
    fil: str
    aar: int | None = None
    merknad: str = ""
    """Says what is constructed; empty when every figure is published by others."""

    @property
    def sti(self) -> Path:
        """Where the file stands in the package."""
        return DATA / self.fil


def _statistikk(kilde: str, *navn: str) -> tuple[Lesesteg, ...]:
    return tuple(Lesesteg(n.replace("_", " "), kilde, f"statistikk/{n}.csv") for n in navn)


REGISTRE = (
    Lesesteg("organisasjonen", "organisasjon", "registre/organisasjon.csv", merknad=KONSTRUERT_ORGANISASJON),
    Lesesteg("kontoplanen", "kontoplan", "registre/kontoplan.csv"),
    Lesesteg("prosjektfasene", "faser", "registre/faser.csv"),
    Lesesteg(
        "investeringsprosjektene", "prosjekter", "registre/prosjekter.csv", merknad=KONSTRUERT_PROSJEKTER
    ),
    Lesesteg("status for prosjektene", "prosjektstatus", "registre/prosjektstatus.csv"),
)
SAKER = (
    Lesesteg("politiske saker", "saker", "saker/politiske_saker_2024.csv", aar=AAR),
    Lesesteg("verbalvedtak", "oppdrag", "saker/vedtak_oppdrag.csv", aar=AAR, merknad=KONSTRUERT_OPPDRAG),
)
TALL = (
    Lesesteg("sykefraværet", "sykefravaer", "personal/sykefravaer.csv"),
    Lesesteg(
        "sammenligningskommunene", "sammenligningskommuner", "statistikk/sammenligningskommuner.csv"
    ),
    *_statistikk("befolkning", "befolkning"),
    *_statistikk("aldersgrupper", "aldersgrupper", "aldersbaereevne"),
    *_statistikk(
        "klima", "klima_per_kommune", "klima_per_aar_sektor", "klima_per_innbygger", "klima_2009_2023"
    ),
    *_statistikk("kostra", "kostra_hovedtall", "kostra_funksjonsomraader"),
    *_statistikk("handlingsregler", "handlingsregler", "handlingsregler_historikk"),
    *_statistikk("laerernorm", "laerernorm"),
    *_statistikk(
        "nokkeltall", "nokkeltall", "likestilling", "flyktninger", "sfo", "kultur_tall", "avvik_tilsyn",
        "elevundersokelse", "nasjonale_prover", "arsverk", "barnehager", "samisk_opplaering",
        "helse_plasser", "kommunale_boliger", "brann_mannskap", "bredbaand", "tekstavvik_per_ansvar",
    ),
)  # fmt: skip
AARSOPPGJOR = (
    Lesesteg("feil til retting", "aarsoppgjor", "aarsoppgjor/feil_til_retting.csv"),
    Lesesteg(
        "vedtakene bak budsjettendringene",
        "endringsvedtak",
        "aarsoppgjor/endringsvedtak.csv",
        merknad=KONSTRUERT_VEDTAK,
    ),
)
ARBEID = (
    Lesesteg("objektene", "objekter", "registre/objekter.csv", merknad=KONSTRUERT_OBJEKTER),
    Lesesteg("lønn per måned", "lonn", "personal/lonn_2024.csv", merknad=KONSTRUERT_LONN),
)
"""Read in when the ledger is there: nothing of it is in a report."""
ALLE = (*REGISTRE, *SAKER, *TALL, *AARSOPPGJOR)
