"""Balansekontroll: the balance goes to zero, and it moves as drift and investering say (LOV § 5-8)."""

from collections.abc import Iterator
from typing import NamedTuple

from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.oppstilling.formel import DRIFT, INVESTERING, REGNSKAP, Kolonneformel, Uttak
from rodtraad.oppstilling.inngaaende import saldo_for
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.lovregning import Lovregning

FORSKRIFT = "budsjett-og-regnskapsforskriften"
KONTROLLPROGRAM = "kostra-kontrollprogram"
ORE_PER_TUSEN = 100_000
SLINGRING_BALANSE, SLINGRING_DRIFT = 10 * ORE_PER_TUSEN, 30 * ORE_PER_TUSEN
"""What SSB lets accounts rounded to 1000 kr be off by (rules 125 and 110, 095)."""
UTEN_RESULTAT = frozenset({"589", "980", "989"})
"""Report control, and the result itself."""


class Fond(NamedTuple):
    """A fund: its kapittel, and the accounts and arts that move it."""

    navn: str
    kapittel: str
    kontoklasse: str
    arter: frozenset[str]


class Resultat(NamedTuple):
    """A carried result: its kapittel, and the accounts it comes from."""

    navn: str
    kapittel: str
    kontoklasse: str


FOND = (
    Fond("Disposisjonsfondet", "56", DRIFT, frozenset({"540", "940"})),
    Fond("Bundne driftsfond", "51", DRIFT, frozenset({"550", "950"})),
    Fond("Ubundet investeringsfond", "53", INVESTERING, frozenset({"540", "940"})),
    Fond("Bundne investeringsfond", "55", INVESTERING, frozenset({"550", "950"})),
)
RESULTATER = (
    Resultat("Merforbruket i drift", "5900", DRIFT),
    Resultat("Det udekkede i investering", "5970", INVESTERING),
)


def balansen_gaar_i_null(k: Kontekst) -> Iterator[Funn]:
    """H080: assets equal equity and debt, and the memorial accounts go to zero (KOSTRA rule 125)."""
    if not _har_balanse(k, k.aar):
        return
    linjer = Lovregning(k, ((k.aar, REGNSKAP),)).verdier("lov_5_8", _regnskap(k.aar))
    for navn, belop in (
        ("Eiendelene minus egenkapital og gjeld", linjer["eiendeler"] - linjer["egenkapital-og-gjeld"]),
        ("Memoriakontiene med motkonto", linjer["F"]),
    ):
        if belop:
            yield Funn(
                "H080",
                _alvor(k, belop, SLINGRING_BALANSE),
                f"{navn} er {kroner_fra_ore(belop)} kr i {k.aar}, og skal være null.",
                sted=f"lov_5_8 · {k.aar}",
                tiltak="Finn posteringen som mangler motpost, eller les inn balansen på nytt.",
                hjemmel=Hjemmel(KONTROLLPROGRAM, "125"),
            )


def fondene_folger_regnskapet(k: Kontekst) -> Iterator[Funn]:
    """H081: a fund changes by what is set aside and used in the accounts (540/940, 550/950)."""
    for fond in FOND:
        endring = _endring(k, fond.kapittel)
        fort = k.summer.sum(Uttak(fond.kontoklasse, arter=fond.arter), k.aar, REGNSKAP)
        if endring is not None and endring + fort:
            yield Funn(
                "H081",
                _alvor(k, endring + fort, SLINGRING_DRIFT),
                f"{fond.navn} (kapittel {fond.kapittel}) øker med {kroner_fra_ore(-endring)} kr i {k.aar}, mens "
                f"avsetning minus bruk er {kroner_fra_ore(fort)} kr i regnskapet.",
                sted=f"lov_5_8 · kapittel {fond.kapittel}",
                tiltak="Avstem fondet, eller se om den inngående balansen er endret.",
                hjemmel=Hjemmel(FORSKRIFT, "5-8"),
            )


def resultatet_staar_i_balansen(k: Kontekst) -> Iterator[Funn]:
    """H082: what is carried to later years stands in the balance; a surplus must be disposed of (§§ 4-3, 4-6)."""
    for resultat in RESULTATER:
        endring = _endring(k, resultat.kapittel)
        if endring is None:
            continue
        arter = k.summer.brukte("art") - UTEN_RESULTAT
        sum_alt = k.summer.sum(Uttak(resultat.kontoklasse, arter=arter), k.aar, REGNSKAP)
        dekket = k.summer.sum(Uttak(resultat.kontoklasse, arter=frozenset({"530"})), k.aar, REGNSKAP)
        if endring != sum_alt - dekket:
            yield Funn(
                "H082",
                _alvor(k, endring - sum_alt + dekket, SLINGRING_DRIFT),
                f"{resultat.navn} er {kroner_fra_ore(sum_alt)} kr i regnskapet {k.aar}, og {kroner_fra_ore(dekket)} kr "
                f"fra tidligere er dekket, men kapittel {resultat.kapittel} øker med {kroner_fra_ore(endring)} kr.",
                sted=f"lov_5_8 · kapittel {resultat.kapittel}",
                tiltak="Før årets resultat mot balansen. Et mindreforbruk skal være disponert.",
                hjemmel=Hjemmel(KONTROLLPROGRAM, "016"),
            )


def _regnskap(aar: int) -> Kolonneformel:
    return Kolonneformel("sum", aar=aar, faktaslag=REGNSKAP)


def _har_balanse(k: Kontekst, aar: int) -> bool:
    return any(s.aar == aar and s.slag in REGNSKAP for s in k.grunnlag.balansesummer)


def _endring(k: Kontekst, kapittel: str) -> int | None:
    """How a kapittel moved in the year, as booked; None without both balances."""
    fra, til = (saldo_for(k, frozenset({kapittel}), aar) for aar in (k.aar - 1, k.aar))
    return None if fra is None or til is None else til - fra


def _alvor(k: Kontekst, belop: int, slingring: int) -> Alvor:
    """An error, unless the accounts came rounded to whole thousands and SSB would let it pass."""
    i_aaret = [s.belop for s in k.grunnlag.artsummer if s.aar == k.aar]
    i_aaret += [s.belop for s in k.grunnlag.balansesummer if s.aar == k.aar]
    avrundet = all(sum_ % ORE_PER_TUSEN == 0 for sum_ in i_aaret)
    return Alvor.INFO if avrundet and abs(belop) <= slingring else Alvor.FEIL


REGLER = (balansen_gaar_i_null, fondene_folger_regnskapet, resultatet_staar_i_balansen)
