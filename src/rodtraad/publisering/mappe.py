"""Folders that are whole or not there: written beside, made durable, then renamed into place."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rodtraad.kjerne.feil import RodtraadFeil

UFERDIG = ".uferdig-"


def krev_ledig(ut: Path) -> None:
    """Raises RodtraadFeil unless the folder is absent or empty."""
    if ut.exists() and not ut.is_dir():
        raise RodtraadFeil(f"«{ut}» er en fil, ikke en mappe.", "Velg en annen mappe med --ut.")
    if ut.is_dir() and any(ut.iterdir()):
        raise RodtraadFeil(
            f"Mappen «{ut}» er ikke tom. En utgave blir aldri lagt oppå noe annet.",
            "Velg en ny mappe med --ut, eller flytt det som ligger der.",
        )


def skriv_mappe(ut: Path, filer: Mapping[str, bytes]) -> None:
    """Writes a whole folder in one step: before the rename nothing is seen, after it everything is."""
    ut.parent.mkdir(parents=True, exist_ok=True)
    rydd(ut)
    uferdig = ut.with_name(f".{ut.name}{UFERDIG}{os.getpid()}")
    try:
        for mappe in sorted({(uferdig / sti).parent for sti in filer}):
            mappe.mkdir(parents=True, exist_ok=True)
        for sti, innhold in filer.items():
            (uferdig / sti).write_bytes(innhold)
        os.sync()
        _gi_navn(uferdig, ut)
    except BaseException:
        shutil.rmtree(uferdig, ignore_errors=True)
        raise


def les_mappe(mappe: Path) -> dict[str, bytes]:
    """Every file of a folder by relative path."""
    return {f.relative_to(mappe).as_posix(): f.read_bytes() for f in sorted(mappe.rglob("*")) if f.is_file()}


def rydd(ut: Path) -> None:
    """Removes what an interrupted writing of the same folder left beside it."""
    for rest in ut.parent.glob(f".{ut.name}{UFERDIG}*"):
        pid = rest.name.rpartition("-")[2]
        if not (pid.isdigit() and _lever(int(pid))):
            shutil.rmtree(rest, ignore_errors=True)


def rydd_arkiv(arkiv: Path, registrerte: set[str]) -> None:
    """Removes versions that were written but never registered; call it only under the lock of `alene`."""
    for mappe in arkiv.glob("*/*"):
        if mappe.is_dir() and mappe.relative_to(arkiv).as_posix() not in registrerte:
            shutil.rmtree(mappe)


@contextmanager
def alene(mappe: Path) -> Iterator[None]:
    """Only one process at a time publishes in an installation; others wait."""
    mappe.mkdir(parents=True, exist_ok=True)
    with (mappe / ".laas").open("w") as laas:
        fcntl.flock(laas, fcntl.LOCK_EX)
        yield


def _gi_navn(uferdig: Path, ut: Path) -> None:
    try:
        uferdig.rename(ut)
    except OSError as feil:
        raise RodtraadFeil(
            f"Utgaven kunne ikke legges i «{ut}»: {feil.strerror}. Ingenting er endret.",
            "Velg en ny, tom mappe med --ut, og prøv igjen.",
        ) from feil
    mor = os.open(ut.parent, os.O_RDONLY)
    try:
        os.fsync(mor)
    finally:
        os.close(mor)


def _lever(pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
