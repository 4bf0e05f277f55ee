"""Budsjettrader: opprinnelig budsjett og endringer. Rader uten motpost, hver med vedtak eller fullmakt."""

import random
from collections.abc import Iterator

from rodtraad.demo.hovedbok.deling import maanedsvis
from rodtraad.demo.hovedbok.konti import ORE, Post, bilagstyper

PERIODISERES_FRA = 36_000 * ORE
FORMAAL = {
    "endring_politisk": (
        6,
        "2024-06-20",
        "PS 66/24",
        "Rebevilgning av investeringer i tertialsak (konstruert kobling)",
    ),
    "endring_administrativ": (5, "2024-05-15", "KD 2024-03", "Delegert budsjettendring (konstruert)"),
}
"""Slag → periode, dato, bilag og tekst."""
FOND = (5, "2024-05-15", "KD 2024-02", "Bruk av bundne fond etter PS 48/24 (konstruert)")
HELSE = frozenset(("310", "340"))

Rad = tuple[int, Post, int, str, str, str]
"""periode, post, øre, bilag, dato, tekst."""


def rader(slag: str, poster: list[Post], rng: random.Random) -> Iterator[Rad]:
    """Budsjettradene for ett slag."""
    if slag == "opprinnelig":
        yield from _opprinnelig(poster, rng)
        return
    for post in poster:
        periode, dato, bilag, tekst = FORMAAL[slag]
        if slag == "endring_administrativ" and post.virksomhet not in HELSE:
            periode, dato, bilag, tekst = FOND
        yield periode, post, post.ore, bilag, dato, tekst


def _opprinnelig(poster: list[Post], rng: random.Random) -> Iterator[Rad]:
    """Periodisert etter artens sesong når beløpet er stort nok, ellers samlet i desember."""
    typer = bilagstyper()
    for post in poster:
        deler = [0] * 11 + [post.ore]
        if abs(post.ore) >= PERIODISERES_FRA:
            sesong = typer[post.art].sesong if post.art in typer else "tolv"
            kroner = maanedsvis(rng, post.ore // ORE, sesong, 0.0)
            deler = [kr * ORE for kr in kroner]
        for periode, ore in enumerate(deler, 1):
            if ore:
                dato = f"{post.aar}-{periode:02d}-01"
                yield periode, post, ore, f"BUD-{post.aar}", dato, f"Opprinnelig budsjett {post.aar}"
