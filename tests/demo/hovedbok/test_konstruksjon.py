import csv
from pathlib import Path

import pytest
from skript.konstruksjon import eksistens, kontroller, kostra


@pytest.fixture(scope="module")
def konti() -> list[kontroller.Konto]:
    return kontroller.les_belop()


def test_exactly_the_fifteen_cells_differ_from_print(konti: list[kontroller.Konto], fasit: Path) -> None:
    kontroll = kontroller.Kontroll(konti, fasit)
    ulike = kontroll.kjor()
    assert kontroller.brudd(ulike) == []
    assert len(ulike) == 15
    assert kontroll.antall > 3900


def test_the_check_finds_a_single_moved_krone_where_print_leaves_no_room(
    konti: list[kontroller.Konto], fasit: Path
) -> None:
    nr = next(i for i, k in enumerate(konti) if k.klasse == "1" and k.art == "550" and k.kr[1] > 0)
    flyttet = [*konti]
    kr = konti[nr].kr
    flyttet[nr] = konti[nr]._replace(kr=(kr[0], kr[1] + 1, *kr[2:]))
    funn = kontroller.brudd(kontroller.Kontroll(flyttet, fasit).kjor())
    assert any("budsjettavvik_5_9_drift" in linje for linje in funn)


def test_every_printed_row_has_facts_and_no_other_row_has(konti: list[kontroller.Konto], fasit: Path) -> None:
    assert eksistens.forskjeller(konti, fasit) == []


def test_the_accounts_2024_pass_the_kostra_controls_but_the_one_print_itself_breaks(
    konti: list[kontroller.Konto], delt: Path
) -> None:
    assert kostra.funn(konti, 1, delt / "lov" / "kostra_koder.json") == {"155"}


def test_the_accounts_2023_pass_the_kostra_controls(konti: list[kontroller.Konto], delt: Path) -> None:
    assert kostra.funn(konti, 0, delt / "lov" / "kostra_koder.json") == set()


def test_only_the_premium_deviation_is_a_negative_cost_and_no_income_is_positive(
    konti: list[kontroller.Konto],
) -> None:
    kolonner = (0, 1, 2, 4)
    negative = {
        (k.virksomhet, k.funksjon, k.art)
        for k in konti
        if k.klasse == "1" and k.art < "600" and any(k.kr[i] < 0 for i in kolonner)
    }
    assert negative == {("800", "170", "090")}
    assert [
        k for k in konti if k.klasse == "1" and k.art >= "600" and any(k.kr[i] > 0 for i in kolonner)
    ] == []


def test_drift_and_investment_balance_to_zero_in_every_column(konti: list[kontroller.Konto]) -> None:
    for klasse in "01":
        assert [sum(k.kr[i] for k in konti if k.klasse == klasse) for i in range(5)] == [0] * 5


@pytest.mark.parametrize("kolonne", [0, 1, 2])
def test_social_costs_are_a_believable_share_of_wages_in_every_rammeomraade(
    konti: list[kontroller.Konto], kolonne: int
) -> None:
    lonn: dict[str, int] = {}
    sosiale: dict[str, int] = {}
    for k in konti:
        if k.klasse == "1" and k.ramme not in ("", "Finans"):
            if k.art in ("090", "099"):
                sosiale[k.ramme] = sosiale.get(k.ramme, 0) + k.kr[kolonne]
            elif k.art < "090" or k.art in ("160", "165"):
                lonn[k.ramme] = lonn.get(k.ramme, 0) + k.kr[kolonne]
    andeler = {r: sosiale.get(r, 0) / belop for r, belop in lonn.items() if belop}
    assert len(andeler) == 6
    assert all(0.15 <= andel <= 0.29 for andel in andeler.values()), andeler


@pytest.mark.krav("INV-11")
def test_each_project_is_fully_financed(konti: list[kontroller.Konto]) -> None:
    for kolonne in range(5):
        netto: dict[str, int] = {}
        for k in konti:
            if k.klasse == "0":
                netto[k.prosjekt] = netto.get(k.prosjekt, 0) + k.kr[kolonne]
        egne = {"P004", "P057", "P059"}
        assert {p: v for p, v in netto.items() if v and p not in egne} == {}
        assert sum(netto.values()) == 0


def test_the_project_codes_are_those_of_the_register() -> None:
    def koder(fil: Path) -> dict[str, str]:
        with fil.open(encoding="utf-8", newline="") as strom:
            return {r["kode"]: r["navn"] for r in csv.DictReader(strom)}

    data = kontroller.BELOP.parent
    assert koder(data / "prosjekt.csv") == koder(data.parent / "registre" / "prosjekter.csv")
