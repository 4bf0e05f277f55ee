"""The boards: what each room gives to the shell, registered from its module `skall` (see opphenging)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from rodtraad.skall.opphenging import heng_opp_alt

type Tekst = str | Promise


@dataclass(frozen=True, slots=True)
class Menypunkt:
    """A place one can go: `adresse` is a URL name without arguments, `regel` a rule of hendelser.adgang."""

    navn: Tekst
    adresse: str
    regel: str
    gruppe: Tekst
    rekkefolge: int = 100
    sokeord: Tekst = ""
    snarvei: bool = False
    """Whether it stands as a shortcut on the start page of those it lets in."""

    @property
    def lenke(self) -> str:
        """The address itself."""
        return reverse(self.adresse)


@dataclass(frozen=True, slots=True)
class Panel:
    """A box on the start page: `innhold` gives the template's figures, or None when there is nothing to show."""

    id: str
    tittel: Tekst
    mal: str
    regel: str
    innhold: Callable[[HttpRequest], Mapping[str, Any] | None]
    rekkefolge: int = 100


@dataclass(frozen=True, slots=True)
class Treff:
    """Something found: where it is, what it is called, and a line about it."""

    navn: str
    adresse: str
    slag: Tekst
    om: str = ""


@dataclass(frozen=True, slots=True)
class Sokekilde:
    """Answers a search; `finn(request, tekst, antall)` returns only what the asker may see."""

    id: str
    regel: str
    finn: Callable[[HttpRequest, str, int], Iterable[Treff]]
    rekkefolge: int = 100


@dataclass(frozen=True, slots=True)
class Toppmerke:
    """A place at the top of every page with how many things wait there: `antall(request)`."""

    id: str
    navn: Tekst
    adresse: str
    regel: str
    antall: Callable[[HttpRequest], int]
    rekkefolge: int = 100


@dataclass(slots=True)
class Tavle[T]:
    """One board, in the order of `rekkefolge`."""

    _oppslag: dict[str, T] = field(default_factory=dict)

    def heng_opp(self, *oppslag: T) -> None:
        """Adds entries; an id (or address) stands once. Raises ValueError."""
        for ett in oppslag:
            nokkel = str(getattr(ett, "id", None) or getattr(ett, "adresse", ""))
            if nokkel in self._oppslag:
                raise ValueError(f"«{nokkel}» henger på tavlen fra før.")
            self._oppslag[nokkel] = ett

    def alle(self) -> tuple[T, ...]:
        """Every entry in order."""
        heng_opp_alt()
        return tuple(sorted(self._oppslag.values(), key=lambda o: getattr(o, "rekkefolge", 100)))


meny: Tavle[Menypunkt] = Tavle()
personmeny: Tavle[Menypunkt] = Tavle()
paneler: Tavle[Panel] = Tavle()
sokekilder: Tavle[Sokekilde] = Tavle()
toppmerker: Tavle[Toppmerke] = Tavle()
