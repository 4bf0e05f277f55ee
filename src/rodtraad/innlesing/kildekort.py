"""What the wizard tells of a source and asks for it: group, file types, several files, year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from rodtraad.innlesing.kilde import KanKartlegges, Kilde

Aarvalg = Literal["kreves", "valgfritt", "brukes_ikke"]

GRUPPER: Final = (
    "Regnskap", "Budsjett", "Investering", "Personal", "Statistikk", "KOSTRA", "Saker og møter", "Organisasjon",
    "Personer og roller",
)  # fmt: skip
"""The groups in the order they are shown; a group not named here stands last."""
_ROM: Final = {
    "regnskap": "Regnskap", "budsjett": "Budsjett", "investering": "Investering", "personal": "Personal",
    "statistikk": "Statistikk", "sak": "Saker og møter", "organisasjon": "Organisasjon", "kostra": "KOSTRA",
}  # fmt: skip
_TABELL: Final = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Kildekort:
    """A source as a person meets it."""

    navn: str
    beskrivelse: str
    gruppe: str
    filtyper: tuple[str, ...]
    flere_filer: bool
    aarvalg: Aarvalg
    kan_kartlegges: bool
    tar_profil: bool
    vises_paa: str

    @property
    def typer_i_ord(self) -> str:
        """«CSV, XLSX»."""
        return ", ".join(t.removeprefix(".").upper() for t in self.filtyper)

    @property
    def accept(self) -> str:
        """For the file field of the browser."""
        return ",".join(self.filtyper)


def kildekort(kilde: Kilde) -> Kildekort:
    """What is known of a source; what it does not say follows from its room."""

    def egen(navn: str, *, ellers: Any) -> Any:
        return getattr(kilde, navn, ellers)

    rom = type(kilde).__module__.split(".")[1]
    return Kildekort(
        navn=kilde.navn,
        beskrivelse=kilde.beskrivelse,
        gruppe=egen("gruppe", ellers=_ROM.get(rom, "Annet")),
        filtyper=tuple(egen("filtyper", ellers=_TABELL)),
        flere_filer=egen("flere_filer", ellers=False),
        aarvalg=egen("aarvalg", ellers="valgfritt"),
        kan_kartlegges=isinstance(kilde, KanKartlegges),
        vises_paa=egen("vises_paa", ellers=""),
        tar_profil=isinstance(kilde, KanKartlegges) or egen("tar_profil", ellers=False),
    )


def grupper(kilder: Iterable[Kilde]) -> tuple[tuple[str, tuple[Kildekort, ...]], ...]:
    """(group, its sources by name), in the order of the page."""
    kort = [kildekort(k) for k in kilder]
    navn = sorted({k.gruppe for k in kort}, key=lambda g: (GRUPPER.index(g) if g in GRUPPER else 99, g))
    return tuple((g, tuple(k for k in kort if k.gruppe == g)) for g in navn)


def titler(kilder: Iterable[Kilde]) -> dict[str, str]:
    """Source → the sentence about it, by sentence: for lists to choose from."""
    return dict(sorted(((k.navn, k.beskrivelse) for k in kilder), key=lambda par: par[1]))
