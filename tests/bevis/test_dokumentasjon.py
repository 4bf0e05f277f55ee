"""The page of proofs says what the proofs are run on, and every printed statement is proved or said not to be."""

from pathlib import Path

from tests.bevis.dokumentasjon import SIDE, side
from tests.bevis.trykk import data


def test_the_page_is_the_one_the_data_give() -> None:
    assert SIDE.read_text(encoding="utf-8") == side(), "kjør python -m tests.bevis.dokumentasjon"


def test_every_declared_difference_has_a_reason() -> None:
    for regler in data()["paragraf_5_9"].values():
        erklaert = (*regler["avvik"], *regler.get("utfylt", ()), *regler.get("inngaaende", ()))
        assert all(a["grunn"] for a in erklaert)
    for regler in data()["oppstillinger"].values():
        assert not regler["snudd"] or regler["snudd_grunn"]
        assert all(netto["grunn"] for netto in regler.get("netto", {}).values())


def test_every_printed_statement_is_proved_or_left_out_with_a_reason(delt: Path) -> None:
    nevnt = {*data()["oppstillinger"], *data()["ikke_provd"]}
    for regler in data()["paragraf_5_9"].values():
        nevnt |= {regler["drift"], regler["investering"]}
    assert {fil.stem for fil in (delt / "data/regnskapsoppstillinger").glob("*.csv")} == nevnt
