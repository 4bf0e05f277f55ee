"""Source `xlsx`: ledger lines from a spreadsheet, in the standard form or by a column profile."""

from rodtraad.innlesing.register import kilde
from rodtraad.regnskap.filformat.erpkilde import Hovedbokkilde


@kilde("xlsx")
class Xlsx(Hovedbokkilde):
    """Accounts and budgets from a spreadsheet."""

    navn = "xlsx"
    beskrivelse = "Hovedbokslinjer (regnskap og budsjett) fra regneark (XLSX)"
    filtyper = (".xlsx",)
