"""Source `csv`: ledger lines in the standard form, or in any form a column profile describes."""

from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.filformat.erpkilde import Hovedbokkilde


@kilde("csv")
class Csv(Hovedbokkilde):
    """Accounts and budgets from CSV."""

    navn = "csv"
    beskrivelse = "Hovedbokslinjer (regnskap og budsjett) fra CSV"
    filtyper = (".csv", ".txt")
