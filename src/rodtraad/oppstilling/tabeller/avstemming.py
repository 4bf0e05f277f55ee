"""Avstemming: the ledger against KOSTRA per function, and the units behind a function (REGN-12, KOSTRA-09)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rodtraad.kjerne.avrunding import ORE_PER_KR, ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import FORTEGN, Bygget, Radutkast, Tabellhode
from rodtraad.oppstilling.datasettabell import tall
from rodtraad.oppstilling.formel import DRIFT, REGNSKAP, Ledd, Radformel, Uttak
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Verdi  # noqa: TC001 - a value type, as the others here
from rodtraad.oppstilling.tabeller.kostra import KILDE
from rodtraad.oppstilling.tabeller.lovpaalagte import HOVEDBOKEN
from rodtraad.oppstilling.tabeller.register import tabell
from rodtraad.oppstilling.utregning import bygg_fra_ledd

FUNKSJONER = "kostra_funksjonsomraader"
TITTEL = "Avstemming av regnskapet mot KOSTRA"
REGEL = "Netto driftsutgift på funksjonen: driftsregnskapet uten finans, fond og avskrivningens motpost"
EN_PROSENT, NAER_PROSENT = 100, 5
FORBEHOLD = (
    "KOSTRA viser konserntall, med kommunens andel av interkommunale selskaper, og tallene var ikke revidert. "
    "Hovedboken har bare kommunekassen. Kilden sier ikke mer om hvorfor tallene er ulike."
)


@dataclass(frozen=True, slots=True)
class Kostratall:
    """The municipality's own figure for a function: øre, and the most that rounding can hide."""

    funksjon: str
    navn: str
    omraade: str
    per_innbygger: int
    ore: int
    avrunding: int


def innbyggere(k: Kontekst) -> int:
    """Inhabitants at the end of the year; 0 when not imported."""
    poster = k.grunnlag.datasett.get("befolkning", ())
    antall = (tall(p.get("folketall_utgang")) for p in poster if p.get("aar") == k.aar)
    return int(next((n for n in antall if n is not None), 0))


def kostratall(k: Kontekst) -> Iterator[Kostratall]:
    """The functions KOSTRA gives in kroner per inhabitant for the municipality, in the order of the dataset."""
    folk, egen = innbyggere(k), k.grunnlag.kommune.navn.removesuffix(" kommune")
    for post in k.grunnlag.datasett.get(FUNKSJONER, ()):
        kroner = tall(post.get("kr_per_innbygger"))
        if folk and post["kommune"] == egen and not post.get("er_sum") and kroner is not None:
            yield Kostratall(
                str(post.get("funksjon_kode") or ""),
                str(post["funksjon"]),
                str(post["omrade"]),
                int(kroner),
                int(kroner * folk * ORE_PER_KR),
                folk * ORE_PER_KR // 2,
            )


UTEN_TALL = "KOSTRA-tall per funksjon og folketall er ikke lest inn for kommunen."


def netto_paa(k: Kontekst, funksjon: str) -> Radformel:
    """Net operating cost of a function as KOSTRA counts it: everything but finance and funds."""
    alt = Uttak(DRIFT, funksjoner=frozenset({funksjon}))
    finans = frozenset(
        art for art in k.summer.brukte("art") if art[:1] in {"5", "9"} and art not in {"520", "590", "920"}
    )
    return Radformel((Ledd(1, alt), Ledd(-1, replace(alt, arter=finans))), REGEL)


