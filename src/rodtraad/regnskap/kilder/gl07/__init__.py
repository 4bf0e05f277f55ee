"""Source `gl07`: general ledger lines in the form of Unit4 ERP's import GL07."""

from pathlib import Path

from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.filformat.erpkilde import Erpkilde

_OVERSKRIFT = b"account"


@kilde("gl07")
class Gl07(Erpkilde):
    """Vouchers with the columns of acrbatchinput, as CSV or with fixed width."""

    navn = "gl07"
    beskrivelse = "Bilag fra Unit4 ERP (GL07): CSV med kolonnene i acrbatchinput, eller fast bredde"
    filtyper = (".csv", ".txt", ".dat")

    def profil_for(self, fil: Path) -> str:
        """A file with a heading is CSV; the one of fixed width has none."""
        with fil.open("rb") as strom:
            forste = strom.readline(10_000).lower()
        return "gl07-csv" if _OVERSKRIFT in forste else "gl07-fastbredde"
