"""Lønnsbilag: ett per ansvar og måned, med feriepenger i juni, trekk, avgift og pensjon i motpostene."""

import random
from collections import defaultdict

from rodtraad.demo.hovedbok.bok import BANK, Bok, Linje, balanse
from rodtraad.demo.hovedbok.deling import MAANEDER, maanedsvis
from rodtraad.demo.hovedbok.konti import ORE, Post

LONNSARTER = frozenset(("010", "020", "030", "040", "050", "070", "075", "080", "090", "099", "160", "165"))
SMAATT = 6_000 * ORE
SKATTETREKK = 0.29
JUNI = 6
NAVN = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip


def er_lonn(post: Post) -> bool:
    """Om posten går på lønnskjøringen (premieavviket gjør ikke det)."""
    return post.art in LONNSARTER and post.funksjon not in ("170", "171")


def for_lonn(bok: Bok, rng: random.Random, poster: list[Post]) -> None:
    """Fører lønnsbilagene for hele året."""
    kjoring: dict[tuple[str, int], list[Linje]] = defaultdict(list)
    for post in poster:
        if abs(post.ore) < SMAATT:
            deler = [0] * 12
            deler[rng.randrange(12)] = post.ore
        else:
            deler = maanedsvis(rng, post.ore, "lonn")
        for maaned, ore in zip(MAANEDER, deler, strict=True):
            if ore:
                linje = (post.kontoklasse, post.art, post.funksjon, "", "", post.ansvar, post.prosjekt, ore)
                kjoring[post.ansvar, maaned].append(linje)
    for (_, maaned), linjer in sorted(kjoring.items()):
        tekst = f"Lønn {NAVN[maaned - 1]}" if maaned != JUNI else "Lønn og feriepenger juni"
        bok.for_(periode=maaned, dag=12, serie="LO", tekst=tekst, linjer=linjer + _motposter(linjer))


def _motposter(linjer: list[Linje]) -> list[Linje]:
    avgift = sum(linje[7] for linje in linjer if linje[1] == "099")
    pensjon = sum(linje[7] for linje in linjer if linje[1] == "090")
    brutto = sum(linje[7] for linje in linjer) - avgift - pensjon
    trekk = int(brutto * SKATTETREKK)
    motposter = (
        balanse(*BANK, trekk - brutto),
        balanse("32", "640", -trekk - avgift),
        balanse("32", "550", -pensjon),
    )
    return [linje for linje in motposter if linje[7]]
