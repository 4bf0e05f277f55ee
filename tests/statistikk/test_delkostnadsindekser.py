"""Delkostnadsindekser: with their year, known by parts of the heading, and weights that make 1."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.oppstilling.queries import hent_grunnlag
from rodtraad.oppstilling.tabeller import tabell
from rodtraad.organisasjon.services import opprett_kommune
from rodtraad.statistikk.queries import datasett
from tests.statistikk.gronthefte import Celle, skriv_ods

pytestmark = pytest.mark.django_db
NYNORSK: list[Celle] = [
    "Kommune", "Innbyggjarar", None, "Grunnskule", "Pleie og omsorg", "Barnehage", "Barnevern", "Sosialhjelp",
    "Kommunehelse", "Administrasjon og miljø", "Samla indeks",
]  # fmt: skip
VEKTER: list[Celle] = ["Vekt", None, None, 0.272, 0.353, 0.157, 0.030, 0.046, 0.046, 0.096, None]
ROROS: list[Celle] = ["5025 Røros", 5681, None, 1.01, 1.2, 0.8, 0.9, 0.7, 1.1, 1.3, 1.0421]


def les(fil: Path, **valg: bool) -> Resultat:
    return les_inn("delkostnadsindekser", [fil], **valg)


def funn(resultat: Resultat, kontroll: str) -> list[str]:
    return [f.melding for f in resultat.funn if f.kontroll == kontroll]


def skriv(fil: Path, innhold: Any) -> Path:
    fil.write_text(json.dumps(innhold), encoding="utf-8")
    return fil


def enkel(**endret: Any) -> dict[str, Any]:
    vekter = {
        "grunnskole": 0.3,
        "pleie": 0.4,
        "barnehage": 0.1,
        "barnevern": 0.05,
        "sosial": 0.05,
        "kommunehelse": 0.05,
    }
    grunn = {"år": 2026, "sektorvekter": {**vekter, "administrasjon": 0.05}, "kommuner": {"5025": 1.05}}
    return grunn | endret


@pytest.mark.parametrize("aar", [2024, 2025, 2026])
def test_the_real_files_are_read_with_year_and_weights_that_make_one(delt: Path, aar: int) -> None:
    opprett_kommune(nummer="3222", navn="Lørenskog")
    raa = json.loads((delt / f"data/inntektssystem/dki-{aar}.json").read_text("utf-8"), parse_float=Decimal)
    resultat = les(delt / f"data/inntektssystem/dki-{aar}.json")
    assert not resultat.har_feil
    assert resultat.kontrolltotaler["År"] == str(aar)
    assert resultat.kontrolltotaler["Kommuner"] == str(len(raa["kommuner"]))
    assert Decimal(str(resultat.kontrolltotaler["Sum av vektene"])) == 1
    assert not funn(resultat, "delkostnad-vekt")
    assert raa["kilde"] in " ".join(funn(resultat, "delkostnad-opphav"))
    egne = raa["kommuner"]["3222"]
    lest = {str(p["sektor"]): p["indeks"] for p in datasett("delkostnadsindekser")}
    assert lest["Grunnskole"] == egne["grunnskole"]
    assert lest["Administrasjon og miljø"] == egne["administrasjon"]
    assert len(lest) == len([k for k in egne if k != "navn"])


def test_years_stand_beside_each_other_and_a_new_file_of_a_year_replaces_it(
    delt: Path, tmp_path: Path
) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    for aar in (2025, 2026):
        les(delt / f"data/inntektssystem/dki-{aar}.json")
    to = {p["aar"]: p["indeks"] for p in datasett("delkostnadsindekser")}
    raa = {
        a: json.loads((delt / f"data/inntektssystem/dki-{a}.json").read_text("utf-8"), parse_float=Decimal)
        for a in to
    }
    assert to == {a: raa[a]["kommuner"]["5025"] for a in (2025, 2026)}
    vist = tabell(hent_grunnlag(2026), "delkostnadsindekser")
    assert vist.tittel == "Delkostnadsindekser 2025–2026"
    assert vist.rader[0].celler[1].verdi == "Røros"
    les(skriv(tmp_path / "ny.json", enkel()))
    assert {p["aar"]: p["indeks"] for p in datasett("delkostnadsindekser")} == {
        2025: to[2025],
        2026: Decimal("1.05"),
    }


def test_gront_hefte_in_nynorsk_with_repeated_empty_cells_is_read_by_parts_of_its_headings(
    tmp_path: Path,
) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    rader: list[list[Celle]] = [
        ["Tabell E-k Delkostnadsindeksar 2026"], [None], NYNORSK, VEKTER, ["Trøndelag"], ROROS,
        ["Heile landet", 5_600_000],
    ]  # fmt: skip
    resultat = les(skriv_ods(tmp_path / "tabell-e-k.ods", rader))
    assert not resultat.har_feil
    assert not funn(resultat, "delkostnad-vekt")
    poster = {str(p["sektor"]): (p["aar"], p["indeks"], p["vekt"]) for p in datasett("delkostnadsindekser")}
    assert poster["Grunnskole"] == (2026, Decimal("1.01"), Decimal("0.272"))
    assert poster["Kommunehelse"] == (2026, Decimal("1.1"), Decimal("0.046"))
    assert poster["Samlet"] == (2026, Decimal("1.0421"), None)
    assert len(poster) == 8


def test_weights_that_do_not_make_one_are_told(tmp_path: Path) -> None:
    vekter = enkel()["sektorvekter"] | {"pleie": 0.39}
    meldinger = funn(
        les(skriv(tmp_path / "a.json", enkel(sektorvekter=vekter)), proev=True), "delkostnad-vekt"
    )
    assert meldinger == ["Sektorvektene er til sammen 0.99, ikke 1."]
    assert not funn(les(skriv(tmp_path / "b.json", enkel()), proev=True), "delkostnad-vekt")


@pytest.mark.parametrize(
    ("innhold", "kontroll", "ord_"),
    [
        (enkel(år=None), "delkostnad-aar", "hvilket år"),
        (enkel(kommuner={"5025": "mye"}), "delkostnad-verdi", "ikke en indeks"),
        (enkel(kommuner={"Røros": 1.05}), "delkostnad-verdi", "ikke et kommunenummer"),
        (enkel(kommuner={"5025": {"skjønn": 1.0}}), "delkostnad-verdi", "«skjønn»"),
        (enkel(kommuner={"5025": 5025}), "delkostnad-indeks", "ikke en rimelig indeks"),
        (enkel(kommuner={"5021": 1.05}), "delkostnad-egen", "ingen indeks for kommune 5025"),
        ([1, 2], "delkostnad-form", "kommuner"),
    ],
)
def test_each_fault_is_told_with_a_remedy(tmp_path: Path, innhold: Any, kontroll: str, ord_: str) -> None:
    opprett_kommune(nummer="5025", navn="Røros")
    resultat = les(skriv(tmp_path / "a.json", innhold), proev=True)
    assert ord_ in funn(resultat, kontroll)[0]
    assert all(f.tiltak for f in resultat.funn if f.kontroll == kontroll)


@pytest.mark.parametrize("tall", ["1e999999999", "1E-999999999", "NaN", "Infinity", "1" * 5000, "true"])
def test_a_number_made_to_fill_the_memory_is_no_index(tmp_path: Path, tall: str) -> None:
    fil = tmp_path / "a.json"
    fil.write_text(f'{{"år": 2026, "kommuner": {{"5025": {tall}}}}}', encoding="utf-8")
    resultat = les(fil, proev=True)
    assert resultat.har_feil
    assert len(resultat.funn[0].melding) < 200
