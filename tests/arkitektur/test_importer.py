"""Imports inside functions are refused, and the floors stand in ARCHITECTURE.md as CI runs them."""

import ast
import tomllib
from pathlib import Path

ROT = Path(__file__).resolve().parents[2]
KILDE = ROT / "src" / "rodtraad"

# path → why it imports inside a function
UNNTAK = {
    "tilgang/apps.py": "rules are registered when the models are ready",
    "kommando": "a command imports its rooms after start_django has pointed Django at the installation",
}


def etasjer() -> list[str]:
    kontrakter = tomllib.loads((ROT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return next(k["layers"] for k in kontrakter if k["id"] == "etasjer")


def test_no_import_hides_inside_a_function() -> None:
    funnet = []
    for fil in sorted(KILDE.rglob("*.py")):
        sti = fil.relative_to(KILDE).as_posix()
        if "migrations" in sti or any(sti.startswith(u) for u in UNNTAK):
            continue
        for node in ast.walk(ast.parse(fil.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                funnet += [
                    f"{sti}:{barn.lineno}"
                    for barn in ast.walk(node)
                    if isinstance(barn, ast.Import | ast.ImportFrom)
                ]
    assert funnet == []


def test_architecture_prints_the_floors_that_ci_runs() -> None:
    tekst = (ROT / "ARCHITECTURE.md").read_text("utf-8")
    blokk = tekst.split("```etasjer\n", 1)[1].split("\n```", 1)[0]
    assert blokk.splitlines() == etasjer()


def test_every_room_has_a_page_of_its_own() -> None:
    rom = [r.strip() for etasje in etasjer() for r in etasje.split("|")]
    assert [r for r in rom if not (KILDE / r / "README.md").is_file()] == []
