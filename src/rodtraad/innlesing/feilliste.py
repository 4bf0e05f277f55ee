"""Errors of a file, all at once: counted per kind, the first twenty of each shown in full."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from rodtraad.kjerne.funn import Alvor, Funn

MAKS_VIST = 20
_MAKS: ContextVar[int] = ContextVar("maks_vist", default=MAKS_VIST)
_STED = re.compile(r"(?P<fil>.*?)(?:, rad (?P<rad>\d+))?(?:, kolonne «(?P<kolonne>.*)»)?", re.DOTALL)


@contextmanager
def vis_inntil(antall: int) -> Iterator[None]:
    """Within it, `antall` errors of each kind are kept in full: for a list to work from, not a screen to read."""
    merke = _MAKS.set(antall)
    try:
        yield
    finally:
        _MAKS.reset(merke)


def maks_vist() -> int:
    """How many errors of each kind are kept in full now."""
    return _MAKS.get()


@dataclass(frozen=True, slots=True)
class Sted:
    """Where a finding is: file, row (the header is row 1; 0 when it is none), column."""

    fil: str
    rad: int
    kolonne: str


def del_sted(sted: str) -> Sted:
    """The parts of a place as a Feilliste writes it."""
    treff = _STED.fullmatch(sted)
    if treff is None:
        return Sted(sted, 0, "")
    return Sted(treff["fil"], int(treff["rad"] or 0), treff["kolonne"] or "")


@dataclass(slots=True)
class Feilliste:
    """Collects what is wrong with one file; a million errors become a page, not a flood."""

    fil: str
    _funn: dict[tuple[str, str], list[Funn]] = field(default_factory=dict)
    _antall: dict[tuple[str, str], int] = field(default_factory=dict)
    _tiltak: dict[tuple[str, str], str] = field(default_factory=dict)

    def legg_til(
        self, kontroll: str, melding: str, *, tiltak: str, rad: int | None = None, kolonne: str = ""
    ) -> None:
        """One error, with the row (the header is row 1) and the column where it stands."""
        self.legg_til_flere(kontroll, [(rad, melding)], 1, tiltak=tiltak, kolonne=kolonne)

    def legg_til_flere(
        self,
        kontroll: str,
        eksempler: list[tuple[int | None, str]],
        antall: int,
        *,
        tiltak: str,
        kolonne: str = "",
    ) -> None:
        """Many errors of one kind: (row, message) of the first ones, and how many there are in all."""
        nokkel = (kontroll, kolonne)
        viste = self._funn.setdefault(nokkel, [])
        self._antall[nokkel] = self._antall.get(nokkel, 0) + antall
        self._tiltak[nokkel] = tiltak
        for rad, melding in eksempler[: max(0, maks_vist() - len(viste))]:
            viste.append(Funn(kontroll, Alvor.FEIL, melding, self._sted(rad, kolonne), tiltak))

    def merk(self, kontroll: str, melding: str, *, alvor: Alvor = Alvor.INFO, tiltak: str = "") -> None:
        """Something the reader should know that does not stop the import."""
        self._funn.setdefault((kontroll, melding), []).append(
            Funn(kontroll, alvor, melding, self.fil, tiltak)
        )

    def _sted(self, rad: int | None, kolonne: str) -> str:
        deler = [self.fil, f"rad {rad}" if rad else "", f"kolonne «{kolonne}»" if kolonne else ""]
        return ", ".join(d for d in deler if d)

    def __bool__(self) -> bool:
        return any(f.er_feil for funn in self._funn.values() for f in funn)

    def funn(self) -> list[Funn]:
        """All findings; a kind with more errors than shown ends with how many more there are."""
        alle: list[Funn] = []
        for nokkel, viste in self._funn.items():
            alle += viste
            flere = self._antall.get(nokkel, 0) - len(viste)
            if flere > 0:
                alle.append(
                    Funn(
                        nokkel[0],
                        Alvor.FEIL,
                        f"… og {flere} feil til av samme slag ({self._antall[nokkel]} i alt).",
                        self._sted(None, nokkel[1]),
                        self._tiltak[nokkel],
                    )
                )
        return alle
