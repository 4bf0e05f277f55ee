"""Avstemming: two places that must show the same amount, as data (no function per control)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rodtraad.kjerne.avrunding import rund
from rodtraad.kjerne.funn import Funn
from rodtraad.lov.kontroller.grunnlag import Kontrollgrunnlag, toleranse, vis
from rodtraad.lov.kontroller.tabelldata import Rad, Tabelldata, tall
from rodtraad.lov.kontrollregel import Kontrollregel

STANDARDROLLER = ("regnskap_i_fjor", "oppr", "pol", "rev", "regnskap")


@dataclass(frozen=True)
class _Ledd:
    tabell: Tabelldata
    rad: Rad
    data: Mapping[str, Any]

    def verdi(self, rolle: str) -> Decimal | None:
        kolonne = self.tabell.roller.get(self.data.get("rolle", rolle))
        celle = None if kolonne is None else tall(self.rad, kolonne)
        if celle is None:
            return None
        if self.data.get("enhet") == "kr":
            celle = Decimal(rund(int(celle), 1000))
        return celle * int(self.data.get("fortegn", 1))

    def sted(self, rolle: str) -> str:
        return self.tabell.sted(self.rad, self.tabell.roller.get(self.data.get("rolle", rolle), ""))


def avstem(grunnlag: Kontrollgrunnlag, regel: Kontrollregel) -> Iterator[Funn]:
    """Findings where side a and side b differ, pair by pair and column by column.

    A pair whose table or line is absent is passed over; blank cells are no constraint.
    """
    avstemming = regel.avstemming or {"par": ()}
    for par in avstemming["par"]:
        a, b = (_side(par[side], grunnlag) for side in ("a", "b"))
        if a and b:
            yield from _sammenlign(regel, a, b, par.get("kolonner") or avstemming.get("kolonner"))


def _side(ledd: Sequence[Mapping[str, Any]], grunnlag: Kontrollgrunnlag) -> list[_Ledd] | None:
    funnet = []
    for data in ledd:
        tabell = grunnlag.tabeller.get(data["tabell"])
        rad = tabell.rad(data["hvor"]) if tabell else None
        if tabell is None or rad is None:
            return None
        funnet.append(_Ledd(tabell, rad, data))
    return funnet


def _sammenlign(
    regel: Kontrollregel, a: Sequence[_Ledd], b: Sequence[_Ledd], kolonner: Sequence[Any] | None
) -> Iterator[Funn]:
    for valg in kolonner or STANDARDROLLER:
        rolle_a, rolle_b = (valg, valg) if isinstance(valg, str) else valg
        verdier_a = [ledd.verdi(rolle_a) for ledd in a]
        verdier_b = [ledd.verdi(rolle_b) for ledd in b]
        if None in verdier_a or None in verdier_b:
            continue
        sum_a, sum_b = (
            sum((v for v in verdier if v is not None), Decimal(0)) for verdier in (verdier_a, verdier_b)
        )
        if abs(sum_a - sum_b) > toleranse(len(a) + len(b)):
            steder_b = ", ".join(ledd.sted(rolle_b) for ledd in b)
            yield regel.funn(
                f"Her står {vis(sum_a)}, men {steder_b} gir {vis(sum_b)} (forskjell {vis(sum_a - sum_b)}).",
                a[0].sted(rolle_a),
            )
