"""Aarsoppgjor: errors to correct next year, and the minimum instalment (REGN-09, FIN-11)."""

from dataclasses import replace

from rodtraad.kjerne.avrunding import ORE_PER_KR, ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.lov.minimumsavdrag import Avdragsgrunnlag, Minimumsavdrag, minimumsavdrag
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.datasettabell import Datasettoppsett, tall, vis
from rodtraad.oppstilling.formel import DRIFT, OPPRINNELIG, REGNSKAP, Ledd, Radformel, Uttak
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Verdi  # noqa: TC001 - a value type, as the others here
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

FEIL = "feil_til_retting"
KILDEFEIL = "Kommuneloven § 14-6, bokføring av feil fra tidligere år"
AVDRAG = Hjemmel("kommuneloven", "14-18")
INNDATA = "minimumsavdrag"
IKKE_OPPGITT = "Ikke oppgitt i kilden"
TITTEL = "Minimumsavdrag"


@tabell(FEIL, "Feil som skal rettes i et senere regnskap", KILDEFEIL, fra_hovedbok=False)
def feil_til_retting(k: Kontekst) -> Bygget:
    """Known errors with amount, the year they are corrected in, and status (REGN-09)."""
    kolonner = (
        kol.tekst("nr", "Nr"),
        kol.tekst("feil", "Feil", radtittel=True),
        kol.tekst("oppstaatt", "Oppstått"),
        kol.oppgitt("belop_kr", "Beløp", "belop"),
        kol.oppgitt("rettes_i", "Rettes i", "aar"),
        kol.tekst("status", "Status"),
    )
    return vis(k, FEIL, "Feil som skal rettes i et senere regnskap", Datasettoppsett(kolonner, enhet="kr"))


def betalt_avdrag() -> Uttak:
    """Instalments on loans in the operating accounts."""
    return Uttak(DRIFT, arter=frozenset({"510", "511"}))


def avskrivninger() -> Uttak:
    """Depreciation of the year."""
    return Uttak(DRIFT, arter=frozenset({"590"}))


def inndata(k: Kontekst) -> dict[str, int]:
    """What has been imported for the formula: loans and depreciable assets 1 January, øre."""
    ut = {}
    for post in k.grunnlag.datasett.get(INNDATA, ()):
        belop = tall(post.get("belop_kr"))
        if post.get("aar") == k.aar and belop is not None:
            ut[str(post["post"])] = int(belop * ORE_PER_KR)
    return ut


def beregnet(k: Kontekst) -> Minimumsavdrag | None:
    """The least instalment, None while loans or assets are not known."""
    kjent = inndata(k)
    if not {"laanegjeld", "avskrivbare_anleggsmidler"} <= kjent.keys():
        return None
    return minimumsavdrag(
        Avdragsgrunnlag(
            avskrivninger=k.summer.sum(avskrivninger(), k.aar, REGNSKAP),
            laanegjeld=kjent["laanegjeld"],
            avskrivbare_anleggsmidler=kjent["avskrivbare_anleggsmidler"],
            betalt=k.summer.sum(betalt_avdrag(), k.aar, REGNSKAP),
            fra_videreutlaan=kjent.get("fra_videreutlaan", 0),
            budsjettert=k.summer.sum(betalt_avdrag(), k.aar, OPPRINNELIG),
        )
    )


@tabell("minimumsavdrag", TITTEL, f"{AVDRAG}")
def minimumsavdrag_tabell(k: Kontekst) -> Bygget:
    """Paid instalments against budget, the inputs of the formula, and what it gives (FIN-11)."""
    opprinnelig, regnskap = kol.opprinnelig(k.aar), kol.regnskap(k.aar)
    kolonner = (
        kol.tekst("post", "Post", radtittel=True),
        opprinnelig,
        regnskap,
        kol.avvik(opprinnelig, regnskap),
        kol.oppgitt("oppgitt", "Oppgitt eller beregnet", "belop"),
    )
    rader = [
        _bokfort("Betalte avdrag på lån", betalt_avdrag()),
        _bokfort("Årets avskrivninger", avskrivninger()),
        _oppgitt(k, "Lånegjeld til egne investeringer 1. januar", "laanegjeld"),
        _oppgitt(k, "Avskrivbare anleggsmidler 1. januar", "avskrivbare_anleggsmidler"),
        _resultat(beregnet(k)),
    ]
    hode = Tabellhode(
        "minimumsavdrag",
        TITTEL,
        hjemmel=(AVDRAG,),
        kilde=HOVEDBOKEN,
        fortegn=FORTEGN,
        merknader=("Minimumsavdraget er avskrivningene ganger lånegjelden delt på anleggsmidlene.",),
    )
    hel = bygg_fra_ledd(k, hode, kolonner, rader)
    return replace(
        hel, datasett=INNDATA, regler={"oppgitt": "Lest inn av kommunen, eller beregnet etter § 14-18"}
    )


def _bokfort(navn: str, uttak: Uttak) -> Radutkast:
    formel = Radformel((Ledd(uttak=uttak),), f"{navn} i driftsregnskapet", (AVDRAG,))
    return Radutkast({"post": navn}, formel, grunner={"oppgitt": "Står i budsjett og regnskap"})


def _oppgitt(k: Kontekst, navn: str, post: str) -> Radutkast:
    ore = inndata(k).get(post)
    verdier: dict[str, Verdi] = {"post": navn}
    if ore is None:
        return Radutkast(verdier, grunner={"oppgitt": IKKE_OPPGITT})
    return Radutkast({**verdier, "oppgitt": rund(ore, ORE_PER_TUSEN_KR)})


def _resultat(svar: Minimumsavdrag | None) -> Radutkast:
    verdier: dict[str, Verdi] = {"post": "Minimumsavdrag"}
    if svar is None:
        grunn = "Kan ikke beregnes: lånegjeld og anleggsmidler 1. januar er ikke oppgitt i kilden"
        return Radutkast(verdier, grunner={"oppgitt": grunn})
    return Radutkast({**verdier, "oppgitt": rund(svar.minimum, ORE_PER_TUSEN_KR)})
