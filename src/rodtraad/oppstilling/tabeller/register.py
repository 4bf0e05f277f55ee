"""Register: every table by id, found by its decorator."""

from collections.abc import Callable
from dataclasses import dataclass

from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.kontekst import Kontekst

Tabellbygger = Callable[[Kontekst], Bygget]


@dataclass(frozen=True, slots=True)
class Tabellvalg:
    """A table that can be asked for: id, title, legal basis in words, and how it is built."""

    id: str
    tittel: str
    hjemmel: str
    lag: Tabellbygger
    fra_hovedbok: bool
    """Whether the figures are sums of the ledger; else they are a dataset."""
    datasett: str = ""
    """The dataset it shows, when it is not its own id."""


REGISTER: dict[str, Tabellvalg] = {}


def tabell(
    id_: str, tittel: str, hjemmel: str = "", *, fra_hovedbok: bool = True, datasett: str = ""
) -> Callable[[Tabellbygger], Tabellbygger]:
    """Registers a table under its id. `id_` may hold {aar}, the report year."""

    def registrer(lag: Tabellbygger) -> Tabellbygger:
        if id_ in REGISTER:
            raise ValueError(f"Tabellen «{id_}» er registrert to ganger.")
        REGISTER[id_] = Tabellvalg(id_, tittel, hjemmel, lag, fra_hovedbok, datasett)
        return lag

    return registrer
