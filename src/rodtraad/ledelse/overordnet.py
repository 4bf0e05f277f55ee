"""Who the nearest superior is: up the line until someone else leads. Pure."""

from collections.abc import Iterable, Mapping

from rodtraad.organisasjon.tre import Gren
from rodtraad.tilgang.rettigheter import Enhetsnokkel


def map_over(
    grener: Iterable[Gren], over: Enhetsnokkel | None = None
) -> dict[Enhetsnokkel, Enhetsnokkel | None]:
    """Each unit → the unit above it, None at the top."""
    ut: dict[Enhetsnokkel, Enhetsnokkel | None] = {}
    for gren in grener:
        ut[gren.enhet.nokkel] = over
        ut |= map_over(gren.barn, gren.enhet.nokkel)
    return ut


def naermeste_overordnet(
    leder_id: int,
    enhet: Enhetsnokkel | None,
    *,
    over: Mapping[Enhetsnokkel, Enhetsnokkel | None],
    ledere: Mapping[Enhetsnokkel, int],
    toppleder: int | None,
    leder_ovenfra: bool = False,
) -> int | None:
    """The leader of the nearest unit above, in the line, who is another person; the top leader above them all.

    A unit's own leader is the superior of another who leads something in the same unit, but not of one who leads
    it from above (`leder_ovenfra`: a kommunalsjef). None for the top leader.
    """
    sted = over.get(enhet) if leder_ovenfra and enhet is not None else enhet
    while sted is not None:
        funnet = ledere.get(sted)
        if funnet is not None and funnet != leder_id:
            return funnet
        sted = over.get(sted)
    return toppleder if toppleder != leder_id else None
