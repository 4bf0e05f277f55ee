"""Column widths and type size of a printed table: every number on one line, whatever the count of columns."""

from collections.abc import Sequence
from dataclasses import dataclass

STAAENDE, LIGGENDE = 170.0, 257.0
"""Width between the margins of A4, in millimetres."""
PUNKT_PER_MM = 72 / 25.4
STORRELSER = (8.5, 8.0, 7.5, 7.0, 6.5)
MINSTE = 5.5
LUFT, MINSTE_LUFT = 4.0, 1.5
"""Space to each side of a cell, in points."""
EN_LINJE = 18.0
GOD_TALLPLASS, TEKSTPLASS = 1.4, 0.75
FAA, LESBAR, MINSTE_LINJE = 6, 7.5, 12
"""At most so many columns stand upright with broken lines, in this type size, texts no narrower than so many em."""
SMAL = 0.62
"""A table that needs less than this share of the width is not stretched."""

_SMALE, _BREDE = set(" \u202f.,:;'|iljItfr()[]-"), set("mwMWÆ@%—")


@dataclass(frozen=True, slots=True)
class Kolonnemaal:
    """What a column holds: whether numbers, its texts, its heading."""

    er_tall: bool
    tittel: str
    tekster: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bredder:
    """Type size in points, landscape or not, cell space, and per column a width in em or a share."""

    punkt: float
    liggende: bool
    luft: float
    em: tuple[float, ...]
    andel: tuple[float, ...]
    del_ord: bool


def em(tekst: str) -> float:
    """Width of a text in em, somewhat generous, for Inter semi-bold with tabular numerals."""
    return sum(
        0.33 if t in _SMALE else 0.97 if t in _BREDE else 0.7 if t.isupper() else 0.66 if t.isdigit() else 0.6
        for t in tekst
    )


def velg_bredder(kolonner: Sequence[Kolonnemaal]) -> Bredder:
    """The largest type that fits, upright before landscape; words of headings are divided only at the end.

    A few columns of long texts stand upright too: their lines are broken instead of the page turned.
    """
    for liggende, del_ord in ((False, False), (False, True), (True, False), (True, True)):
        faste = [_fast(k, del_ord=del_ord) for k in kolonner]
        plass = (LIGGENDE if liggende else STAAENDE) * PUNKT_PER_MM
        if liggende and not del_ord and len(kolonner) <= FAA and (smal := _brutt(kolonner)):
            return smal
        for punkt in STORRELSER[del_ord:]:
            if _behov(kolonner, faste) * punkt + 2 * LUFT * len(kolonner) <= plass:
                return _bredder(kolonner, faste, Bredder(punkt, liggende, LUFT, (), (), del_ord))
    faste = [_fast(k, del_ord=True) for k in kolonner]
    plass = LIGGENDE * PUNKT_PER_MM - 2 * MINSTE_LUFT * len(kolonner)
    punkt = max(MINSTE, int(10 * plass / _behov(kolonner, faste)) / 10)
    return _bredder(
        kolonner, faste, Bredder(punkt, liggende=True, luft=MINSTE_LUFT, em=(), andel=(), del_ord=True)
    )


def _brutt(kolonner: Sequence[Kolonnemaal]) -> Bredder | None:
    """Upright in readable type, with long texts on more lines; None when that makes them too narrow."""
    faste = [_fast(k, del_ord=False) for k in kolonner]
    luft = 2 * LUFT / LESBAR
    em_ = _fordel(kolonner, faste, STAAENDE * PUNKT_PER_MM / LESBAR - luft * len(kolonner))
    smale = (e < min(_lengst(k), MINSTE_LINJE) for k, e in zip(kolonner, em_, strict=True) if not k.er_tall)
    if sum(em_) + luft * len(em_) > STAAENDE * PUNKT_PER_MM / LESBAR + 0.01 or any(smale):
        return None
    bredder = tuple(round(e + luft, 3) for e in em_)
    return Bredder(LESBAR, liggende=False, luft=LUFT, em=bredder, andel=(0.0,) * len(em_), del_ord=False)


