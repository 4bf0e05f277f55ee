"""Lån, fond, avskrivninger, aktivering, premieavvik og årsoppgjør: bilag der balansen har egne kapitler."""

import random
from collections import defaultdict
from collections.abc import Mapping

from rodtraad.demo.hovedbok.bok import BANK, EGEN, Bok, Linje, balanse
from rodtraad.demo.hovedbok.deling import maanedsvis
from rodtraad.demo.hovedbok.konti import ORE, Post

KAPITAL = ("5990", EGEN)
GJELD = ("451", "395")
GJELD_FOR_2024 = ("45", "395")
"""Kapittel 451–454 avløste 45 fra 2024."""
NY_GJELD_FRA = 2024
UTLAN = ("22", "890")
AKSJER = ("21", "200")
FOND = {("1", "50"): "51", ("1", "40"): "56", ("0", "50"): "55", ("0", "40"): "53"}
LAAN = {
    # art: konto i balansen som føres mot kapitalkonto, tekst, sesong
    "510": (GJELD, "Avdrag på lån", "kvartal"),
    "512": (GJELD, "Avdrag på lån til videreutlån", "kvartal"),
    "522": (UTLAN, "Utbetaling av startlån", "jevn"),
    "529": (AKSJER, "Kjøp av aksjer og andeler", "mai"),
    "910": (GJELD, "Opptak og bruk av lån", "kvartal"),
    "912": (GJELD, "Opptak og bruk av startlån", "kvartal"),
    "922": (UTLAN, "Mottatte avdrag på startlån", "kvartal"),
    "929": (AKSJER, "Salg av aksjer og andeler", "mai"),
}
VARIGE = frozenset(("010", "090", "099", "120", "195", "200", "210", "230", "250", "270", "280"))
FONDSARTER = frozenset(("540", "550", "940", "950"))
UTSTYR = frozenset(("200", "210"))
SISTE = 13
AARSSLUTT = LAAN.keys() | FONDSARTER | {"590", "990", "980"}
AAPNING_KR: Mapping[tuple[str, str], int] = {
    # Konstruert åpningsbalanse 2023, i kroner; lånegjeld etter rapportens nøkkeltall.
    # Disposisjonsfondet er det kassen brukte opp i 2024 (24 744 000 kr); KOSTRA-tallet er konsernets.
    ("13", "890"): 18_420_000, ("16", "610"): 31_750_000, ("19", EGEN): 48_900_000, ("20", EGEN): 905_300_000,
    ("21", "200"): 46_100_000, ("22", "890"): 41_200_000, ("24", EGEN): 58_300_000, ("27", EGEN): 1_243_700_000,
    ("32", "640"): -61_900_000, ("32", "890"): -98_200_000, ("35", "200"): -36_150_000, ("40", EGEN): -1_004_600_000,
    GJELD_FOR_2024: -752_400_000, ("51", EGEN): -58_240_000, ("53", EGEN): -13_870_000, ("55", EGEN): -14_900_000,
    ("56", EGEN): -42_359_024, ("5990", EGEN): -538_030_976,
}  # fmt: skip


def er_aarsslutt(post: Post) -> bool:
    """Om posten føres med egne kapitler i balansen."""
    return post.art in AARSSLUTT or post.funksjon in ("170", "171")


def _linje(post: Post, ore: int) -> Linje:
    return (post.kontoklasse, post.art, post.funksjon, "", "", post.ansvar, post.prosjekt, ore)


def for_aarsslutt(bok: Bok, rng: random.Random, poster: list[Post]) -> None:
    """Fører postene som har egne kapitler i balansen."""
    for post in poster:
        if post.art in LAAN:
            _for_laan(bok, rng, post)
        elif post.art in FONDSARTER:
            _for_en(bok, post, FOND[post.kontoklasse, post.art[1:]], "Avsetning til og bruk av fond")
        elif post.art == "980":
            _for_en(bok, post, "5900", "Årets merforbruk")
        elif post.funksjon in ("170", "171"):
            tekst = "Årets premieavvik" if post.funksjon == "170" else "Amortisering av premieavvik"
            _for_en(bok, post, "19", tekst)
        elif post.art == "590":
            _for_en(bok, post, "24" if post.funksjon in ("120", "339") else "27", "Avskrivninger", periode=12)
        else:
            _for_en(bok, post, KAPITAL[0], "Motpost avskrivninger", periode=12)


def _for_en(bok: Bok, post: Post, kapittel: str, tekst: str, periode: int = SISTE) -> None:
    linjer = [_linje(post, post.ore), balanse(kapittel, EGEN, -post.ore)]
    bok.for_(periode=periode, dag=31, serie="ME", tekst=tekst, linjer=linjer)


def _gjeld(aar: int) -> tuple[str, str]:
    return GJELD if aar >= NY_GJELD_FRA else GJELD_FOR_2024


def _for_laan(bok: Bok, rng: random.Random, post: Post) -> None:
    konto, tekst, sesong = LAAN[post.art]
    if konto == GJELD:
        konto = _gjeld(post.aar)
    for maaned, ore in enumerate(maanedsvis(rng, post.ore, sesong), 1):
        if ore:
            linjer = [_linje(post, ore), balanse(*BANK, -ore), balanse(*konto, ore), balanse(*KAPITAL, -ore)]
            bok.for_(periode=maaned, dag=20, serie="BA", tekst=tekst, linjer=linjer)


def aktiver(bok: Bok, poster: list[Post]) -> None:
    """Aktiverer årets investeringer per prosjekt mot kapitalkonto."""
    per: dict[tuple[str, str], int] = defaultdict(int)
    for post in poster:
        if post.kontoklasse == "0" and post.art in VARIGE | {"429"}:
            per[post.prosjekt, "24" if post.art in UTSTYR else "27"] += post.ore
    for (prosjekt, kapittel), ore in sorted(per.items()):
        if ore:
            linjer = [balanse(kapittel, EGEN, ore), balanse(*KAPITAL, -ore)]
            bok.for_(periode=SISTE, dag=31, serie="ME", tekst=f"Aktivering {prosjekt}", linjer=linjer)


def aapne(bok: Bok, forrige: Bok | None) -> None:
    """Åpningsbalansen: forrige års utgående balanse, eller den konstruerte for det første året."""
    if forrige:
        saldo = forrige.saldo()
        saldo[_gjeld(bok.aar)] = saldo.pop(_gjeld(forrige.aar))
    else:
        saldo = {konto: kr * ORE for konto, kr in AAPNING_KR.items()}
        saldo[BANK] = -sum(saldo.values())
    linjer = [balanse(*konto, ore) for konto, ore in sorted(saldo.items())]
    bok.for_(periode=0, dag=1, serie="IB", tekst="Inngående balanse", linjer=linjer)


def for_rettelse(bok: Bok, post: Post) -> None:
    """En konto som står med 0: en postering og rettelsen av den måneden etter."""
    ore = -1_250 * ORE if post.art >= "600" else 1_250 * ORE
    for periode, belop, tekst in ((9, ore, "Feilført"), (10, -ore, "Retting av feilført bilag")):
        linjer = [_linje(post, belop), balanse(*BANK, -belop)]
        bok.for_(periode=periode, dag=20, serie="ME", tekst=tekst, linjer=linjer)
