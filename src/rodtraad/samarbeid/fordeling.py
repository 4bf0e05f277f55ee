"""A cost shared by a key, and what another key would change; pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rodtraad.kjerne.tallformat import vis_prosent, vis_tall
from rodtraad.lov.selvkost import fordel_etter_timer

ORE_PER_1000 = 100_000


@dataclass(frozen=True, slots=True)
class Kommunedel:
    """A municipality's share of a cost: hundredths of a percent, and øre."""

    kommune: str
    andel: int
    belop: int
    for_: int | None = None
    """What it pays by the key that holds now, when this is a proposal."""

    @property
    def prosent(self) -> str:
        """The share in words."""
        return vis_prosent(Decimal(self.andel) / 100, 2)

    @property
    def tusen(self) -> str:
        """The amount in 1000 kr."""
        return vis_tusen(self.belop)

    @property
    def endring_tusen(self) -> str:
        """The change in 1000 kr; blank without one."""
        return "" if self.for_ is None else vis_tusen(self.belop - self.for_)


def vis_tusen(ore: int) -> str:
    """Øre as 1000 kr with one decimal."""
    return vis_tall(Decimal(ore) / ORE_PER_1000, 1)


def share_cost(
    kostnad: int, andeler: Mapping[str, int], gjeldende: Mapping[str, int] | None = None
) -> tuple[Kommunedel, ...]:
    """A cost in øre by a key, parts summing exactly; `gjeldende` is the key to compare with."""
    deler = fordel_etter_timer(kostnad, andeler)
    for_ = fordel_etter_timer(kostnad, gjeldende) if gjeldende else {}
    return tuple(
        Kommunedel(k, andel, deler[k], for_.get(k, 0) if gjeldende else None) for k, andel in andeler.items()
    )