@tabell("avstemming_kostra", TITTEL, KILDE)
def avstemming_kostra(k: Kontekst) -> Bygget:
    """KOSTRA's figure × inhabitants against the ledger, the difference and why (REGN-12)."""
    regnskap = kol.regnskap(k.aar)
    kolonner = (
        kol.noekkel("omrade"),
        kol.tekst("funksjon_kode", "Funksjon"),
        kol.tekst("funksjon", "Navn", radtittel=True),
        kol.oppgitt("kr_per_innbygger", "KOSTRA kr per innbygger", "belop"),
        kol.oppgitt("kostra", "KOSTRA i alt", "belop"),
        regnskap,
        kol.oppgitt("differanse", "Differanse", "belop"),
        kol.tekst("forklaring", "Forklaring"),
    )
    med_kode = [post for post in kostratall(k) if post.funksjon]
    rader = [_rad(k, post) for post in med_kode]
    folk = vis_tall(innbyggere(k))
    halv = vis_tall(rund(innbyggere(k) * ORE_PER_KR // 2, ORE_PER_TUSEN_KR))
    regnestykke = (
        f"KOSTRA-beløpet er kroner per innbygger ganger {folk} innbyggere. "
        f"Hvert beløp kan være avrundet med inntil {halv} tusen kroner."
    )
    merknader = (regnestykke, FORBEHOLD, *_uten_kode(k)) if rader else (UTEN_TALL,)
    hode = Tabellhode("avstemming_kostra", TITTEL, kilde=HOVEDBOKEN, fortegn=FORTEGN, merknader=merknader)
    regler = {
        "kostra": "Kroner per innbygger ganger antall innbyggere",
        "differanse": "KOSTRA-beløpet minus regnskapet",
    }
    return replace(bygg_fra_ledd(k, hode, kolonner, rader), datasett=FUNKSJONER, regler=regler)


def _uten_kode(k: Kontekst) -> tuple[str, ...]:
    navn = [post.navn for post in kostratall(k) if not post.funksjon]
    if not navn:
        return ()
    return (f"Kilden oppgir ikke funksjonskode for {', '.join(navn)}, så de kan ikke avstemmes.",)


def _rad(k: Kontekst, post: Kostratall) -> Radutkast:
    formel = netto_paa(k, post.funksjon)
    bokfort = sum(
        ledd.fortegn * k.summer.sum(ledd.uttak, k.aar, REGNSKAP) for ledd in formel.ledd if ledd.uttak
    )
    verdier: dict[str, Verdi] = {
        "omrade": post.omraade,
        "funksjon_kode": post.funksjon,
        "funksjon": post.navn,
        "kr_per_innbygger": post.per_innbygger,
        "kostra": rund(post.ore, ORE_PER_TUSEN_KR),
        "differanse": rund(post.ore - bokfort, ORE_PER_TUSEN_KR),
        "forklaring": forklaring(k, post, bokfort),
    }
    return Radutkast(verdier, formel, gruppe=post.omraade)


def forklaring(k: Kontekst, post: Kostratall, bokfort: int) -> str:
    """Why the two differ: registered by the municipality, shown by the figures, or said to be unexplained."""
    egen = k.grunnlag.innstillinger.get(f"avstemming_kostra_{post.funksjon}", "")
    differanse = post.ore - bokfort
    if egen or abs(differanse) <= post.avrunding:
        return egen or "Innenfor avrunding"
    if not k.summer.finnes(Uttak(DRIFT, funksjoner=frozenset({post.funksjon})), [(k.aar, REGNSKAP)]):
        return "Kommunekassen har ingen poster på funksjonen; utgiften ligger i et selskap"
    if abs(differanse) * EN_PROSENT <= abs(bokfort) * NAER_PROSENT:
        return "Under fem prosent: kan skyldes at KOSTRA-tallene ikke var revidert"
    if differanse > 0:
        return "KOSTRA er høyere: kan være andel av selskaper eller fordelte fellesutgifter. Ikke undersøkt"
    return "KOSTRA er lavere: kan være utgifter rapportert på andre funksjoner. Ikke undersøkt"


@tabell("enhet_funksjon", "Virksomhetene bak hver KOSTRA-funksjon", KILDE)
def enhet_funksjon(k: Kontekst) -> Bygget:
    """Which virksomheter have operating cost on each function, and how much (KOSTRA-09)."""
    kolonner = (
        kol.tekst("funksjon", "Funksjon"),
        kol.tekst("rammeomrade", "Rammeområde"),
        kol.tekst("virksomhet", "Virksomhet", radtittel=True),
        kol.regnskap(k.aar),
    )
    rader = [
        rad for funksjon in k.tjenester(k.funksjoner_i(None, DRIFT)) for rad in _virksomheter_paa(k, funksjon)
    ]
    tittel = "Virksomhetene bak hver KOSTRA-funksjon"
    merknad = "Bare funksjoner med poster i regnskapsåret er med. Beløpet er netto, med finans og fond."
    hode = Tabellhode("enhet_funksjon", tittel, kilde=HOVEDBOKEN, fortegn=FORTEGN, merknader=(merknad,))
    return bygg_fra_ledd(k, hode, kolonner, rader)


def _virksomheter_paa(k: Kontekst, funksjon: str) -> Iterator[Radutkast]:
    gruppe = f"{funksjon} {k.navn_paa(funksjon)}"
    for virksomhet in k.virksomheter:
        uttak = Uttak(DRIFT, funksjoner=frozenset({funksjon}), virksomheter=frozenset({virksomhet.kode}))
        if k.summer.finnes(uttak, [(k.aar, REGNSKAP)]):
            ramme = k.enhet.get(virksomhet.overordnet)
            verdier: dict[str, Verdi] = {
                "funksjon": funksjon,
                "rammeomrade": ramme.navn if ramme else None,
                "virksomhet": virksomhet.navn,
            }
            formel = Radformel((Ledd(uttak=uttak),), "Virksomhetens netto driftsutgift på funksjonen")
            yield Radutkast(verdier, formel, gruppe=gruppe, enhet=virksomhet.kode)
