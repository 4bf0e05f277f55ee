"""The shape of a register: one table read whole, checked, and put in the place of the one before it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.kilde import Utkast
from rodtraad.innlesing.kildekort import Aarvalg
from rodtraad.innlesing.services import Innlesing
from rodtraad.innlesing.tabelleser import Rad
from rodtraad.innlesing.tabellkartlegging import Tabellkartleggbar
from rodtraad.innlesing.tabellprofil import les_med_profil, les_tabellprofil
from rodtraad.kjerne.feil import RodtraadFeil


class Registerkilde(Tabellkartleggbar):
    """Reads one file. A source says its columns, its controls and how its rows are stored.

    `aarvalg` «kreves»: the register is of one year, and takes the place of that year's. `enhet` is what the rows
    are called among the control totals.
    """

    navn: str
    aarvalg: Aarvalg = "brukes_ikke"
    enhet: ClassVar[str] = "Rader"

    def les(self, filer: Sequence[Path], *, profil: Path | None, aar: int | None) -> Utkast:
        """Every fault of the cells, of the rows and of the register as a whole. Raises RodtraadFeil."""
        self._krev(filer, aar)
        valgt = les_tabellprofil(profil, self.kolonner)
        rader, funn = les_med_profil(filer[0], valgt, kolonner=self.kolonner)
        feil = Feilliste(filer[0].name)
        self.sjekk_rader(rader, feil)
        if not any(f.er_feil for f in funn):
            self.sjekk(rader, feil, aar=aar or 0)
        return Utkast(
            antall=len(rader),
            kontrolltotaler=self.totaler(rader),
            funn=[*funn, *feil.funn()],
            lagre=lambda innlesing: self.lagre(rader, innlesing, aar=aar or 0),
            erstatter_nokkel=f"{self.navn}:{aar}" if aar else self.navn,
        )

    def sjekk_rader(self, rader: Sequence[Rad], feil: Feilliste) -> None:
        """Controls that can be done although some cells are wrong (those are None)."""

    def sjekk(self, rader: Sequence[Rad], feil: Feilliste, *, aar: int) -> None:
        """Controls of rows whose cells are right."""

    def totaler(self, rader: Sequence[Rad]) -> Mapping[str, int | str]:
        """The control totals."""
        return {self.enhet: str(len(rader))}

    def lagre(self, rader: Sequence[Rad], innlesing: Innlesing, *, aar: int) -> None:
        """Stores the rows, in the transaction of the import."""
        raise NotImplementedError

    def _krev(self, filer: Sequence[Path], aar: int | None) -> None:
        if len(filer) != 1:
            raise RodtraadFeil(f"Kilden «{self.navn}» leses fra én fil.", "Les inn én fil om gangen.")
        if aar is None and self.aarvalg == "kreves":
            raise RodtraadFeil(f"Kilden «{self.navn}» leses for ett år.", "Oppgi året med --aar.")
        if aar is not None and self.aarvalg == "brukes_ikke":
            raise RodtraadFeil(f"Kilden «{self.navn}» gjelder ikke ett år.", "Utelat --aar.")
