"""Trinnene i løsningen av driften."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from skript.konstruksjon.drift import KOL, Drift, Losning, _grenser, grunnmodell
from skript.konstruksjon.drift_rader import INNTEKT, RAMMER, UTGIFT
from skript.konstruksjon.losning import UENDELIG, Modell

if TYPE_CHECKING:
    from collections.abc import Mapping

REGNSKAP = ("R23", "R24", "OB")
SIKKER_1A = ("avskr", "rente", "avs", "rentei", "brukb", "brukd")


def onsket(d: Drift) -> tuple[dict[tuple[str, ...], float], dict[tuple[str, ...], float]]:
    """LP: ønsket fordeling så nær prioren som de trykte cellene tillater. Gir (grunnvariabler, cellelinjer)."""
    m = grunnmodell(d, heltall=False)
    celler = koble(d, m)
    for navn in celler:
        kol, _, v, f, linje = navn
        verdi = d.mal[kol, v, f, linje]
        skala = max(abs(verdi), 0.04 * abs(d.trykt[v, f][kol]) * 1000, 15_000)
        m.naer(navn, verdi, skala, 3.0 if linje in SIKKER_1A else 1.0)
    _midt(d, m)
    verdier = m.los()
    return (
        {n: w for n, w in verdier.items() if isinstance(n, tuple) and n[0] in KOL and n[1] != "x"},
        {n: verdier[n] for n in celler},
    )


def koble(d: Drift, m: Modell) -> list[tuple[str, str, str, str, str]]:
    """Cellelinjene x med radsum T (tjenestenetto) og kolonnesum L (rammeområdets linje)."""
    celler = []
    per_linje: dict[tuple[str, str, str], dict[object, float]] = defaultdict(dict)
    per_celle: dict[tuple[str, str, str], dict[object, float]] = defaultdict(dict)
    for kol, v, f, linje in d.mal:
        navn = (kol, "x", v, f, linje)
        celler.append(navn)
        m.variabel(navn, *_grenser(linje))
        per_linje[kol, d.ramme[v], linje][navn] = 1.0
        if linje != "mva":
            per_celle[kol, v, f][navn] = 1.0
    for kol in REGNSKAP:
        for kode, _ in RAMMER.values():
            for linje in (*UTGIFT, *INNTEKT):
                if kode != "FIN" and linje != "askatt":
                    m.krav({**per_linje[kol, kode, linje], (kol, "L", kode, linje): -1.0}, 0, 0)
        for v, f in d.celler:
            ledd = {**per_celle[kol, v, f], (kol, "T", v, f): -1.0}
            if (v, f) == ("400", "325"):
                ledd[kol, "L", "NAE", "askatt"] = 1.0
            m.krav(ledd, 0, 0)
    return celler


def _midt(d: Drift, m: Modell) -> None:
    """Beløp nær midten av trykt avrunding, ikke ved kanten."""
    for rad in d.rader:
        if len(rad.uttrykk) != 1:
            continue
        (navn,) = rad.uttrykk
        for kol in REGNSKAP:
            trykt = rad.verdier.get(kol)
            if trykt and ("midt", kol, *navn) not in m.indeks:
                m.variabel(("midt", kol, *navn), 0, 0)
                jitter = 0 if kol == "OB" else hash_kr("".join(navn) + kol) % 401 - 200
                m.naer((kol, *navn), trykt * 1000 + jitter, 1000, 0.02)


def hash_kr(tekst: str) -> int:
    """Fast, tilfeldig-liknende tall av en tekst."""
    verdi = 7
    for tegn in tekst:
        verdi = (verdi * 131 + ord(tegn)) % 1_000_003
    return verdi


def hele_kroner(d: Drift, ønsket: dict[tuple[str, ...], float]) -> Losning:
    """MILP: grunnvariablene i hele kroner, nær LP-løsningen, med alle trykte celler."""
    m = grunnmodell(d, heltall=True)
    koble(d, m)
    for navn, verdi in ønsket.items():
        avrundet = round(verdi)
        i = m.indeks[navn]
        m.nedre[i] = max(m.nedre[i], avrundet - 400)
        m.ovre[i] = min(m.ovre[i], avrundet + 400)
        m.naer(navn, avrundet, 100, 1.0)
    verdier = m.los()
    return {n: round(w) for n, w in verdier.items() if isinstance(n, tuple) and n[0] in KOL}


def fordel(d: Drift, hele: Losning, ønsket: dict[tuple[str, ...], float]) -> Losning:
    """Transport: rammeområdets linjer fordelt på tjenestene i hele kroner; radsum T og kolonnesum L."""
    ut: Losning = {}
    for kol in REGNSKAP:
        for kode, vs in RAMMER.values():
            if kode != "FIN":
                egne = {n: w for n, w in ønsket.items() if n[0] == kol and n[2] in vs}
                ut |= _fordel_ramme((kol, kode), [c for c in d.celler if c[0] in vs], hele, egne)
    return ut


def _fordel_ramme(
    sted: tuple[str, str], celler: list[tuple[str, str]], hele: Losning, ønsket: dict[tuple[str, ...], float]
) -> Losning:
    kol, kode = sted
    m = Modell()
    navn = [n for n in ønsket if n[4] != "mva"]
    for n in navn:
        m.variabel(n, *_grenser(n[4]))
        m.naer(n, round(ønsket[n]), max(1000, math.ceil(abs(ønsket[n]))))
    for v, f in celler:
        t = hele[kol, "T", v, f]
        if (v, f) == ("400", "325"):
            t -= hele[kol, "L", "NAE", "askatt"]
        m.krav({n: 1.0 for n in navn if n[2:4] == (v, f)}, t, t)
    for linje in (*UTGIFT, *INNTEKT):
        if linje not in ("mva", "askatt"):
            belop = hele[kol, "L", kode, linje]
            m.krav({n: 1.0 for n in navn if n[4] == linje}, belop, belop)
    verdier = m.los()
    skjeve = [n for n in navn if abs(verdier[n] - round(verdier[n])) > 1e-4]
    if skjeve:
        raise SystemExit(f"Ikke heltall: {skjeve}")
    mva = {n: w for n, w in ønsket.items() if n[4] == "mva"}
    return {n: round(verdier[n]) for n in navn} | prorata(mva, hele[kol, "L", kode, "mva"])


def prorata(vekter: Mapping[Any, float], belop: int) -> dict[Any, int]:
    """Deler et helt beløp etter vekter med største rest."""
    sum_vekt = sum(vekter.values())
    if not vekter or sum_vekt <= 0:
        if belop:
            raise SystemExit(f"Ingen celler å fordele {belop} på")
        return {}
    ideell = {n: belop * w / sum_vekt for n, w in vekter.items()}
    ut = {n: math.floor(w) for n, w in ideell.items()}
    rest = belop - sum(ut.values())
    for n in sorted(ideell, key=lambda n: (ut[n] - ideell[n], n))[:rest]:
        ut[n] += 1
    return ut


__all__ = ["UENDELIG", "fordel", "hele_kroner", "onsket", "prorata"]
