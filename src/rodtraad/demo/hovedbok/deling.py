"""Deling av hele beløp: alle deler har samme fortegn, og summen er alltid nøyaktig."""

import random
from collections.abc import Sequence

SESONGER: dict[str, tuple[int, ...]] = {
    "jevn": (8, 9, 10, 9, 9, 8, 5, 8, 9, 10, 9, 10),
    "tolv": (1,) * 12,
    "lonn": (100, 100, 100, 100, 100, 108, 98, 99, 100, 100, 100, 101),
    "skole": (8, 6, 5, 4, 4, 3, 1, 20, 18, 12, 8, 6),
    "var_host": (5, 9, 12, 11, 10, 6, 2, 5, 12, 13, 12, 10),
    "vinter": (15, 14, 13, 10, 6, 4, 3, 4, 6, 8, 11, 14),
    "sommer": (2, 2, 4, 6, 12, 15, 10, 14, 14, 11, 7, 5),
    "januar": (50, 20, 5, 3, 3, 3, 1, 2, 4, 3, 3, 3),
    "kvartal": (1, 1, 22, 1, 1, 22, 1, 1, 22, 1, 1, 27),
    "termin": (0, 0, 25, 0, 0, 25, 0, 0, 25, 0, 25, 0),
    "skatt": (11, 2, 13, 2, 14, 3, 13, 2, 14, 3, 20, 3),
    "mai": (0, 0, 0, 1, 8, 1, 0, 0, 0, 0, 0, 0),
}
MAANEDER = range(1, 13)


def del_etter_vekt(belop: int, vekter: Sequence[float]) -> list[int]:
    """Beløpet delt etter vekter; den siste delen med vekt får resten."""
    sum_vekt = sum(vekter)
    storrelse = abs(belop)
    ut = [int(storrelse * v / sum_vekt) for v in vekter]
    siste = max(i for i, v in enumerate(vekter) if v)
    ut[siste] += storrelse - sum(ut)
    return ut if belop >= 0 else [-d for d in ut]


def maanedsvis(rng: random.Random, belop: int, sesong: str, uro: float = 0.02) -> list[int]:
    """Tolv månedsbeløp etter sesong, med litt uro."""
    vekter = [v * (1 + uro * (2 * rng.random() - 1)) for v in SESONGER[sesong]]
    return del_etter_vekt(belop, vekter)


def stykker(rng: random.Random, belop: int, typisk: int, sesong: str) -> list[tuple[int, int]]:
    """(måned, beløp) for bilag av vanlig størrelse, i tilfeldige måneder etter sesong."""
    antall = max(1, min(900, round(abs(belop) / typisk)))
    if antall == 1:
        return [(rng.choices(MAANEDER, SESONGER[sesong])[0], belop)]
    tilfeldig = rng.random
    vekter = [0.12 + tilfeldig() ** 2 * 2.4 for _ in range(antall)]
    maaneder = rng.choices(MAANEDER, SESONGER[sesong], k=antall)
    return list(zip(maaneder, del_etter_vekt(belop, vekter), strict=True))
