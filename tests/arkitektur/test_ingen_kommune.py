"""Nothing in the code knows a municipality: Røros is the demonstration, and data that carries its name."""

import re
from pathlib import Path

KILDE = Path(__file__).resolve().parents[2] / "src" / "rodtraad"
TEKST = frozenset(
    [*(".py", ".yaml", ".yml", ".json", ".html", ".txt", ".typ", ".csv"),
     *(".sql", ".css", ".js", ".svg", ".po", ".md", ".toml")]
)  # fmt: skip
HENTET = ("static/vendor",)
"""What is fetched from others."""
OMTALE = re.compile(r"røros|roros|\b5025\b|plaassje", re.IGNORECASE)
DATA_OM_ROROS = frozenset({"lov/data/handlingsregler/roros.yaml"})
"""Clearly named data of the municipality; everything else about it stands in the room `demo`."""


def omtaler(fil: Path) -> list[str]:
    """The lines of a file that mention the municipality."""
    return [
        f"{fil.relative_to(KILDE).as_posix()}:{nr}"
        for nr, linje in enumerate(fil.read_text(encoding="utf-8").splitlines(), 1)
        if OMTALE.search(linje)
    ]


def egne_filer() -> list[Path]:
    """The text files of the source outside the demonstration."""
    return [
        fil
        for fil in sorted(KILDE.rglob("*"))
        if fil.suffix in TEKST
        and fil.is_file()
        and not any(del_ in fil.as_posix() for del_ in HENTET)
        and fil.relative_to(KILDE).parts[0] != "demo"
    ]


def test_no_file_outside_the_demonstration_knows_the_municipality() -> None:
    filer = egne_filer()
    assert len(filer) > 300
    funnet = [sted for fil in filer for sted in omtaler(fil)]
    assert [sted for sted in funnet if sted.split(":")[0] not in DATA_OM_ROROS] == []


def test_the_data_that_carries_its_name_is_still_there() -> None:
    assert all(omtaler(KILDE / sti) for sti in DATA_OM_ROROS)


def test_the_search_finds_what_it_must(tmp_path: Path) -> None:
    for tekst in ("kommunen Røros", "roros_skole", 'nummer = "5025"', "RØROS"):
        assert OMTALE.search(tekst), tekst
    for tekst in ("150250", "roser", "50251"):
        assert not OMTALE.search(tekst), tekst
