"""What a user can set, run or read in is documented, or the build is red (STIL 38)."""

import re
from pathlib import Path

import pytest

from rodtraad.innlesing.register import alle_kilder
from tests.arkitektur.test_importer import etasjer

ROT = Path(__file__).resolve().parents[2]
KILDE = ROT / "src" / "rodtraad"
DRIFT = (ROT / "docs" / "drift.md").read_text("utf-8")
_VARIABEL = re.compile(r"\bRODTRAAD_[A-Z_]+\b")
_MAL = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^/\"']+)/")


def variabler() -> list[str]:
    return sorted({v for fil in KILDE.rglob("*.py") for v in _VARIABEL.findall(fil.read_text("utf-8"))})


@pytest.mark.parametrize("variabel", variabler())
def test_every_setting_is_documented(variabel: str) -> None:
    assert f"`{variabel}`" in DRIFT


@pytest.mark.parametrize("kilde", alle_kilder(), ids=lambda k: k.navn)
def test_every_source_is_documented_in_its_own_words(kilde: object) -> None:
    assert f"| `{kilde.navn}` | {kilde.beskrivelse} |" in DRIFT


def test_a_template_takes_from_its_own_room_or_from_web() -> None:
    rom = {r.strip() for etasje in etasjer() for r in etasje.split("|")}
    fremmede = [
        (fil.relative_to(KILDE).as_posix(), til)
        for fil in KILDE.rglob("templates/**/*.html")
        for til in _MAL.findall(fil.read_text("utf-8"))
        if til in rom and til not in {"web", fil.relative_to(KILDE).parts[0]}
    ]
    assert fremmede == []


def test_every_adr_says_status_context_decision_and_consequences() -> None:
    for adr in sorted((ROT / "docs" / "adr").glob("*.md")):
        tekst = adr.read_text("utf-8")
        assert "Status:" in tekst, adr.name
        for del_ in ("## Context", "## Decision", "## Consequences", "## Alternatives"):
            assert del_ in tekst, f"{adr.name} mangler «{del_}»"


def test_links_between_documents_lead_somewhere() -> None:
    dokumenter = [*ROT.glob("*.md"), *(ROT / "docs").rglob("*.md")]
    brutte = [
        (dok.relative_to(ROT).as_posix(), maal)
        for dok in dokumenter
        for maal in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", dok.read_text("utf-8"))
        if not (dok.parent / maal).exists()
    ]
    assert brutte == []
