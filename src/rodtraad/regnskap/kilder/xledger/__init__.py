"""Source `xledger`: the ledger as a Flex matrix from Xledger, in JSON, CSV or XLSX."""

from pathlib import Path

from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.filformat.erpkilde import Erpkilde
from rodtraad.regnskap.filformat.flex import ENDELSE


@kilde("xledger")
class Xledger(Erpkilde):
    """Accounts and budgets as a matrix: konto and dimensions down, accumulated periods across."""

    navn = "xledger"
    beskrivelse = "Hovedbok fra Xledger: Flex-uttrekk i JSON, CSV eller XLSX med perioder i kolonner"
    filtyper = (ENDELSE, ".csv", ".xlsx")

    def profil_for(self, fil: Path) -> str:
        """The matrix in JSON has points in its amounts, the one in CSV commas."""
        return "xledger-matrise" if fil.suffix.lower() == ".csv" else "xledger-flex"
