"""The roles one may choose among: known by the room of persons, which stands above and gives them."""

from collections.abc import Callable, Sequence

type Rollevalg = Sequence[tuple[str, str]]


def _ingen() -> Rollevalg:
    return ()


_GIVER: list[Callable[[], Rollevalg]] = [_ingen]


def registrer_roller(giver: Callable[[], Rollevalg]) -> None:
    """Says which roles there are: (id, name) of each."""
    _GIVER[:] = [giver]


def rollevalg() -> Rollevalg:
    """The roles one may choose among."""
    return _GIVER[0]()
