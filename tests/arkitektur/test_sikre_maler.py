"""What people write is escaped or washed: nothing in a template or a view says otherwise without a reason here."""

import re
from pathlib import Path

import pytest

KILDE = Path(__file__).resolve().parents[2] / "src" / "rodtraad"
MALER = sorted(KILDE.rglob("templates/**/*.html"))
USIKKERT = re.compile(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b")
INNEBYGD = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=[\"']|\son\w+=[\"']|javascript:", re.IGNORECASE)

# path → why it marks text as safe
MERKER_TRYGT = {
    "skall/riktekst.py": "washed by nh3 in the same line",
    "skall/hjelp.py": "help pages of our own, files of the package",
    "publisering/nettsted/bygging.py": "built by our own fragments, which escape every text",
}


@pytest.mark.parametrize("mal", MALER, ids=lambda m: m.relative_to(KILDE).as_posix())
def test_no_template_lets_text_through_or_holds_script_or_style(mal: Path) -> None:
    tekst = mal.read_text("utf-8")
    assert not USIKKERT.search(tekst)
    assert not INNEBYGD.search(tekst)


def test_code_that_marks_text_as_safe_is_known() -> None:
    funnet = {
        fil.relative_to(KILDE).as_posix()
        for fil in KILDE.rglob("*.py")
        if re.search(r"\bmark_safe\(|\bSafeString\(", fil.read_text("utf-8"))
    }
    assert funnet == set(MERKER_TRYGT)
    assert MALER
