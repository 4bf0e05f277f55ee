import csv
import json
import time
from collections import defaultdict
from pathlib import Path

import pytest

from rodtraad.demo.hovedbok import skriv_bilag
from rodtraad.demo.hovedbok.bok import Bok, balanse
from rodtraad.demo.hovedbok.konti import DATA

Rad = dict[str, str]
KOLONNER = [
    "aar", "periode", "slag", "kontoklasse", "art", "funksjon", "kapittel", "sektor",
    "ansvar", "prosjekt", "objekt", "bilag", "dato", "tekst", "belop",
]  # fmt: skip


def ore(rad: Rad) -> int:
    hele, desimaler = rad["belop"].split(".")
    assert len(desimaler) == 2
    return int(hele + desimaler)


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ut = tmp_path_factory.mktemp("hovedbok")
    skriv_bilag(ut)
    return ut


@pytest.fixture(scope="module")
def rader(mappe: Path) -> list[Rad]:
    ut: list[Rad] = []
    for fil in sorted(mappe.iterdir()):
        with fil.open(encoding="utf-8", newline="") as strom:
            leser = csv.DictReader(strom)
            assert leser.fieldnames == KOLONNER
            ut.extend(leser)
    return ut


@pytest.fixture(scope="module")
def virksomhet() -> dict[str, str]:
    with (DATA / "ansvar.csv").open(encoding="utf-8", newline="") as fil:
        return {r["kode"]: r["virksomhet"] for r in csv.DictReader(fil)}


def test_the_lines_sum_to_the_solved_amounts_to_the_ore(rader: list[Rad], virksomhet: dict[str, str]) -> None:
    summer: dict[tuple[str, ...], int] = defaultdict(int)
    for r in rader:
        if r["kontoklasse"] != "2":
            sted = (virksomhet[r["ansvar"]], r["funksjon"], r["art"], r["prosjekt"])
            summer[r["aar"], r["slag"], r["kontoklasse"], *sted] += ore(r)
    with (DATA / "belop.csv").open(encoding="utf-8", newline="") as fil:
        fasit = {tuple(r.values())[:7]: int(r["belop_kr"]) * 100 for r in csv.DictReader(fil)}
    assert dict(summer) == fasit


def test_every_voucher_balances(rader: list[Rad]) -> None:
    saldo: dict[tuple[str, str, str], int] = defaultdict(int)
    for r in rader:
        if r["slag"] == "regnskap":
            saldo[r["aar"], r["periode"], r["bilag"]] += ore(r)
    assert len(saldo) > 50_000
    assert {n for n, v in saldo.items() if v} == set()


def test_it_refuses_a_voucher_that_does_not_balance() -> None:
    with pytest.raises(ValueError, match="går ikke i null"):
        Bok(2024).for_(periode=1, dag=1, serie="ME", tekst="Skjevt", linjer=[balanse("10", "320", 100)])


def test_writing_twice_gives_identical_bytes_and_is_quick(mappe: Path, tmp_path: Path) -> None:
    start = time.process_time()
    filer = skriv_bilag(tmp_path)
    assert time.process_time() - start < 6
    for fil in filer:
        assert fil.read_bytes() == (mappe / fil.name).read_bytes(), fil.name


def test_a_year_has_as_many_lines_as_a_small_municipality(rader: list[Rad]) -> None:
    for aar in ("2023", "2024"):
        antall = sum(1 for r in rader if r["aar"] == aar and r["slag"] == "regnskap")
        assert 60_000 <= antall <= 125_000


def test_dates_lie_in_their_period(rader: list[Rad]) -> None:
    for r in rader:
        maaned = min(max(int(r["periode"]), 1), 12)
        assert r["dato"].startswith(f"{r['aar']}-{maaned:02d}-"), r


def test_each_budget_amendment_names_a_case_or_an_authority(rader: list[Rad], fasit: Path) -> None:
    with (fasit / "politiske_saker_2024.csv").open(encoding="utf-8", newline="") as fil:
        saker = {f"PS {r['saksnr']}" for r in csv.DictReader(fil)}
    bilag = {(r["slag"], r["bilag"]) for r in rader if r["slag"].startswith("endring")}
    assert {b for slag, b in bilag if slag == "endring_politisk"} <= saker
    assert all(b.startswith("KD 2024-") for slag, b in bilag if slag == "endring_administrativ")
    assert sum(ore(r) for r in rader if r["slag"] == "endring_administrativ") == 0


def test_the_wages_come_every_month_and_most_in_june(rader: list[Rad]) -> None:
    per: dict[str, int] = defaultdict(int)
    for r in rader:
        if r["aar"] == "2024" and r["slag"] == "regnskap" and r["kontoklasse"] == "1" and r["art"] == "010":
            per[r["periode"]] += ore(r)
    assert sorted(map(int, per)) == list(range(1, 13))
    assert max(per, key=lambda p: per[p]) == "6"
    assert max(per.values()) < 1.2 * min(per.values())


def test_the_balance_is_believable_and_follows_the_funds(rader: list[Rad]) -> None:
    saldo: dict[tuple[str, str], int] = defaultdict(int)
    for r in rader:
        if r["kontoklasse"] == "2":
            saldo[r["aar"], r["kapittel"]] += ore(r)
    for aar in ("2023", "2024"):
        assert sum(v for (a, _), v in saldo.items() if a == aar) == 0
        assert saldo[aar, "10"] > 0
        assert saldo[aar, "5900"] > 0
        assert all(saldo[aar, fond] <= 0 for fond in ("51", "53", "55", "56"))
    assert saldo["2024", "56"] - saldo["2023", "56"] == 24_744_000_00
    assert saldo["2024", "5900"] - saldo["2023", "5900"] == 40_119_238_00


def test_the_prose_deviations_per_ansvar_are_close(rader: list[Rad], fasit: Path) -> None:
    avvik: dict[str, int] = defaultdict(int)
    for r in rader:
        if r["aar"] == "2024" and r["kontoklasse"] == "1":
            avvik[r["ansvar"]] += -ore(r) if r["slag"] == "regnskap" else ore(r)
    with (fasit / "tekstavvik_per_ansvar.csv").open(encoding="utf-8", newline="") as fil:
        eksakte = {
            ("3410" if "Strømmehagen" in r["navn"] else r["ansvar_kode"]): int(r["avvik_kr"])
            for r in csv.DictReader(fil)
            if r["ansvar_kode"] and r["noyaktighet"] == "eksakt"
        }
    assert len(eksakte) == 5
    for ansvar, kr in eksakte.items():
        assert abs(avvik[ansvar] / 100 - kr) < 1000, ansvar


def test_balance_lines_have_codes_of_the_chart(rader: list[Rad], delt: Path) -> None:
    koder = json.loads((delt / "lov" / "kostra_koder.json").read_text(encoding="utf-8"))["lists"]["0B-2024"]
    brukt: dict[str, set[str]] = {"2023": set(), "2024": set()}
    for r in rader:
        if r["kontoklasse"] == "2":
            brukt[r["aar"]].add(r["kapittel"])
            assert r["sektor"] in koder["sektorer"]
    assert brukt["2024"] <= set(koder["kapitler"])
    assert brukt["2023"] - set(koder["kapitler"]) == {"45"}
    assert "451" not in brukt["2023"]
