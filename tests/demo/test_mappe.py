"""The demonstration builds only in a folder of its own."""

from pathlib import Path

import pytest

from rodtraad.demo.mappe import MERKE, check_utgavemappe, merk_mappe, toem_mappe
from rodtraad.kjerne.feil import RodtraadFeil
from tests.installasjoner import rodtraad


def innhold(mappe: Path) -> set[str]:
    return {sti.name for sti in mappe.iterdir()}


def test_a_folder_that_does_not_exist_and_an_empty_one_are_free(tmp_path: Path) -> None:
    toem_mappe(tmp_path / "ny")
    toem_mappe(tmp_path)
    assert not (tmp_path / "ny").exists()


def test_it_empties_its_own_folder_with_everything_in_it(tmp_path: Path) -> None:
    (tmp_path / "utgaver").mkdir()
    (tmp_path / "utgaver" / "manifest.json").write_text("{}")
    (tmp_path / "rodtraad.yaml").write_text("kommunenr: '5025'\n")
    merk_mappe(tmp_path)
    toem_mappe(tmp_path)
    assert innhold(tmp_path) == set()


def test_a_build_interrupted_before_it_was_marked_can_be_taken_up_again(tmp_path: Path) -> None:
    (tmp_path / "hemmelighet").write_text("x")
    (tmp_path / "rodtraad.sqlite3").write_text("")
    toem_mappe(tmp_path)
    assert innhold(tmp_path) == set()


@pytest.mark.parametrize(
    ("fil", "hva"), [("rodtraad.yaml", "en installasjon"), ("budsjett.xlsx", "andre filer")]
)
def test_it_touches_neither_an_installation_nor_other_files(tmp_path: Path, fil: str, hva: str) -> None:
    (tmp_path / fil).write_text("viktig")
    with pytest.raises(RodtraadFeil, match=f"inneholder {hva} som ikke er demonstrasjonen"):
        toem_mappe(tmp_path)
    assert (tmp_path / fil).read_text() == "viktig"


def test_a_link_in_its_own_folder_is_removed_and_not_followed(tmp_path: Path) -> None:
    annet = tmp_path / "annet"
    annet.mkdir()
    (annet / "regnskap.csv").write_text("viktig")
    demo = tmp_path / "demo"
    demo.mkdir()
    merk_mappe(demo)
    (demo / "lenke").symlink_to(annet)
    toem_mappe(demo)
    assert (annet / "regnskap.csv").read_text() == "viktig"
    assert innhold(demo) == set()


def test_an_edition_folder_in_use_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("gammel")
    with pytest.raises(RodtraadFeil, match="ikke en tom mappe"):
        check_utgavemappe(tmp_path)
    check_utgavemappe(tmp_path / "ny")


def test_the_command_refuses_an_installation_of_ones_own_and_leaves_it_as_it_was(installasjon: Path) -> None:
    for_ = innhold(installasjon)
    kjoring = rodtraad("demo", "--mappe", installasjon, sjekk=False)
    assert kjoring.returncode == 1
    assert "som ikke er demonstrasjonen. Ingenting er endret." in kjoring.stderr
    assert "Traceback" not in kjoring.stderr
    assert innhold(installasjon) == for_
    assert MERKE not in for_
