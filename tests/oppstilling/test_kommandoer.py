"""The commands tabeller, tabell, forklar and kontroller, run as a user runs them."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.installasjoner import python, rodtraad
from tests.oppstilling.test_mot_trykk import OKONOMI, STATISTIKK, les, trykte_avvik

UTELATT = {"kildelinje", "nr", "merknad"}


def csv_rader(mappe: Path, id_: str, *valg: str) -> list[dict[str, str]]:
    utskrift = rodtraad("tabell", id_, "--format", "csv", "--mappe", mappe, *valg).stdout
    return list(csv.DictReader(io.StringIO(utskrift)))


ALLE = """\
import contextlib, io, json, sys
from rodtraad.kommando.hoved import rodtraad
mappe, *ider = sys.argv[1:]
ut = {}
for id_ in ider:
    with contextlib.redirect_stdout(io.StringIO()) as skrevet:
        rodtraad(["tabell", id_, "--format", "csv", "--mappe", mappe], standalone_mode=False)
    ut[id_] = skrevet.getvalue()
print(json.dumps(ut))
"""


@pytest.fixture(scope="module")
def utskrifter(demo_mappe: Path) -> dict[str, str]:
    """What the command prints of each table; one process asks for them all."""
    with python(ALLE, demo_mappe, *OKONOMI, *STATISTIKK) as prosess:
        ut: dict[str, str] = json.loads(prosess.communicate()[0])
    return ut


@pytest.mark.krav("RAP-04")
@pytest.mark.parametrize("id_", [*OKONOMI, *STATISTIKK])
def test_the_command_prints_the_printed_table(utskrifter: dict[str, str], fasit: Path, id_: str) -> None:
    vist, trykt = list(csv.DictReader(io.StringIO(utskrifter[id_]))), les(fasit / f"{id_}.csv")
    unntak = {(a["linje"], a["kolonne"]): a["vist"] for a in trykte_avvik() if a["tabell"] == id_}
    ventet = [
        {k: unntak.get((str(nr), k), v) for k, v in rad.items() if k not in UTELATT}
        for nr, rad in enumerate(trykt, 1)
    ]
    assert [{k: v for k, v in rad.items() if k not in UTELATT} for rad in vist] == ventet


def test_it_prints_numbers_for_people(demo_mappe: Path) -> None:
    utskrift = rodtraad("tabell", "finans", "--mappe", demo_mappe).stdout
    assert "−8\u202f393" in utskrift
    assert "Positivt avvik er mindreforbruk" in utskrift


def test_json_carries_unit_source_licence_and_legal_basis(demo_mappe: Path) -> None:
    data = json.loads(
        rodtraad("tabell", "okonomisk_oversikt_5_6", "--format", "json", "--mappe", demo_mappe).stdout
    )
    assert data["enhet"] == "1000 kr"
    assert data["lisens"] == "NLOD 2.0"
    assert data["hjemmel"]
    assert data["rader"][22]["regnskap_2024"] == 46946


def test_a_unit_gets_only_its_own_rows_with_their_line_numbers(demo_mappe: Path) -> None:
    utskrift = rodtraad(
        "tabell", "okonomi_per_tjeneste", "--enhet", "350", "--format", "json", "--mappe", demo_mappe
    )
    rader = json.loads(utskrift.stdout)["rader"]
    assert [rad["linje"] for rad in rader] == [158, 159, 160, 161]
    assert {rad["enhet"] for rad in rader} == {"NAV"}


@pytest.mark.krav("KONTO-03")
def test_a_statement_by_art_can_be_limited_to_a_unit(demo_mappe: Path) -> None:
    nav = csv_rader(demo_mappe, "okonomisk_oversikt_5_6", "--enhet", "350")
    oppvekst = csv_rader(demo_mappe, "okonomi_per_virksomhet")
    netto = next(r for r in oppvekst if r["virksomhet"] == "NAV" and r["tabell_enhet"] == "Oppvekst")
    assert nav[-1]["post"].startswith("Fremført")
    assert nav[-1]["regnskap_2024"] == netto["regnskap_2024"]


@pytest.mark.parametrize(
    ("argumenter", "melding"),
    [
        (("tabell", "bevilgning_5_4"), "bevilgning_5_4_1"),
        (("tabell", "finans", "--enhet", "999"), "Kodene er: 10"),
        (("tabell", "finans", "--enhet", "350"), "har ingen rader for enheten 350 NAV"),
        (("forklar", "finans", "--linje", "9", "--kolonne", "avvik_kr"), "Linjene er 1–4"),
        (("forklar", "finans", "--linje", "1", "--kolonne", "avvk_kr"), "Mente du avvik_kr?"),
        (("forklar", "finans", "--linje", "1", "--kolonne", "linje"), "er tekst"),
        (("tabell", "finans", "--aar", "2022"), "har ingen tall for 2022"),
        (("tabell", "finans", "--aar", "2025"), "har ingen tall for 2025"),
        (("tabell", "finans", "--aar", "1999"), "finnes ikke i regelverket"),
    ],
)
def test_a_wrong_name_is_refused_with_what_exists(
    demo_mappe: Path, argumenter: tuple[str, ...], melding: str
) -> None:
    kjoring = rodtraad(*argumenter, "--mappe", demo_mappe, sjekk=False)
    assert kjoring.returncode == 1
    assert melding in kjoring.stderr
    assert "Traceback" not in kjoring.stderr


@pytest.mark.krav("KONTO-14")
def test_forklar_leads_from_the_figure_to_rule_strings_vouchers_and_imports(demo_mappe: Path) -> None:
    utskrift = rodtraad(
        "forklar", "okonomi_per_tjeneste", "--linje", "159", "--kolonne", "regnskap_2024", "--format", "json",
        "--antall", "1000", "--mappe", demo_mappe,
    )  # fmt: skip
    forklaring = json.loads(utskrift.stdout)
    assert sum(s["fortegn"] * s["ore"] for s in forklaring["kontostrenger"]) == forklaring["ore"]
    assert forklaring["bilag"][0]["bilag"]
    assert forklaring["bilag"][0]["rad"] > 0
    assert forklaring["bilag"][0]["innlesing"] in forklaring["innlesinger"]
    listen = rodtraad("innlesinger", "--mappe", demo_mappe).stdout
    assert forklaring["innlesinger"][0] in listen
    assert [o["id"] for o in forklaring["opphav"]] == forklaring["innlesinger"]
    assert {o["bruker"] for o in forklaring["opphav"]} == {"demonstrasjon"}
    assert all("hovedbok-2024.csv" in o["fil"] for o in forklaring["opphav"])
    assert all(datetime.fromisoformat(o["tidspunkt"]).tzinfo for o in forklaring["opphav"])


def test_the_public_explanation_says_what_is_hidden_and_why(demo_mappe: Path) -> None:
    utskrift = rodtraad(
        "forklar", "okonomi_per_tjeneste", "--linje", "159", "--kolonne", "regnskap_2024", "--offentlig",
        "--mappe", demo_mappe,
    ).stdout  # fmt: skip
    assert "Der vises bare summen" in utskrift
    assert "Bilag (" not in utskrift


@pytest.mark.krav("REGN-10")
def test_kontroller_reports_the_true_errors_of_print_and_exits_1(demo_mappe: Path) -> None:
    kjoring = rodtraad("kontroller", "--format", "json", "--mappe", demo_mappe, sjekk=False)
    assert kjoring.returncode == 1
    funn = json.loads(kjoring.stdout)
    motpost = [f for f in funn if f["kontroll"] == "K150" and f["kildefeil"] == "S04"]
    assert len(motpost) == 1
    assert "3\u202f447" in motpost[0]["melding"]


def test_an_installation_without_imports_shows_no_figures(installasjon: Path) -> None:
    kjoring = rodtraad("tabell", "okonomisk_oversikt_5_6", "--mappe", installasjon, sjekk=False)
    assert kjoring.returncode == 1
    assert "har ingen tall" in kjoring.stderr
    assert kjoring.stdout == ""
    assert rodtraad("kontroller", "--mappe", installasjon).returncode == 0


def test_the_list_of_tables_holds_every_printed_table_with_its_legal_basis(demo_mappe: Path) -> None:
    utskrift = rodtraad("tabeller", "--format", "json", "--mappe", demo_mappe).stdout
    tabeller = {rad["id"]: rad for rad in json.loads(utskrift)}
    assert {*OKONOMI, *STATISTIKK} <= set(tabeller)
    assert all(tabeller[id_]["hjemmel"] and tabeller[id_]["tittel"] for id_ in (*OKONOMI, *STATISTIKK))
