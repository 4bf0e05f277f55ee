"""Kontrollgrunnlag: what a control is run on, and the register of controls."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.fakta import Faktum
from rodtraad.lov.kontroller.tabelldata import Rad, Tabelldata, er_sum, tall
from rodtraad.lov.kontrollregel import Kontrollregel
from rodtraad.lov.oppstilling import Oppstilling


@dataclass(frozen=True)
class Kontrollgrunnlag:
    """Tables by id, text facts, and the statements valid on the day."""

    tabeller: Mapping[str, Tabelldata]
    fakta: Sequence[Faktum]
    oppstillinger: Mapping[str, Oppstilling]

    def finn(self, *navn: str) -> Iterator[Tabelldata]:
        """Those of the tables that are there."""
        return (self.tabeller[n] for n in navn if n in self.tabeller)

    def alle(self, *navn: str) -> tuple[Tabelldata, ...] | None:
        """All of the tables, or None when one is missing."""
        return tuple(self.tabeller[n] for n in navn) if all(n in self.tabeller for n in navn) else None


TO_TRYKK = 2  # the same figure printed in two places
Kontrollfunksjon = Callable[[Kontrollgrunnlag, Kontrollregel], Iterable[Funn]]
FUNKSJONER: dict[str, Kontrollfunksjon] = {}


def kontroll(navn: str) -> Callable[[Kontrollfunksjon], Kontrollfunksjon]:
    """Registers a function as the control with this id; its text stands in data/kontroller."""

    def registrer(funksjon: Kontrollfunksjon) -> Kontrollfunksjon:
        if navn in FUNKSJONER:
            raise ValueError(f"Kontrollen {navn} er registrert to ganger.")
        FUNKSJONER[navn] = funksjon
        return funksjon

    return registrer


def toleranse(antall: int, enhet: Decimal = Decimal(1)) -> Decimal:
    """How far rounded figures may differ when `antall` of them meet in one equation (rule R-03).

    Two prints of one figure must be equal; each further figure may be half a unit off.
    """
    return Decimal((antall - 1) // 2) * enhet if antall > TO_TRYKK else Decimal(0)


def sjekk_sum(
    regel: Kontrollregel,
    tabell: Tabelldata,
    sumrad: Rad,
    rader: Sequence[Rad],
    kolonner: Iterable[str],
    *,
    enhet: Decimal = Decimal(1),
) -> Iterator[Funn]:
    """Findings where a printed total is not the sum of its rows, column by column."""
    for kolonne in kolonner:
        trykt = tall(sumrad, kolonne)
        ledd = [verdi for rad in rader if (verdi := tall(rad, kolonne)) is not None]
        if trykt is None or not ledd:
            continue
        if abs(sum(ledd) - trykt) > toleranse(len(ledd) + 1, enhet):
            yield regel.funn(
                f"Summen er {vis(trykt)}, men de {len(ledd)} radene summerer til {vis(sum(ledd))} "
                f"(forskjell {vis(trykt - sum(ledd))}).",
                tabell.sted(sumrad, kolonne),
            )


def del_i_grupper(
    tabell: Tabelldata, nokler: Sequence[str]
) -> Iterator[tuple[tuple[object, ...], list[Rad], list[Rad]]]:
    """Rows grouped by columns: key, ordinary rows, total rows."""
    grupper: dict[tuple[object, ...], tuple[list[Rad], list[Rad]]] = {}
    for rad in tabell.rader:
        vanlige, summer = grupper.setdefault(tuple(rad.get(k) for k in nokler), ([], []))
        (summer if er_sum(rad) else vanlige).append(rad)
    return ((nokkel, vanlige, summer) for nokkel, (vanlige, summer) in grupper.items())


def vis(verdi: Decimal | int) -> str:
    """A number in a message: as in the table, with a space per thousand and a true minus."""
    tekst = f"{Decimal(verdi).normalize():,f}".replace(",", "\u202f").replace(".", ",")
    return tekst.replace("-", "\u2212")
