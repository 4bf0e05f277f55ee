"""Where figures of an import have been used; the room of editions, which stands above, tells from its `skall`."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from rodtraad.skall.opphenging import heng_opp_alt

type Bruk = Callable[[Collection[str]], Iterable[str]]
"""The ids of imports → the names of what was made from any of them."""

_BRUK: Final[list[Bruk]] = []


def registrer_bruk(bruk: Bruk) -> None:
    """Adds one who knows where figures are used."""
    if bruk not in _BRUK:
        _BRUK.append(bruk)


def brukt_i(innlesinger: Collection[str]) -> tuple[str, ...]:
    """What was made from any of the imports, in order, each once."""
    heng_opp_alt()
    return tuple(dict.fromkeys(navn for bruk in _BRUK for navn in bruk(innlesinger)))
