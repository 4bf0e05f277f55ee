"""The board of a unit's page: what rooms above give to it, registered from their module `skall`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from rodtraad.organisasjon.tre import Nokkel
from rodtraad.skall.tavler import Tavle, Tekst


@dataclass(frozen=True, slots=True)
class Enhetspanel:
    """A box on a unit's page: `innhold(request, nokkel, dato)` gives its figures, None = nothing to show."""

    id: str
    tittel: Tekst
    mal: str
    regel: str
    innhold: Callable[[HttpRequest, Nokkel, date], Mapping[str, Any] | None]
    rekkefolge: int = 100


enhetspaneler: Tavle[Enhetspanel] = Tavle()
