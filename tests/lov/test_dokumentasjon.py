"""The generated pages are current: every statement and control has one, and none is left over."""

from pathlib import Path

import pytest

from rodtraad.lov.dokumentasjon import sider, skriv

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


@pytest.mark.parametrize("mappe", ["oppstillinger", "kontroller"])
def test_the_pages_in_docs_are_those_the_data_give(mappe: str) -> None:
    ventet = {sti: tekst for sti, tekst in sider().items() if sti.startswith(mappe)}
    faktisk = {f"{mappe}/{fil.name}": fil.read_text(encoding="utf-8") for fil in (DOCS / mappe).glob("*.md")}
    assert faktisk == ventet, "kjør python -m rodtraad.lov.dokumentasjon docs/"


def test_a_page_that_no_longer_is_gets_removed(tmp_path: Path) -> None:
    (tmp_path / "kontroller").mkdir()
    (tmp_path / "kontroller" / "K999.md").write_text("gammel", encoding="utf-8")
    assert skriv(tmp_path) == len(sider()) > 60
    assert not (tmp_path / "kontroller" / "K999.md").exists()
    assert "| 3 | Eiendomsskatt |" in (tmp_path / "oppstillinger" / "lov_5_6.md").read_text(encoding="utf-8")
