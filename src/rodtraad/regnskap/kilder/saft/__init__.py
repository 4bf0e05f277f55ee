"""Source `saft`: the ledger from SAF-T Financial, the Norwegian standard file (1.00–1.40)."""

from collections.abc import Sequence
from pathlib import Path

from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.saft.leveranse import les_saft


@kilde("saft")
class Saft:
    """Accounts from SAF-T Financial."""

    navn = "saft"
    beskrivelse = "Hovedboken (regnskap og åpningsbalanse) fra SAF-T Financial, XML eller zip"
    flere_filer = True
    filtyper = (".xml", ".zip")
    tar_profil = True

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Reads and checks everything; nothing is stored before `lagre`."""
        return les_saft(filer, profil=profil, aar=aar)

    def les_slik(
        self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp
    ) -> Utkast:
        """Reads as `les` does, told what the file does to figures already there."""
        return les_saft(filer, profil=profil, aar=aar, ved_overlapp=ved_overlapp)
