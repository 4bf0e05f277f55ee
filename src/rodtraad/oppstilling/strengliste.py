"""Strengliste: the account strings of a figure with their names, hidden ones only as sums."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rodtraad.oppstilling.forklaring import Kontostreng
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.skjerming import Antall
from rodtraad.oppstilling.strenger import Streng

SKJERMET = "skjermet, bare sum"
SAMLET = "Skjermede poster samlet"


def strengliste(
    k: Kontekst,
    apne: Antall,
    skjulte: Antall,
    ansvarsnavn: Mapping[str, str],
    *,
    per_tjeneste: bool,
    antall: int,
) -> tuple[tuple[Kontostreng, ...], int]:
    """Open strings one by one and hidden ones summed, the largest first, and how many there are in all.

    Hidden ones are summed per virksomhet and function, as the tables print them, where the figure takes whole
    functions (`per_tjeneste`); else into one sum, so that no art of such a function is told.
    """
    samlet = list(_skjulte(k, skjulte, per_tjeneste=per_tjeneste))
    storste = heapq.nsmallest(antall, apne.items(), key=lambda par: _rekkefolge(par[0]))
    rader = samlet + [_apen(k, streng, fortegn, ansvarsnavn) for streng, fortegn in storste]
    return tuple(sorted(rader, key=_rekkefolge)[:antall]), len(apne) + len(samlet)


def _rekkefolge(rad: Streng | Kontostreng) -> tuple[int, int, str, str, str, str, str, str]:
    return (
        -abs(rad.ore), rad.aar, rad.slag, rad.ansvar, rad.art, rad.funksjon, rad.kapittel, rad.prosjekt,
    )  # fmt: skip


def _apen(k: Kontekst, streng: Streng, fortegn: int, ansvarsnavn: Mapping[str, str]) -> Kontostreng:
    art = k.regelverk.koder.arter.get(streng.art)
    return Kontostreng(
        slag=streng.slag,
        kontoklasse=streng.kontoklasse,
        ansvar=streng.ansvar,
        ansvar_navn=ansvarsnavn.get(streng.ansvar, ""),
        art=streng.art,
        art_navn=art.navn if art else "",
        funksjon=streng.funksjon,
        funksjon_navn=k.navn_paa(streng.funksjon) if streng.funksjon else "",
        prosjekt=streng.prosjekt,
        ore=streng.ore,
        antall=streng.antall,
        aar=streng.aar,
        kapittel=streng.kapittel,
        fortegn=fortegn,
    )


def _skjulte(k: Kontekst, skjulte: Antall, *, per_tjeneste: bool) -> Iterator[Kontostreng]:
    summer: dict[tuple[int, str, str, str, str, int], list[int]] = defaultdict(lambda: [0, 0])
    for s, fortegn in skjulte.items():
        virksomhet, funksjon = (s.virksomhet, s.funksjon) if per_tjeneste else ("", "")
        sum_ = summer[s.aar, s.slag, s.kontoklasse, virksomhet, funksjon, fortegn]
        sum_[0] += s.ore
        sum_[1] += s.antall
    for (aar, slag, klasse, virksomhet, funksjon, fortegn), (ore, antall) in summer.items():
        yield Kontostreng(
            slag=slag,
            kontoklasse=klasse,
            ansvar="",
            ansvar_navn=k.enhet[virksomhet].navn if virksomhet in k.enhet else SAMLET,
            art="",
            art_navn=SKJERMET,
            funksjon=funksjon,
            funksjon_navn=k.navn_paa(funksjon) if funksjon else "",
            prosjekt="",
            ore=ore,
            antall=antall,
            aar=aar,
            fortegn=fortegn,
        )
