"""The boards are filled at the first look, and no reader of a board forgets to fill it."""

import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installasjoner import ROT

SKALL = sorted((ROT / "src/rodtraad").glob("*/skall.py"))
STILLE = """\
import sys
from pathlib import Path
from rodtraad.kommando.installasjon import start_django
start_django(Path(sys.argv[1]))
print(sum(navn.endswith(".skall") and navn.count(".") == 2 for navn in sys.modules))
from rodtraad.skall.tavler import meny
print(len(meny.alle()) > 10)
"""


def oppslag(fil: Path) -> set[str]:
    """The modules whose register a room writes in from its `skall`."""
    modul = importlib.import_module(f"rodtraad.{fil.parent.name}.skall")
    kall = [
        node.value.func
        for node in ast.parse(fil.read_text("utf-8")).body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]
    funnet = set()
    for funksjon in kall:
        ting = eval(ast.unparse(funksjon), vars(modul))  # noqa: S307 - our own source
        funnet.add(inspect.unwrap(getattr(ting, "__func__", ting)).__module__)
    return funnet


@pytest.mark.parametrize("fil", SKALL, ids=lambda fil: fil.parent.name)
def test_every_register_a_room_writes_in_is_filled_before_it_is_read(fil: Path) -> None:
    registre = oppslag(fil)
    assert registre
    for navn in registre:
        assert "heng_opp_alt()" in inspect.getsource(importlib.import_module(navn)), navn


def test_a_command_starts_without_the_boards_and_a_look_fills_them(installasjon: Path) -> None:
    svar = subprocess.run(
        [sys.executable, "-c", STILLE, installasjon],
        cwd=ROT / "src",
        capture_output=True,
        text=True,
        check=True,
    )
    assert svar.stdout.split() == ["0", "True"]
