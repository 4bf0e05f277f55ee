"""What a source is: it reads files into an Utkast, and stores nothing before it is told."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from rodtraad.innlesing.models import Innlesing
from rodtraad.kjerne.funn import Funn

VedOverlapp = Literal["spor", "erstatt", "tillegg"]
"""What a file does to figures already there: the rules decide, or the person has said."""


def _ingenting() -> None:
    """Most sources need no preparation and hold nothing open."""


@dataclass(frozen=True, slots=True)
class Utkast:
    """What an import would bring: shown by a dry run, stored by `lagre` if no finding is an error.

    `kontrolltotaler` are shown in order: an int is øre, a str is shown as it is. `lagre` runs in the
    transaction of the import; `klargjor` runs just before it (slow writes of files), `lukk` always and last.
    `erstatter_nokkel`: a valid import of the same source and key is replaced; empty when the
    source decides itself.
    """

    antall: int
    kontrolltotaler: Mapping[str, int | str]
    funn: Sequence[Funn]
    lagre: Callable[[Innlesing], None]
    erstatter_nokkel: str = ""
    kontrolltotal_ore: int | None = None
    klargjor: Callable[[], None] = _ingenting
    lukk: Callable[[], None] = _ingenting


class Kilde(Protocol):
    """One kind of file: its name on the command line, one sentence about it, and how it is read.

    A source that brings no figures to a report (persons, roles, meetings) says `bare_arbeid = True`: its files
    are then not named in what the public reads.
    """

    navn: str
    beskrivelse: str

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Reads and checks everything; errors are findings in the Utkast, all at once."""
        ...


@runtime_checkable
class KanErstatte(Protocol):
    """A source whose files can meet figures already there, and that can be told what to do with them."""

    def les_slik(
        self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp
    ) -> Utkast:
        """Reads as `les` does, with the person's own answer to what the file does to what was there."""
        ...


@runtime_checkable
class KanBekreftes(KanErstatte, Protocol):
    """A source that stops itself when a file does very much, until the person says with «erstatt» it is meant."""

    stopp: str
    """The control of the finding that can be answered so."""


@runtime_checkable
class KjennerAvsender(Protocol):
    """A source for which it matters who sends the file: nobody gives himself power."""

    def check_avsender(self, fil: Path, *, bruker_id: int) -> Sequence[Funn]:
        """What is wrong with this person sending the file."""
        ...


@runtime_checkable
class HarTilstand(Protocol):
    """A source whose rows lie on a floor below this room and cannot ask for their import's status."""

    def sett_gyldige(self, gyldige: Collection[str]) -> None:
        """Told, in the same transaction, which of its imports count after every change."""
        ...
