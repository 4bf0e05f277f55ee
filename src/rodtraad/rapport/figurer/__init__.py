"""Figures: one Vega-Lite dict per chart, with title, text alternative and data table."""

from rodtraad.rapport.figurer import befolkning, investering, klima, kostra, okonomi, organisasjon, skole

__all__ = ["befolkning", "investering", "klima", "kostra", "okonomi", "organisasjon", "skole"]
