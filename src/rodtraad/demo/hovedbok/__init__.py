"""Den konstruerte hovedboken til demonstrasjonskommunen: løste beløp blir bilag."""

from rodtraad.demo.hovedbok.skriving import skriv_bilag

__all__ = ["skriv_bilag"]
