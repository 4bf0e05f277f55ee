"""Fakturaer og andre løpende bilag, og merverdiavgiften som følger kjøpene."""

import random
from collections import defaultdict

from rodtraad.demo.hovedbok.bok import Bok, Linje, balanse
from rodtraad.demo.hovedbok.deling import stykker
from rodtraad.demo.hovedbok.konti import Bilagstype, Post, bilagstyper

Sted = tuple[str, str, str, str]
"""kontoklasse, ansvar, funksjon, prosjekt."""
STORRE_I_INVESTERING = 6
SATS = 0.25
FAST = 12
SISTE_DAG = 28


def for_lopende(bok: Bok, rng: random.Random, poster: list[Post]) -> None:
    """Fører kjøp, overføringer og inntekter som bilag av vanlig størrelse."""
    typer = bilagstyper()
    mva: dict[Sted, int] = {}
    kompensasjon: dict[Sted, Post] = {}
    kjop: dict[Sted, list[tuple[Post, Bilagstype]]] = defaultdict(list)
    for post in poster:
        sted = (post.kontoklasse, post.ansvar, post.funksjon, post.prosjekt)
        if post.art == "429":
            mva[sted] = post.ore
        elif post.art == "729":
            kompensasjon[sted if post.kontoklasse == "1" else ("0", "", "", post.prosjekt)] = post
        elif typer[post.art].serie == "IF":
            kjop[sted].append((post, typer[post.art]))
        else:
            _for_enkelt(bok, rng, post, typer[post.art])
    for sted in sorted({*kjop, *mva}):
        avgift = _for_kjop(bok, rng, kjop.get(sted, []), (sted, mva.get(sted, 0)))
        if sted in mva:
            motpost = kompensasjon[sted if sted[0] == "1" else ("0", "", "", sted[3])]
            _for_kompensasjon(bok, motpost, avgift)


def _typisk(post: Post, type_: Bilagstype) -> int:
    if not type_.typisk_ore:
        return max(1, abs(post.ore) // FAST)
    return type_.typisk_ore * (STORRE_I_INVESTERING if post.kontoklasse == "0" else 1)


def _linje(post: Post, ore: int) -> Linje:
    return (post.kontoklasse, post.art, post.funksjon, "", "", post.ansvar, post.prosjekt, ore)


def _for_enkelt(bok: Bok, rng: random.Random, post: Post, type_: Bilagstype) -> None:
    dag = rng.random
    for maaned, ore in stykker(rng, post.ore, _typisk(post, type_), type_.sesong):
        if ore:
            bok.for_(
                periode=maaned,
                dag=1 + int(dag() * SISTE_DAG),
                serie=type_.serie,
                tekst=type_.tekst,
                linjer=[_linje(post, ore), balanse(type_.kapittel, type_.sektor, -ore)],
            )


def _for_kjop(
    bok: Bok, rng: random.Random, kjop: list[tuple[Post, Bilagstype]], avgift: tuple[Sted, int]
) -> list[int]:
    """Fører inngående fakturaer; gir merverdiavgiften per måned (indeks 1–12)."""
    (klasse, ansvar, funksjon, prosjekt), mva = avgift
    biter = [
        (maaned, ore, post, type_)
        for post, type_ in kjop
        for maaned, ore in stykker(rng, post.ore, _typisk(post, type_), type_.sesong)
        if ore
    ]
    netto = sum(bit[1] for bit in biter)
    sats = min(mva / netto, SATS) if netto > 0 else 0.0
    per_maaned = [0] * 13
    rest = mva
    dag = rng.random
    for nr, (maaned, ore, post, type_) in enumerate(biter, 1):
        del_ = int(ore * sats) if nr < len(biter) or sats == SATS else rest
        linjer = [_linje(post, ore)]
        if del_:
            linjer.append((klasse, "429", funksjon, "", "", ansvar, prosjekt, del_))
            per_maaned[maaned] += del_
            rest -= del_
        linjer.append(balanse(type_.kapittel, type_.sektor, -ore - del_))
        bok.for_(periode=maaned, dag=1 + int(dag() * SISTE_DAG), serie="IF", tekst=type_.tekst, linjer=linjer)
    if rest:
        linje = (klasse, "429", funksjon, "", "", ansvar, prosjekt, rest)
        tekst = "Merverdiavgift etterberegnet"
        bok.for_(
            periode=12, dag=SISTE_DAG, serie="ME", tekst=tekst, linjer=[linje, balanse("35", "200", -rest)]
        )
        per_maaned[12] += rest
    return per_maaned


def _for_kompensasjon(bok: Bok, post: Post, avgift: list[int]) -> None:
    for maaned in range(1, 13):
        if avgift[maaned]:
            bok.for_(
                periode=maaned,
                dag=SISTE_DAG,
                serie="ME",
                tekst="Merverdiavgiftskompensasjon",
                linjer=[_linje(post, -avgift[maaned]), balanse("16", "610", avgift[maaned])],
            )
