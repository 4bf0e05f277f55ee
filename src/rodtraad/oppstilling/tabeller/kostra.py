"""KOSTRA: key figures and functions compared with other municipalities (KOSTRA-01, 03, FIN-02)."""

from decimal import Decimal

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.datasettabell import Datasettoppsett, Sumregel, vis
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabeller.register import tabell

KILDE = "KOSTRA, rapportering etter kommuneloven § 16-1"
REGLER = "Kommuneloven § 14-2 bokstav c, finansielle måltall"
KOMMUNE, AAR = kol.tekst("kommune", "Kommune"), kol.oppgitt("aar", "År", "aar")
ENHET = kol.tekst("enhet", "Enhet")
HALV = Decimal("0.5")


@tabell("kostra_hovedtall", "KOSTRA-hovedtall", KILDE, fra_hovedbok=False)
def kostra_hovedtall(k: Kontekst) -> Bygget:
    """Key figures of the municipality and those it compares with."""
    kolonner = (
        kol.noekkel("rad"),
        kol.noekkel("seksjon"),
        kol.tekst("indikator", "Indikator", radtittel=True),
        ENHET,
        KOMMUNE,
        AAR,
        kol.oppgitt("verdi", "Verdi", desimaler=1),
    )
    return vis(k, "kostra_hovedtall", "KOSTRA-hovedtall", Datasettoppsett(kolonner, gruppe="seksjon"))


@tabell("kostra_funksjonsomraader", "KOSTRA: kroner per innbygger per funksjon", KILDE, fra_hovedbok=False)
def kostra_funksjonsomraader(k: Kontekst) -> Bygget:
    """Net cost per inhabitant per function; a difference between sum and parts is stated."""
    kolonner = (
        kol.tekst("omrade", "Område"),
        kol.noekkel("funksjon_kode"),
        kol.tekst("funksjon", "Funksjon", radtittel=True),
        KOMMUNE,
        AAR,
        kol.oppgitt("kr_per_innbygger", "Kr per innbygger"),
        kol.noekkel("er_sum"),
        *_bak(k),
    )
    regel = Sumregel(
        "kr_per_innbygger",
        ("omrade", "kommune", "aar"),
        {"funksjon": "Sum", "funksjon_kode": None},
        HALV,
        deler_kan_mangle=True,
    )
    oppsett = Datasettoppsett(kolonner, regel, enhet="kr per innbygger", gruppe="omrade")
    return vis(k, "kostra_funksjonsomraader", "KOSTRA: kroner per innbygger per funksjon", oppsett)


def _bak(k: Kontekst) -> tuple[kol.Kolonnevalg, ...]:
    """Amount and inhabitants behind each figure, where they came with it: in data files and on hover (KOSTRA-04)."""
    poster = k.grunnlag.datasett.get("kostra_funksjonsomraader", ())
    har = bool(poster) and "innbyggere" in poster[0]
    return (kol.noekkel("belop"), kol.noekkel("innbyggere")) if har else ()


@tabell("handlingsregler", "Handlingsregler", REGLER, fra_hovedbok=False)
def handlingsregler(k: Kontekst) -> Bygget:
    """The council's financial rules with their targets."""
    kolonner = (
        kol.noekkel("nr"),
        kol.noekkel("kode"),
        kol.tekst("regel", "Handlingsregel", radtittel=True),
        kol.oppgitt("maaltall_pct", "Måltall i %", "prosent", 2),
        kol.noekkel("retning"),
        kol.noekkel("grunnlag"),
    )
    return vis(k, "handlingsregler", "Handlingsregler", Datasettoppsett(kolonner))


@tabell(
    "handlingsregler_historikk", "Handlingsregler: utvikling og sammenligning", REGLER, fra_hovedbok=False
)
def handlingsregler_historikk(k: Kontekst) -> Bygget:
    """The rules' figures over four years, the municipality and those it compares with."""
    kolonner = (
        kol.tekst("indikator", "Indikator", radtittel=True),
        ENHET,
        KOMMUNE,
        AAR,
        kol.oppgitt("verdi", "Verdi", desimaler=1),
    )
    oppsett = Datasettoppsett(kolonner, gruppe="indikator")
    return vis(k, "handlingsregler_historikk", "Handlingsregler: utvikling og sammenligning", oppsett)
