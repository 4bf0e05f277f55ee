"""A folder is written whole or not at all, also when the process is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.publisering.mappe import krev_ledig, les_mappe, rydd, rydd_arkiv, skriv_mappe
from tests.installasjoner import ROT

SKRIVER = """
import sys
from pathlib import Path
from rodtraad.publisering.mappe import skriv_mappe
print("klar", flush=True)
skriv_mappe(Path(sys.argv[1]), {f"d{n % 7}/f{n}.txt": b"x" * 2000 for n in range(400)})
"""
ANTALL = 400


def test_files_are_written_and_read_back(tmp_path: Path) -> None:
    filer = {"a.txt": b"1", "b/c.txt": b"2"}
    skriv_mappe(tmp_path / "ut", filer)
    assert les_mappe(tmp_path / "ut") == filer
    assert [p.name for p in tmp_path.iterdir()] == ["ut"]


def test_an_empty_folder_is_taken_and_a_used_one_refused(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    krev_ledig(tmp_path / "tom")
    skriv_mappe(tmp_path / "tom", {"a": b"1"})
    with pytest.raises(RodtraadFeil, match="ikke tom"):
        krev_ledig(tmp_path / "tom")
    with pytest.raises(RodtraadFeil, match="Ingenting er endret"):
        skriv_mappe(tmp_path / "tom", {"b": b"2"})
    assert les_mappe(tmp_path / "tom") == {"a": b"1"}
    (tmp_path / "fil").write_text("x")
    with pytest.raises(RodtraadFeil, match="er en fil"):
        krev_ledig(tmp_path / "fil")


def test_killed_at_any_moment_the_folder_is_whole_or_absent(tmp_path: Path) -> None:
    tilfeldig = random.Random(5)  # noqa: S311 - moments, not secrets
    ut = tmp_path / "ut"
    absent = 0
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", SKRIVER, ut], stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROT / "src")}
        ) as prosess:
            assert prosess.stdout
            prosess.stdout.readline()
            time.sleep(tilfeldig.random() * 0.12)
            os.kill(prosess.pid, signal.SIGKILL)
            prosess.wait()
        if ut.exists():
            assert len(les_mappe(ut)) == ANTALL
            for fil in sorted(ut.rglob("*"), reverse=True):
                fil.rmdir() if fil.is_dir() else fil.unlink()
            ut.rmdir()
        else:
            absent += 1
    assert absent
    rydd(ut)
    assert list(tmp_path.iterdir()) == []


def test_a_version_that_was_never_registered_is_swept(tmp_path: Path) -> None:
    skriv_mappe(tmp_path / "aarsrapport-2024" / "versjon-1", {"a": b"1"})
    skriv_mappe(tmp_path / "aarsrapport-2024" / "versjon-2", {"a": b"1"})
    rydd_arkiv(tmp_path, {"aarsrapport-2024/versjon-1"})
    assert [p.name for p in (tmp_path / "aarsrapport-2024").iterdir()] == ["versjon-1"]
