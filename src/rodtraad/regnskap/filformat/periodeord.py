"""Months and years as people and systems write them: jan, Januar 2025, Periode 01, Hiå mai, 202501 YTD, 2025-01."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_MAANEDER = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_NAVN = {
    **{navn: nr for nr, navn in enumerate(_MAANEDER, start=1)},
    **{
        navn: nr
        for nr, navn in enumerate(
            ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
             "november", "desember"), start=1)
    },
    "sept": 9, "oct": 10, "dec": 12, "may": 5, "january": 1, "february": 2, "march": 3, "june": 6, "july": 7,
    "october": 10, "december": 12,
}  # fmt: skip
_AAR = r"(?P<aar>(?:19|20)\d\d)"
_NR = r"(?P<periode>0?\d|1[0-3])"
_FORMER = tuple(
    re.compile(form)
    for form in (
        rf"{_AAR}m?(?P<periode>0\d|1[0-3])",
        rf"{_AAR}[-./ ]+{_NR}",
        rf"{_NR}[-./ ]+{_AAR}",
        rf"{_NR}",
        # A whole date is the month it lies in.
        rf"{_AAR}[-./](?P<periode>0\d|1[0-2])[-./](?:0[1-9]|[12]\d|3[01])",
        rf"(?:0?[1-9]|[12]\d|3[01])[.](?P<periode>0?[1-9]|1[0-2])[.]{_AAR}",
    )
)
_FYLL = re.compile(
    r"\b(?:periode|per|p|maaned|mnd|md|akk|akkumulert|hittil|hiaa|ytd|til og med|t\.?o\.?m|i aar|pr|regnskap"
    r"|budsjett|saldo|belop|forbruk|period|month|actual|amount|accumulated|cumulative)\b\.?|\b(?:p|per|periode)(?=\d)"
)
_AKKUMULERT = re.compile(r"\bakk|hittil|\bhiaa\b|\bytd\b|\bkumul|\bcumul|\baccum|til og med|\bt\.?o\.?m\b")
_ORD = re.compile(r"[^\W\d]+")
_TALL = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Periodeord:
    """What a text says: the year (or None) and the period 0–13 (or None)."""

    aar: int | None = None
    periode: int | None = None


def tolk_periode(tekst: str) -> Periodeord:
    """Periode: the period a heading or a cell names, with the year when it says so; empty when it names none."""
    rent = " ".join(_FYLL.sub(" ", _fold(tekst)).split()).strip(" .-/:")
    for form in _FORMER:
        if treff := form.fullmatch(rent):
            funnet = treff.groupdict()
            aar = funnet.get("aar")
            return Periodeord(int(aar) if aar else None, int(funnet["periode"]))
    ord_ = re.findall(r"\w+", rent)
    maaneder = [_NAVN[o] for o in ord_ if o in _NAVN]
    andre = [o for o in ord_ if o not in _NAVN]
    if len(maaneder) == 1 and len(andre) <= 1:
        if not andre:
            return Periodeord(None, maaneder[0])
        if re.fullmatch(r"(19|20)\d\d", andre[0]):
            return Periodeord(int(andre[0]), maaneder[0])
        if andre[0].isdecimal() and int(andre[0]) == maaneder[0]:
            # «P01 jan», «12 des»: the number of the month, not a year.
            return Periodeord(None, maaneder[0])
        if re.fullmatch(r"\d\d", andre[0]):
            return Periodeord(2000 + int(andre[0]), maaneder[0])
    return Periodeord()


def periode_blant(tekst: str, felles: Collection[str]) -> Periodeord:
    """Periode: as `tolk_periode`, where words that other headings have too («felles») may stand beside it.

    A number alone is then no period: «Dim 1» and «Dim 2» are not months.
    """
    lest = tolk_periode(tekst)
    if lest.periode is not None or not felles:
        return lest
    andre = _ORD.sub(lambda o: " " if o[0] in felles else o[0], _fold(tekst))
    lest = tolk_periode(andre)
    return lest if lest.aar or any(o in _NAVN for o in _ORD.findall(andre)) else Periodeord()


def ord_uten_maaned(tekst: str) -> tuple[str, ...]:
    """The words of a heading that name no month, in order."""
    return tuple(o for o in _ORD.findall(_fold(tekst)) if o not in _NAVN)


def tolk_aar(tekst: str) -> int | None:
    """Aar: the only year a text names, or None when it names none or several."""
    funnet = set(_TALL.findall(_fold(tekst))) | {
        t.group("aar") for form in _FORMER[:1] for t in [form.fullmatch(tekst.strip())] if t
    }
    return int(funnet.pop()) if len(funnet) == 1 else None


def er_akkumulert(tekst: str) -> bool:
    """Whether a heading says that the figure is accumulated from the start of the year."""
    return _AKKUMULERT.search(_fold(tekst)) is not None


def _fold(tekst: str) -> str:
    return tekst.casefold().replace("å", "aa").replace("ø", "o").replace("æ", "ae").replace("_", " ").strip()
