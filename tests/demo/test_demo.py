"""The demonstration as a user gets it: built by one command, read through the ordinary door."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from rodtraad.demo.steg import ALLE
from rodtraad.innlesing.register import arbeidskilder
from tests.installasjoner import rodtraad

BILAGSFILER = 5


def rader(*argumenter: str | Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rodtraad(*argumenter).stdout)))


@pytest.mark.krav("ORG-01")
def test_the_tree_of_2024_has_nine_rammeomraader_and_the_codes_of_the_municipality(demo_mappe: Path) -> None:
    tre = rader("organisasjon", "--aar", "2024", "--mappe", demo_mappe)
    per_nivaa = {
        nivaa: [r for r in tre if r["nivaa"] == nivaa] for nivaa in ("rammeomrade", "virksomhet", "ansvar")
    }
    assert [r["navn"] for r in per_nivaa["rammeomrade"]] == [
        "Stab og støtte", "Investeringer", "Oppvekst", "Helse og omsorg", "Næring", "Kultur", "Tekniske områder",
        "Kirkelig administrasjon", "Finans",
    ]  # fmt: skip
    navn = {r["kode"]: r["navn"] for r in per_nivaa["virksomhet"]}
    assert {k: navn[k] for k in ("100", "200", "250", "310", "340", "370", "600", "610", "640")} == {
        "100": "Stab og støtte", "200": "Skolene", "250": "Røros lærings- og veiledningstjeneste",
        "310": "Institusjonsbaserte tjenester", "340": "Hjemmebaserte tjenester", "370": "Gavekonto",
        "600": "Administrasjon, plan og landbruk", "610": "VAR - Selvkost", "640": "Brann",
    }  # fmt: skip
    oppvekst = next(r["kode"] for r in tre if r["navn"] == "Oppvekst")
    under = [r["navn"] for r in per_nivaa["virksomhet"] if r["overordnet"] == oppvekst]
    assert under == [
        "Skolene", "Barnehagene", "Røros lærings- og veiledningstjeneste", "NAV", "Barneverntjenesten",
    ]  # fmt: skip
    assert {r["overordnet"] for r in per_nivaa["ansvar"]} <= set(navn)


@pytest.mark.krav("ORG-03")
def test_brann_is_under_tekniske_omraader_in_one_structure_and_alone_in_the_other(demo_mappe: Path) -> None:
    over = {
        struktur: next(
            r["overordnet"]
            for r in rader("organisasjon", "--struktur", struktur, "--mappe", demo_mappe)
            if r["kode"] == "640"
        )
        for struktur in ("rapportering", "linje")
    }
    assert over == {"rapportering": "60", "linje": ""}


def test_no_two_units_of_a_level_share_a_code(demo_mappe: Path) -> None:
    koder = Counter((r["nivaa"], r["kode"]) for r in rader("organisasjon", "--mappe", demo_mappe))
    assert max(koder.values()) == 1


def test_every_file_came_in_as_a_batch_that_counts(demo_mappe: Path) -> None:
    linjer = rodtraad("innlesinger", "--mappe", demo_mappe).stdout.splitlines()
    gyldige = [linje for linje in linjer if " gyldig " in linje]
    til_arbeidet = [linje for linje in gyldige if linje.split()[2] in arbeidskilder()]
    assert {linje.split()[2] for linje in til_arbeidet} == {
        "moteplan", "delegasjoner", "aarsverk", "objekter", "lonn",
    }  # fmt: skip
    assert len(gyldige) - len(til_arbeidet) == len(ALLE) + BILAGSFILER
    assert not [linje for linje in linjer if " trukket " in linje or " erstattet " in linje]


def test_it_says_where_things_are_tells_what_it_does_and_clears_what_it_made_before(demo_mappe: Path) -> None:
    """That another building gives the same figures is held by tests/regnskap/test_postgres.py."""
    sagt = demo_mappe.with_suffix(".logg").read_text("utf-8")
    assert f"Installasjon: {demo_mappe}" in sagt
    assert "Leser inn hovedbok-2024.csv" in sagt
    assert not (demo_mappe / "fra-den-gamle.txt").exists()
