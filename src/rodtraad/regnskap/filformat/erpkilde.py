"""What the sources of ledger lines share; those of named ERP systems have the profile of the system besides."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.kartlegging import Kartleggbar
from rodtraad.regnskap.filformat.leveranse import les_leveranse

_MAPPE = "profiler"


def profilnavn() -> tuple[str, ...]:
    """The profiles that come with the program, by name."""
    mappe = files("rodtraad.regnskap") / _MAPPE
    return tuple(sorted(f.name.removesuffix(".yaml") for f in mappe.iterdir() if _er_profil(f.name)))


def medfolgende_profil(navn: str) -> Path:
    """The file of a profile that comes with the program. Raises RodtraadFeil with those there are."""
    if navn not in profilnavn():
        raise RodtraadFeil(
            f"Profilen «{navn}» finnes ikke.", f"Skriv et filnavn, eller en av: {', '.join(profilnavn())}."
        )
    return Path(str(files("rodtraad.regnskap") / _MAPPE / f"{navn}.yaml"))


class Hovedbokkilde(Kartleggbar):
    """A source of ledger lines read through a column profile, or in the standard form without one."""

    flere_filer = True

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Reads and checks everything; nothing is stored before `lagre`."""
        return les_leveranse(filer, profil=self._profil(filer, profil), aar=aar)

    def les_slik(
        self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp
    ) -> Utkast:
        """Reads as `les` does, told what the file does to figures already there."""
        return les_leveranse(filer, profil=self._profil(filer, profil), aar=aar, ved_overlapp=ved_overlapp)

    def _profil(self, filer: Sequence[Path], profil: Path | None) -> Path | None:  # noqa: ARG002 - for those with their own
        return profil


class Erpkilde(Hovedbokkilde):
    """A source whose files have the form of one system, unless a profile says otherwise."""

    def profil_for(self, fil: Path) -> str:
        """The name of the profile a file of the system is read with."""
        raise NotImplementedError

    def standardprofil(self, fil: Path) -> str:
        """Its text, so that the wizard asks only about files that do not have its form."""
        return medfolgende_profil(self.profil_for(fil)).read_text("utf-8")

    def _profil(self, filer: Sequence[Path], profil: Path | None) -> Path | None:
        if profil is not None:
            return profil
        navn = {self.profil_for(fil) for fil in filer}
        if len(navn) != 1:
            raise RodtraadFeil(
                "Filene har ikke samme form.", "Les dem inn hver for seg, eller oppgi en profil."
            )
        return medfolgende_profil(navn.pop())


def _er_profil(navn: str) -> bool:
    return navn.endswith(".yaml") and navn not in {"navn.yaml", "omarbeidet.yaml"}