def _fordel(kolonner: Sequence[Kolonnemaal], faste: Sequence[float], plass: float) -> list[float]:
    """Least widths, and the rest of the room to the text columns by how much text each holds."""
    em_, lengst = list(faste), [_lengst(k) for k in kolonner]
    mengde = [0.0 if k.er_tall else sum(em(t) for t in k.tekster) for k in kolonner]
    for _ in kolonner:
        vil = [m if e < lang else 0.0 for m, e, lang in zip(mengde, em_, lengst, strict=True)]
        ledig = plass - sum(em_)
        if ledig <= 0 or not sum(vil):
            break
        em_ = [
            min(lang, e + ledig * v / sum(vil)) if v else e
            for e, lang, v in zip(em_, lengst, vil, strict=True)
        ]
    return em_


def _fast(kolonne: Kolonnemaal, *, del_ord: bool) -> float:
    """Least width in em: the widest number, or the longest word of heading and texts."""
    ord_ = max((em(o) for o in kolonne.tittel.replace("-", "- ").split()), default=0.0)
    if kolonne.er_tall:
        tall = max((em(t) for t in kolonne.tekster), default=0.0)
        return max(tall, min(ord_, 4.5) if del_ord else ord_)
    lengst = max((em(o) for t in kolonne.tekster for o in t.split()), default=0.0)
    return max(min(ord_, 5.0) if del_ord else ord_, min(lengst, 5.0 if del_ord else 8.0))


def _onsket(kolonne: Kolonnemaal) -> float:
    """Width in em where the longest text stands on one line, or two when it is long."""
    lengst = _lengst(kolonne)
    return lengst if lengst <= EN_LINJE else max(EN_LINJE, min(lengst / 2, 2 * EN_LINJE))


def _lengst(kolonne: Kolonnemaal) -> float:
    """Width in em where every text stands on one line."""
    return max((em(t) for t in (kolonne.tittel, *kolonne.tekster)), default=0.0)


def _behov(kolonner: Sequence[Kolonnemaal], faste: Sequence[float]) -> float:
    """Em needed: numbers at full width, texts most of what they wish."""
    behov = zip(kolonner, faste, strict=True)
    return sum(fast if k.er_tall else max(fast, TEKSTPLASS * _onsket(k)) for k, fast in behov)


def _bredder(kolonner: Sequence[Kolonnemaal], faste: Sequence[float], valgt: Bredder) -> Bredder:
    """Spare room goes to the numbers first, then to the texts; a small table keeps to the left."""
    luft = 2 * valgt.luft / valgt.punkt
    plass = (LIGGENDE if valgt.liggende else STAAENDE) * PUNKT_PER_MM / valgt.punkt - luft * len(kolonner)
    helt = [fast if k.er_tall else max(fast, _lengst(k)) for k, fast in zip(kolonner, faste, strict=True)]
    onsket = [fast if k.er_tall else max(fast, _onsket(k)) for k, fast in zip(kolonner, faste, strict=True)]
    onsket = helt if sum(helt) <= plass else onsket
    antall_tall = sum(k.er_tall for k in kolonner)
    ledig = plass - sum(onsket)
    ekstra = max(0.0, min(GOD_TALLPLASS, ledig / antall_tall)) if antall_tall else 0.0
    em_ = [o + (ekstra if k.er_tall else 0.0) for k, o in zip(kolonner, onsket, strict=True)]
    if ledig < 0:
        em_ = _fordel(kolonner, faste, plass)
    full = ledig >= 0 and sum(em_) > SMAL * plass
    tekst = [not k.er_tall for k in kolonner]
    er_andel = tekst if full and any(tekst) else [False] * len(kolonner)
    return Bredder(
        valgt.punkt,
        valgt.liggende,
        valgt.luft,
        tuple(round(e + luft, 3) for e in em_),
        tuple(round(e, 3) if a else 0.0 for e, a in zip(em_, er_andel, strict=True)),
        valgt.del_ord,
    )
