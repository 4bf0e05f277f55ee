"""What an edition was made with: program, rules, templates and libraries, each with version or hash."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from rodtraad import __version__
from rodtraad.lov.regelverk import MAPPE as LOVMAPPE

PAKKE = Path(__file__).resolve().parent.parent
REGNEROM = ("kjerne", "lov", "oppstilling", "rapport", "publisering")
BIBLIOTEKER = ("Django", "typst", "pikepdf", "vl-convert-python", "fontpkg-inter", "rdflib")


@cache
def laget_med() -> dict[str, str]:
    """Versions in a fixed order; two editions with the same ones are made by the same software and law."""
    return {
        "rodtraad": __version__,
        "kode": _spor(f for rom in REGNEROM for f in (PAKKE / rom).rglob("*.py")),
        "regelverk": _spor(f for f in Path(str(LOVMAPPE)).rglob("*") if f.is_file()),
        "maler": _spor(_malfiler()),
        **{navn: version(navn) for navn in BIBLIOTEKER},
    }


def _malfiler() -> Iterable[Path]:
    mapper = (
        PAKKE / "publisering" / "pdf" / "maler",
        PAKKE / "publisering" / "templates",
        PAKKE / "publisering" / "static",
        PAKKE / "rapport",
        PAKKE / "oppstilling",
        PAKKE / "web" / "static" / "vendor",
    )
    return (
        f for mappe in mapper for f in mappe.rglob("*") if f.is_file() and f.suffix not in {".py", ".pyc"}
    )


def _spor(filer: Iterable[Path]) -> str:
    spor = hashlib.sha256()
    for fil in sorted(filer, key=lambda f: f.relative_to(PAKKE).as_posix()):
        innhold = fil.read_bytes()
        spor.update(f"{fil.relative_to(PAKKE).as_posix()}\0{len(innhold)}\0".encode() + innhold)
    return spor.hexdigest()
