"""Source `visma`: general ledger lines as CSV from Visma, with debet and kredit."""

from pathlib import Path

from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.filformat.erpkilde import Erpkilde


@kilde("visma")
class Visma(Erpkilde):
    """Vouchers as CSV; no description of the form is public, so the profile is a beginning to change."""

    navn = "visma"
    beskrivelse = "Bilag fra Visma Enterprise: CSV med konto, dimensjoner, debet og kredit"
    filtyper = (".csv", ".txt")

    def profil_for(self, fil: Path) -> str:  # noqa: ARG002 - one form only
        """The one profile."""
        return "visma-csv"
