"""Codes by year, and functions that must be read as one line."""

import csv
import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from rodtraad.kjerne.avvik import avvik_prosent
from rodtraad.lov.regelverk import last_regelverk

KODELISTER: tuple[tuple[Literal["arter", "funksjoner", "kapitler", "sektorer"], str], ...] = (
    ("arter", "0A"),
    ("funksjoner", "0A"),
    ("kapitler", "0B"),
    ("sektorer", "0B"),
)
KODER = last_regelverk(date(2024, 12, 31)).koder


@pytest.mark.parametrize(("aar", "antall"), [(2024, 114), (2025, 115), (2026, 116)])
def test_there_are_as_many_arts_as_ssb_has_each_year(aar: int, antall: int) -> None:
    assert len(KODER.gyldige("arter", date(aar, 12, 31))) == antall


def test_the_code_lists_are_those_of_ssb(delt: Path) -> None:
    lister = json.loads((delt / "lov/kostra_koder.json").read_text(encoding="utf-8"))["lists"]
    for navn, skjema in KODELISTER:
        for aar in (2024, 2025, 2026):
            assert KODER.gyldige(navn, date(aar, 12, 31)) == set(lister[f"{skjema}-{aar}"][navn]), (navn, aar)


def test_function_254_is_succeeded_by_256_257_and_258_in_2024() -> None:
    assert "254" in KODER.gyldige("funksjoner", date(2023, 12, 31))
    assert "254" not in KODER.gyldige("funksjoner", date(2024, 1, 1))
    # 256 is older than the split: SSB's table 12367 has it from 2015, and Kongsvinger's accounts of 2019 use it.
    assert "256" in KODER.gyldige("funksjoner", date(2019, 12, 31))
    assert not {"257", "258"} & KODER.gyldige("funksjoner", date(2023, 12, 31))
    assert KODER.sammenlignbare_funksjoner("254") == {"254", "256", "257", "258"}
    assert KODER.sammenlignbare_funksjoner("258") == {"254", "256", "257", "258"}
    assert KODER.sammenlignbare_funksjoner("202") == {"202"}


def test_comparable_functions_are_gathered_where_the_first_of_them_stood() -> None:
    assert KODER.funksjonsgrupper(["234", "254", "257", "253", "258"]) == [
        ("234",),
        ("254", "257", "258"),
        ("253",),
    ]


def test_new_functions_stand_apart_when_nothing_is_left_on_the_old_one() -> None:
    assert KODER.funksjonsgrupper(["256", "257"]) == [("256",), ("257",)]


@pytest.mark.krav("KONTO-04")
def test_no_comparable_line_of_the_printed_tables_has_a_meaningless_percentage(fasit: Path) -> None:
    """Budget on 254 and accounts on 257/258 become one line; −379 258,5 % disappears."""
    with (fasit / "funksjon_map.csv").open(encoding="utf-8") as fil:
        funksjon = {rad["tjeneste"]: rad["funksjon"] for rad in csv.DictReader(fil)}
    tabeller: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    with (fasit / "okonomi_per_tjeneste.csv").open(encoding="utf-8") as fil:
        trykte = []
        for rad in csv.DictReader(fil):
            trykte.append(Decimal(rad["avvik_pct"]))
            if rad["er_sum"] == "0":
                tabell = tabeller[rad["tabell_id"]]
                kode = funksjon[rad["tjeneste"]]
                for_, etter = tabell.get(kode, (0, 0))
                tabell[kode] = (for_ + int(rad["rev_bud_2024"]), etter + int(rad["regnskap_2024"]))
    assert Decimal("-379258.5") in trykte
    samlet = {}
    prosenter = []
    for tabell_id, linjer in tabeller.items():
        for gruppe in KODER.funksjonsgrupper(linjer):
            budsjett, regnskap = (sum(linjer[f][i] for f in gruppe) for i in (0, 1))
            prosenter.append(avvik_prosent(budsjett=budsjett, regnskap=regnskap, ore_per_enhet=1))
            if len(gruppe) > 1:
                samlet[tabell_id] = (gruppe, budsjett, regnskap, prosenter[-1])
    assert samlet["T09"] == (("254", "256", "257", "258"), 80939, 92344, Decimal("-14.1"))
    assert len(samlet) >= 3
    assert Decimal("-379258.5") not in prosenter
    assert max(abs(prosent) for prosent in prosenter) < 30_000  # RLVT, whose budget is −55
