"""Strykninger: closing drift and investering (budsjett- og regnskapsforskriften §§ 4-1–4-6).

Amounts are øre in raw sign: cost and deposits +, income and use of funds −. Line numbers are those of § 5-9.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.lov.oppstilling import Hentfunksjon, Oppstilling, Sumfunksjon, beregn, til_raa


@dataclass(frozen=True, slots=True)
class Driftsgrunnlag:
    """§ 5-9 drift lines 1–7 and what the funds hold. `disposisjonsfond` is the balance 1 January.

    An unknown fund (None) is never used beyond the budget. `tidligere_merforbruk` is what is left to cover.
    """

    netto_driftsresultat: int
    avsetning_bundne: int = 0
    bruk_bundne: int = 0
    overforing: int = 0
    avsetning_disposisjonsfond: int = 0
    bruk_disposisjonsfond: int = 0
    dekning_tidligere: int = 0
    disposisjonsfond: int | None = None
    tidligere_merforbruk: int = 0


@dataclass(frozen=True, slots=True)
class Investeringsgrunnlag:
    """§ 5-9 investering lines 1–8: net cost without loans, bound funds as accounted, the rest as budgeted."""

    netto_uten_laan: int
    avsetning_bundne: int = 0
    bruk_bundne: int = 0
    bruk_laan: int = 0
    overforing: int = 0
    avsetning_ubundet: int = 0
    bruk_ubundet: int = 0
    dekning_tidligere: int = 0


@dataclass(frozen=True, slots=True)
class Strykning:
    """Every § 5-9 line in øre (raw sign) by number; `fremfort` is what is carried to later years."""

    linjer: Mapping[str, int]
    budsjettavvik: int
    etter_strykninger: int
    fremfort: int


@dataclass(frozen=True, slots=True)
class Aarsavslutning:
    """Drift and investering closed together, so that the transfer between them is the same in both."""

    drift: Strykning
    investering: Strykning

    def hent(self, oppstilling: str, linje: str) -> int:
        """A line for the § 5-9 statements, which ask for strykning_drift and strykning_investering."""
        return (self.drift if oppstilling == "strykning_drift" else self.investering).linjer[linje]


def stryk_drift(grunnlag: Driftsgrunnlag, *, strok_overforing: int = 0) -> Strykning:
    """Drift closed by §§ 4-2 to 4-4, each step only as far as needed.

    `strok_overforing` (øre, ≥ 0) is a transfer already struck in investering; it is struck here too.
    The fund is never used beyond what it holds: budgeted use without cover is struck (line 12).
    Raises RodtraadFeil when an amount has the wrong sign.
    """
    _kontroller_drift(grunnlag)
    g = grunnlag
    linjer = dict.fromkeys(map(str, range(1, 19)), 0)
    linjer |= {
        "1": g.netto_driftsresultat,
        "2": g.avsetning_bundne,
        "3": g.bruk_bundne,
        "4": g.overforing,
        "5": g.avsetning_disposisjonsfond,
        "6": g.bruk_disposisjonsfond,
        "7": g.dekning_tidligere,
    }
    avvik = sum(linjer[str(nr)] for nr in range(1, 8))
    linjer["8"] = avvik
    paa_fondet = _paa_fondet(g)
    linjer["12"] = max(0, -paa_fondet) if paa_fondet is not None else 0
    rest = avvik + linjer["12"]
    linjer["9"] = -max(min(g.overforing, max(rest, 0)), strok_overforing)
    rest += linjer["9"]
    if rest > 0:
        rest += _stryk_avsetning(linjer, g, rest, paa_fondet)
        linjer["11"] = -min(g.dekning_tidligere, rest)
        rest += linjer["11"]
    elif rest < 0:
        strok = min(-g.bruk_disposisjonsfond - linjer["12"], -rest)
        linjer["12"] += strok
        rest += strok
    linjer["13"] = rest
    _disponer_drift(linjer, g, rest)
    linjer["18"] = rest + linjer["14"] + linjer["16"] + linjer["17"]
    return Strykning(MappingProxyType(linjer), avvik, rest, linjer["18"])


def _paa_fondet(g: Driftsgrunnlag) -> int | None:
    """What the fund would hold with deposit and use as budgeted; below zero the budget uses what is not there."""
    if g.disposisjonsfond is None:
        return None
    return g.disposisjonsfond + g.avsetning_disposisjonsfond + g.bruk_disposisjonsfond


def _stryk_avsetning(linjer: dict[str, int], g: Driftsgrunnlag, rest: int, paa_fondet: int | None) -> int:
    """Line 10, and line 12 where the use was to be paid of the deposit that is struck; returns their sum."""
    ledig = None if paa_fondet is None else max(paa_fondet, 0)
    avsatt = g.avsetning_disposisjonsfond
    strok = avsatt if ledig is not None and rest > ledig else min(avsatt, rest)
    uten_dekning = 0 if ledig is None else max(strok - ledig, 0)
    linjer["10"] = -strok
    linjer["12"] += uten_dekning
    return uten_dekning - strok


def _disponer_drift(linjer: dict[str, int], g: Driftsgrunnlag, rest: int) -> None:
    """Lines 14–17: what the fund and the surplus are used for after the strykninger."""
    fond = 0
    if g.disposisjonsfond is not None:
        fond = g.disposisjonsfond + linjer["5"] + linjer["6"] + linjer["10"] + linjer["12"]
    tidligere = g.tidligere_merforbruk - linjer["7"] - linjer["11"]
    if rest > 0:
        linjer["14"] = -min(fond, rest)
        return
    linjer["16"] = min(max(tidligere, 0), -rest)
    linjer["17"] = -rest - linjer["16"]
    linjer["15"] = -min(fond, max(tidligere - linjer["16"], 0))


def _kontroller_drift(g: Driftsgrunnlag) -> None:
    _krev_fortegn(
        ikke_negative={
            "avsetning til bundne driftsfond": g.avsetning_bundne,
            "overføring til investering": g.overforing,
            "avsetning til disposisjonsfond": g.avsetning_disposisjonsfond,
            "dekning av tidligere merforbruk": g.dekning_tidligere,
            "tidligere merforbruk": g.tidligere_merforbruk,
        },
        ikke_positive={
            "bruk av bundne driftsfond": g.bruk_bundne,
            "bruk av disposisjonsfond": g.bruk_disposisjonsfond,
        },
    )


def stryk_investering(grunnlag: Investeringsgrunnlag, *, strok_overforing: int = 0) -> Strykning:
    """Investering closed by §§ 4-5 and 4-6: loans are struck first, then the transfer, then the fund.

    `strok_overforing` (øre, ≥ 0) is a transfer already struck in drift; it is struck here too.
    """
    g = grunnlag
    _krev_fortegn(
        ikke_negative={
            "avsetning til bundne investeringsfond": g.avsetning_bundne,
            "avsetning til ubundet investeringsfond": g.avsetning_ubundet,
            "dekning av tidligere udekket": g.dekning_tidligere,
        },
        ikke_positive={
            "bruk av bundne investeringsfond": g.bruk_bundne,
            "bruk av lån": g.bruk_laan,
            "overføring fra drift": g.overforing,
            "bruk av ubundet investeringsfond": g.bruk_ubundet,
        },
    )
    linjer = dict.fromkeys(map(str, range(1, 17)), 0)
    linjer |= {
        "1": g.netto_uten_laan,
        "2": g.avsetning_bundne,
        "3": g.bruk_bundne,
        "4": g.bruk_laan,
        "5": g.overforing,
        "6": g.avsetning_ubundet,
        "7": g.bruk_ubundet,
        "8": g.dekning_tidligere,
    }
    avvik = sum(linjer[str(nr)] for nr in range(1, 9))
    linjer["9"] = avvik
    rest = avvik + strok_overforing
    linjer["10"] = -min(g.avsetning_ubundet, max(rest, 0))
    linjer["11"] = min(-g.bruk_laan, max(-rest, 0))
    linjer["12"] = strok_overforing + min(-g.overforing - strok_overforing, max(-rest - linjer["11"], 0))
    igjen = rest + linjer["10"] + linjer["11"] + linjer["12"] - strok_overforing
    linjer["13"] = min(-g.bruk_ubundet, max(-igjen, 0))
    linjer["14"] = igjen + linjer["13"]
    linjer["15"] = max(-linjer["14"], 0)
    linjer["16"] = linjer["14"] + linjer["15"]
    return Strykning(MappingProxyType(linjer), avvik, linjer["14"], linjer["16"])


def aarsavslutning(drift: Driftsgrunnlag, investering: Investeringsgrunnlag) -> Aarsavslutning:
    """Drift first with the budgeted transfer, then investering, then drift again with what was struck.

    Raises RodtraadFeil when the budgeted transfer is not the same in drift (570) and investering (970).
    """
    if drift.overforing + investering.overforing != 0:
        raise RodtraadFeil(
            "Budsjettert overføring til investering er "
            f"{kroner_fra_ore(drift.overforing)} kr i drift (art 570) og "
            f"{kroner_fra_ore(-investering.overforing)} kr i investering (art 970). De må være like."
        )
    forste = stryk_drift(drift)
    lukket = stryk_investering(investering, strok_overforing=-forste.linjer["9"])
    return Aarsavslutning(stryk_drift(drift, strok_overforing=lukket.linjer["12"]), lukket)


def les_grunnlag(
    drift: Oppstilling,
    investering: Oppstilling,
    sum_for: Sumfunksjon,
    hent: Hentfunksjon | None = None,
    *,
    disposisjonsfond: int | None = None,
    tidligere_merforbruk: int = 0,
) -> tuple[Driftsgrunnlag, Investeringsgrunnlag]:
    """The first lines of the two § 5-9 statements as grunnlag, by the rules of the statements themselves.

    `sum_for` must honour `Utvalg.slag` ("revidert": the amended budget, None: the accounts).
    """
    d = _forste_linjer(drift, 7, sum_for, hent)
    i = _forste_linjer(investering, 8, sum_for, hent)
    return (
        replace(
            Driftsgrunnlag(*d), disposisjonsfond=disposisjonsfond, tidligere_merforbruk=tidligere_merforbruk
        ),
        Investeringsgrunnlag(*i),
    )


def _forste_linjer(
    oppstilling: Oppstilling, antall: int, sum_for: Sumfunksjon, hent: Hentfunksjon | None
) -> list[int]:
    del_ = replace(oppstilling, mal=oppstilling.linjer[:antall], linjer=oppstilling.linjer[:antall])
    return list(til_raa(del_, beregn(del_, sum_for, hent)).values())


def _krev_fortegn(*, ikke_negative: Mapping[str, int], ikke_positive: Mapping[str, int]) -> None:
    feil = [
        f"{navn[0].upper()}{navn[1:]} kan ikke være {kroner_fra_ore(belop)} kr "
        "(utgift er positiv, inntekt negativ)."
        for navn, belop in (*ikke_negative.items(), *((n, -b) for n, b in ikke_positive.items()))
        if belop < 0
    ]
    if feil:
        raise RodtraadFeil(*feil)
