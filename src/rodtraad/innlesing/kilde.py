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
class Virkning:
    """What an import does to figures already there, for one part of them: before and after, in lines and in øre.

    `ore` is (before, after), None for what is not money. `erstatter` names the imports that give way.
    """

    hva: str
    antall: tuple[int, int]
    ore: tuple[int, int] | None = None
    erstatter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Utkast:
    """What an import would bring: shown by a dry run, stored by `lagre` if no finding is an error.

    `kontrolltotaler` are shown in order: an int is øre, a str is shown as it is. `lagre` runs in the
    transaction of the import; `klargjor` runs just before it (slow writes of files), `lukk` always and last.
    `erstatter_nokkel`: a valid import of the same source and key is replaced; empty when the
    source decides itself. `virkninger`: what it does to figures already there, when the source knows more
    than what follows from the key.
    """

    antall: int
    kontrolltotaler: Mapping[str, int | str]
    funn: Sequence[Funn]
    lagre: Callable[[Innlesing], None]
    erstatter_nokkel: str = ""
    kontrolltotal_ore: int | None = None
    klargjor: Callable[[], None] = _ingenting
    lukk: Callable[[], None] = _ingenting
    virkninger: Sequence[Virkning] = ()


class Kilde(Protocol):
    """One kind of file: its name on the command line, one sentence about it, and how it is read.

    A source that brings no figures to a report (persons, roles, meetings) says `bare_arbeid = True`: its files
    are then not named in what the public reads. What the wizard asks for follows from attributes a source may
    have, read by `kildekort`: `gruppe` (else that of its room), `filtyper` (".csv", ".xlsx" …), `flere_filer`
    (several files make one import), `aarvalg` ("kreves", "valgfritt", "brukes_ikke"), `tar_profil` (reads through
    a profile that is not made from a sample), `vises_paa` (name of the address where what came in is seen).
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


@dataclass(frozen=True, slots=True)
class Sporsmaal:
    """Something about a file that is not said by a column: asked once, answered by `svar`.

    With `valg` (value, text) it is a choice, else a short text. `gruppe` is the heading it stands under.
    """

    navn: str
    tittel: str
    svar: str = ""
    hjelp: str = ""
    valg: tuple[tuple[str, str], ...] = ()
    gruppe: str = ""


@dataclass(frozen=True, slots=True)
class Kartkolonne:
    """A column of the sample: the name of its answer, its heading, the answer so far, and why it was proposed."""

    navn: str
    overskrift: str
    svar: str = ""
    grunn: str = ""


@dataclass(frozen=True, slots=True)
class Kartlegging:
    """A file laid out to be explained: a sample, what each column is thought to mean, and the profile that says so.

    `betydninger` is what a column can mean: (heading, ((value, text), …)). `mangler` says in words what must be
    answered before the file can be read, `merknader` what should be looked at. `trengs` is False for a file in the
    source's own form.
    """

    kolonner: tuple[Kartkolonne, ...]
    rader: tuple[tuple[int, tuple[str, ...]], ...]
    betydninger: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    sporsmaal: tuple[Sporsmaal, ...]
    profil: str
    mangler: tuple[str, ...] = ()
    merknader: tuple[str, ...] = ()
    trengs: bool = True


@dataclass(frozen=True, slots=True)
class Faktautsnitt:
    """The first lines of a file as they will be read: headings, rows of texts, and what is wrong with them."""

    kolonner: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    funn: tuple[Funn, ...] = ()


@runtime_checkable
class KanKartlegges(Protocol):
    """A source whose files come in many forms, each told by a profile (YAML) that a person can make from a sample."""

    def kartlegg(
        self, fil: Path, *, profil: str = "", svar: Mapping[str, str] | None = None, aar: int | None = None
    ) -> Kartlegging:
        """The file laid out by the profile (proposed from the file when blank), with the answers put into it.

        What the page does not ask about stays as the profile had it. Raises RodtraadFeil for a file that has no
        table, or a profile that cannot be used.
        """
        ...

    def smak(self, fil: Path, *, profil: str, aar: int | None) -> Faktautsnitt:
        """The first lines read as they would be read in. Raises RodtraadFeil."""
        ...


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
