"""Tables: one small module per family, in one register; each table is a pure function of a Grunnlag."""

from rodtraad.oppstilling.tabeller.oppslag import TABELLER, bygget, tabell, tabell_ider

__all__ = ["TABELLER", "bygget", "tabell", "tabell_ider"]
