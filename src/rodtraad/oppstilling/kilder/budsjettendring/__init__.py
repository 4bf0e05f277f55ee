"""Source `budsjettendring`: a package of budget amendments with its decision, lines and case in one file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rodtraad.budsjett.services import lagre_endringsvedtak
from rodtraad.innlesing.kilde import Utkast, VedOverlapp
from rodtraad.innlesing.register import kilde
from rodtraad.innlesing.services import Innlesing
from rodtraad.regnskap.services import Kartleggbar, les_endringspakke


@kilde("budsjettendring")
class Budsjettendring(Kartleggbar):
    """Amendments that the council or the administration has decided, in the standard form or by a column profile."""

    navn = "budsjettendring"
    beskrivelse = "Vedtatte budsjettendringer med saksnummer eller myndighet; avvises når de ikke går opp"
    gruppe = "Budsjett"
    flere_filer = True
    filtyper = (".csv", ".txt", ".xlsx")

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Reads and checks everything; nothing is stored before `lagre`."""
        return les_endringspakke(filer, profil=profil, aar=aar, lagre_vedtak=_lagre_vedtak)

    def les_slik(
        self, filer: Sequence[Path], *, profil: Path | None, aar: int | None, ved_overlapp: VedOverlapp
    ) -> Utkast:
        """Reads as `les` does, told what the file does to figures already there."""
        return les_endringspakke(
            filer, profil=profil, aar=aar, lagre_vedtak=_lagre_vedtak, ved_overlapp=ved_overlapp
        )


def _lagre_vedtak(vedtak: Sequence[Mapping[str, Any]], innlesing: Innlesing) -> None:
    lagre_endringsvedtak(vedtak, innlesing=innlesing)
