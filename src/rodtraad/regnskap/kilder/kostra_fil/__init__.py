"""Source `kostra-fil`: accounts files in SSB's form (0A, 0B and the others) as lines of the ledger.

The figures are sums in whole 1000 kr from New Year to the end of the period, per funksjon and art (kapittel and
sektor in the balance). 0A and 0B of a year are read together, in one import. The form: lov/kostra/post.py.
"""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.filformat.leveranse import les_leveranse
from rodtraad.regnskap.kilder.kostra_fil.lesing import PROFIL, Kostralesing


@kilde("kostra-fil")
class Kostrafiler:
    """Accounts from KOSTRA files."""

    navn = "kostra-fil"
    beskrivelse = "Regnskap fra KOSTRA-filer (0A, 0B og de andre regnskapsskjemaene)"
    flere_filer = True
    filtyper = (".dat", ".txt")

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Reads and checks everything; nothing is stored before `lagre`."""
        return self.les_slik(filer, profil=profil, aar=aar, ved_overlapp="spor")

    def les_slik(
        self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp
    ) -> Utkast:
        """Reads as `les` does, told what the files do to figures already there."""
        lesing = Kostralesing(filer)
        if profil is not None:
            lesing.uten_profil(profil)
        if lesing.har_feil:
            return lesing.avvist()
        arbeid = Path(mkdtemp(prefix="rodtraad-"))
        try:
            lagt_ut = lesing.legg_ut(arbeid)
            profilfil = arbeid / "profil.yaml"
            profilfil.write_text(PROFIL, encoding="utf-8")
            utkast = les_leveranse(lagt_ut, profil=profilfil, aar=aar, ved_overlapp=ved_overlapp)
        except BaseException:
            shutil.rmtree(arbeid, ignore_errors=True)
            raise

        def lukk() -> None:
            utkast.lukk()
            shutil.rmtree(arbeid, ignore_errors=True)

        return replace(utkast, funn=[*lesing.funn, *utkast.funn], lukk=lukk)
