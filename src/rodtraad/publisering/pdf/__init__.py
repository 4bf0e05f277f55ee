"""The report as an accessible PDF: Typst sets it, pikepdf marks the row headers."""

from rodtraad.publisering.pdf.trykk import lag_pdf

__all__ = ["lag_pdf"]
