"""Which folder the demonstration may build in: its own, an empty one, or one that does not exist."""

import shutil
from pathlib import Path

from rodtraad.demo.steg import DATA
from rodtraad.kjerne.feil import RodtraadFeil

MERKE = "demonstrasjon.txt"
INSTALLASJONSFILER = ("innstillinger.yaml", "faktaregister.yaml", "kildefeil_kontroller.yaml")
"""The demonstration's own words, facts given more than once, and known errors of the printed report."""
_TEKST = (
    "Denne mappen er bygget av «rodtraad demo» og blir slettet og bygget på nytt av samme kommando.\n"
    "Legg ikke egne tall her.\n"
)
_UFERDIG = frozenset({"hemmelighet", "rodtraad.sqlite3", "rodtraad.sqlite3-wal", "rodtraad.sqlite3-shm"})
"""What an interrupted build leaves before the folder is an installation; it holds nothing yet."""


def toem_mappe(mappe: Path) -> None:
    """Empties a folder the demonstration made. Raises RodtraadFeil for any other folder in use."""
    if mappe.exists() and not mappe.is_dir():
        raise RodtraadFeil(f"«{mappe}» er en fil, ikke en mappe.", "Velg en mappe med --mappe.")
    innhold = sorted(mappe.iterdir()) if mappe.exists() else []
    egen = (mappe / MERKE).is_file() or {sti.name for sti in innhold} <= _UFERDIG
    if not egen:
        hva = "en installasjon" if (mappe / "rodtraad.yaml").exists() else "andre filer"
        raise RodtraadFeil(
            f"Mappen «{mappe}» inneholder {hva} som ikke er demonstrasjonen. Ingenting er endret.",
            "Velg en ny mappe med --mappe.",
        )
    # The mark goes last, so that an interruption leaves a folder that can be taken up again.
    for sti in sorted(innhold, key=lambda s: s.name == MERKE):
        shutil.rmtree(sti) if sti.is_dir() and not sti.is_symlink() else sti.unlink()


def merk_mappe(mappe: Path) -> None:
    """Marks a folder as the demonstration's own, and puts its words for the report there."""
    (mappe / MERKE).write_text(_TEKST, encoding="utf-8")
    for navn in INSTALLASJONSFILER:
        shutil.copyfile(DATA / navn, mappe / navn)


def check_utgavemappe(ut: Path) -> None:
    """Refuses early a folder the edition cannot become. Raises RodtraadFeil."""
    if ut.exists() and (not ut.is_dir() or any(ut.iterdir())):
        raise RodtraadFeil(
            f"«{ut}» er ikke en tom mappe, og utgaven kan ikke legges der.", "Velg en annen mappe med --ut."
        )
