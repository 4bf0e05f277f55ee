"""Projections and age groups: what the report shows of them, and whether they begin where the count ended. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from rodtraad.statistikk.verdier import Post

HOVEDALTERNATIV: Final = "Hovedalternativet (MMMM)"
VIST_AAR: Final = 10
"""How many years the report looks back and ahead (DEMO-02, DEMO-03)."""
ALDERSGRUPPER: Final = (
    (0, 0, "0 år"), (1, 5, "1-5 år"), (6, 12, "6-12 år"), (13, 15, "13-15 år"), (16, 19, "16-19 år"),
    (20, 44, "20-44 år"), (45, 66, "45-66 år"), (67, 79, "67-79 år"), (80, 89, "80-89 år"),
    (90, 200, "90 år eller eldre"),
)  # fmt: skip
"""SSB's grouping by service: kindergarten, school, work, old age (tables 14288 and 14746)."""
_ALDER: Final = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")


class Utgangspunkt(NamedTuple):
    """Where a projection begins and what the count said: the municipality, the year, both figures."""

    kommune: str
    aar: int
    framskrevet: int
    talt: int

    @property
    def forskjell(self) -> int:
        """Projection less count; 0 when it begins where the count ended."""
        return self.framskrevet - self.talt


def utgangspunkter(
    framskriving: Sequence[Mapping[str, object]], folketall: Mapping[tuple[str, int], int]
) -> tuple[Utgangspunkt, ...]:
    """The first year of each municipality's projection beside the official population, where that is known."""
    forste: dict[tuple[str, str], int] = {}
    summer: dict[tuple[str, str, int], int] = {}
    for rad in framskriving:
        kommune, alternativ, aar = str(rad["kommune"]), str(rad["alternativ"]), int(str(rad["aar"]))
        forste[kommune, alternativ] = min(forste.get((kommune, alternativ), aar), aar)
        summer[kommune, alternativ, aar] = summer.get((kommune, alternativ, aar), 0) + int(
            str(rad["personer"])
        )
    par = {(k, aar, summer[k, alternativ, aar]) for (k, alternativ), aar in forste.items()}
    return tuple(
        Utgangspunkt(kommune, aar, antall, folketall[kommune, aar])
        for kommune, aar, antall in sorted(par)
        if (kommune, aar) in folketall
    )


def hovedframskriving(poster: Sequence[Post], *, egen: str) -> tuple[Post, ...]:
    """The main alternative of one's own municipality, ten years from its first, as the report's dataset has it."""
    egne = [p for p in poster if p["kommune"] == egen and p["alternativ"] == HOVEDALTERNATIV]
    start = min((int(str(p["aar"])) for p in egne), default=0)
    return tuple(
        {felt: p[felt] for felt in ("aar", "aldersgruppe", "alternativ", "personer")}
        for p in egne
        if int(str(p["aar"])) <= start + VIST_AAR
    )


def alternativer(poster: Sequence[Post], *, egen: str) -> tuple[Post, ...]:
    """Every alternative, year and age group of one's own municipality, with the change from the first year."""
    egne = [p for p in poster if p["kommune"] == egen]
    forst = min((int(str(p["aar"])) for p in egne), default=0)
    start = {(p["alternativ"], p["aldersgruppe"]): p["personer"] for p in egne if p["aar"] == forst}
    return tuple(
        {
            "alternativ": p["alternativ"],
            "aar": p["aar"],
            "aldersgruppe": p["aldersgruppe"],
            "personer": p["personer"],
            "endring": _forskjell(p["personer"], start.get((p["alternativ"], p["aldersgruppe"]))),
        }
        for p in egne
    )


def _forskjell(naa: object, foer: object) -> int | None:
    return naa - foer if isinstance(naa, int) and isinstance(foer, int) else None


def aldersgruppe(alder: str) -> str | None:
    """The group an age or a span of ages lies in whole; None for one that lies in two, or is no age."""
    treff = _ALDER.match(alder.strip())
    if treff is None:
        return None
    fra = int(treff[1])
    til = int(treff[2] or treff[1])
    return next((navn for nedre, ovre, navn in ALDERSGRUPPER if nedre <= fra and til <= ovre), None)


def aldersgrupper(poster: Sequence[Post]) -> tuple[Post, ...]:
    """The last ten years and this one by SSB's groups; nothing when an age lies in two groups."""
    summer: dict[tuple[int, str], int] = {}
    for post in poster:
        gruppe = aldersgruppe(str(post["alder"]))
        if gruppe is None:
            return ()
        nokkel = (int(str(post["aar"])), gruppe)
        summer[nokkel] = summer.get(nokkel, 0) + int(str(post["personer"]))
    return tuple(_i_rekkefolge(summer))


def _i_rekkefolge(summer: Mapping[tuple[int, str], int]) -> Iterator[Post]:
    sist = max((aar for aar, _ in summer), default=0)
    for _, _, gruppe in ALDERSGRUPPER:
        for aar in range(sist - VIST_AAR, sist + 1):
            if (aar, gruppe) in summer:
                yield {"aar": aar, "aldersgruppe": gruppe, "personer": summer[aar, gruppe]}
