"""The rules R-01 to R-43 as law tests: what goes in, what must come out. Read tests/lov/regneregler first."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rodtraad.kjerne.avvik import avvik, avvik_prosent
from rodtraad.lov import budsjettkontroll, frister, nokkeltall, selvkost
from rodtraad.lov.handlingsregler import er_oppfylt, vurder
from rodtraad.lov.inndekning import inndekningsplan
from rodtraad.lov.minimumsavdrag import Avdragsgrunnlag, minimumsavdrag
from rodtraad.lov.regelverk import last_regelverk
from rodtraad.lov.robek import Robekgrunnlag, vurder_robek
from rodtraad.lov.strykning import (
    Driftsgrunnlag,
    Investeringsgrunnlag,
    aarsavslutning,
    stryk_drift,
    stryk_investering,
)
from tests.lov.test_oppstillinger_yaml import les_tester

HANDLINGSREGLER = {regel.id: regel for regel in last_regelverk(date(2024, 12, 31)).handlingsregler}
Regel = Callable[..., Any]


def handlingsregel(regel: str, **storrelser: int) -> dict[str, Any]:
    svar = vurder(HANDLINGSREGLER[regel], storrelser)
    return {navn: getattr(svar, navn) for navn in ("prosent", "krav", "margin", "oppfylt")} | {
        "mangler": list(svar.mangler)
    }


def plan(merforbruk: dict[int, int], inndekning: dict[int, int]) -> dict[str, Any]:
    svar = inndekningsplan(merforbruk, inndekning)
    return {"robek": svar.gir_robek, "rest": dict(svar.rest), "departement": svar.krever_departementet}


def avdrag(**grunnlag: int) -> dict[str, Any]:
    svar = minimumsavdrag(Avdragsgrunnlag(**grunnlag))
    return {"minimum": svar.minimum, "margin": svar.margin, "oppfylt": svar.er_oppfylt}


def lukk(drift: dict[str, int], investering: dict[str, int]) -> dict[str, Any]:
    svar = aarsavslutning(Driftsgrunnlag(**drift), Investeringsgrunnlag(**investering))
    return {f"d{nr}": verdi for nr, verdi in svar.drift.linjer.items()} | {
        f"i{nr}": verdi for nr, verdi in svar.investering.linjer.items()
    }


def summer_ledd(ledd: list[int]) -> int:
    return sum(ledd)


REGLER: Mapping[str, Regel] = {
    "avvik": lambda budsjett, regnskap: avvik(budsjett=budsjett, regnskap=regnskap),
    "avvik_prosent": lambda budsjett_kr, regnskap_kr: avvik_prosent(
        budsjett=int(Decimal(str(budsjett_kr)) * 100),
        regnskap=int(Decimal(str(regnskap_kr)) * 100),
        ore_per_enhet=100_000,
    ),
    "justert_merforbruk": budsjettkontroll.justert_merforbruk,
    "revidert_budsjett": budsjettkontroll.revidert_budsjett,
    "prognoseavvik": budsjettkontroll.prognoseavvik,
    "andel_prosent": budsjettkontroll.andel_prosent,
    "indeks_som_prosent": lambda indeks: budsjettkontroll.indeks_som_prosent(Decimal(str(indeks))),
    "forklar_gjeldsgrad": lambda gjeld, grad: budsjettkontroll.forklar_gjeldsgrad(
        (Decimal(gjeld[0]), Decimal(gjeld[1])), (Decimal(str(grad[0])), Decimal(str(grad[1])))
    ),
    "mangler_likviditet": budsjettkontroll.mangler_likviditet,
    "handlingsregel": handlingsregel,
    "maaltall": lambda regel, prosent: er_oppfylt(HANDLINGSREGLER[regel], Decimal(str(prosent))),
    "nokkeltall": lambda navn, **tall: nokkeltall.nokkeltall(navn, tall).verdi,
    "kr_per_innbygger": lambda belop_kr, innbyggere: nokkeltall.kr_per_innbygger(belop_kr * 100, innbyggere),
    "anbefalt_netto_driftsresultat": lambda prosent: (
        Decimal(str(prosent)) >= (nokkeltall.definisjoner()["netto_driftsresultat_prosent"].anbefalt or 0)
    ),
    "inndekningsplan": plan,
    "robek": lambda **grunnlag: {b.bokstav: b.oppfylt for b in vurder_robek(Robekgrunnlag(**grunnlag))},
    "minimumsavdrag": avdrag,
    "strykning_drift": lambda **grunnlag: dict(stryk_drift(Driftsgrunnlag(**grunnlag)).linjer),
    "strykning_investering": lambda **grunnlag: dict(
        stryk_investering(Investeringsgrunnlag(**grunnlag)).linjer
    ),
    "aarsavslutning": lukk,
    "fondsutvikling": selvkost.fondsutvikling,
    "resultatvirkning": selvkost.resultatvirkning,
    "kapitalkostnad": lambda kalkylerente, **felter: selvkost.kapitalkostnad(
        **felter, kalkylerente=Decimal(str(kalkylerente))
    ),
    "jevnt_gebyr": lambda inngaaende, kostnader, rente: selvkost.jevnt_gebyr(
        inngaaende, kostnader, Decimal(str(rente))
    ),
    "fordel_etter_timer": selvkost.fordel_etter_timer,
    "kostra_frister": lambda regnskapsaar: [
        f"{f.dato:%Y-%m-%d}" for f in frister.kostra_frister(regnskapsaar)
    ],
    "tiltaksplan": lambda status: frister.neste_tiltaksplan(frister.Tiltaksplan(status)),
    "sum": summer_ledd,
}


@pytest.mark.parametrize("test", les_tester("regneregler"))
def test_a_rule_gives_what_the_law_test_expects(test: dict[str, Any]) -> None:
    svar = REGLER[test["regel"]](**test["inn"])
    forventet = test["forventet"]
    if isinstance(forventet, dict):
        svar = {navn: svar[navn] for navn in forventet}
        assert {n: som_tall(v) for n, v in svar.items()} == {n: som_tall(v) for n, v in forventet.items()}
    else:
        assert som_tall(svar) == som_tall(forventet)


def som_tall(verdi: Any) -> Any:
    """Decimals as they are written in the law test."""
    return Decimal(str(verdi)) if isinstance(verdi, float | Decimal) else verdi
