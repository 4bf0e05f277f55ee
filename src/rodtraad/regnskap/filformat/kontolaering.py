"""How the kontoer of a file are built, learnt from its cells."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rodtraad.kjerne.fold import fold
from rodtraad.lov.koder import Koder
from rodtraad.regnskap.filformat.kontodeling import Kontodel, Kontoregel, del_konto, kontosiffer
from rodtraad.regnskap.filformat.tolkning import gyldige_balansekoder

_NOK = 0.9
_KORTEST, _LENGST = 4, 10
_FORKAST = re.compile(r"^(og|med|til|for|av|eiendomsskatt|andre|annen|annet)$")


@dataclass(frozen=True, slots=True)
class Kontolaering:
    """What was learnt: the `konto` of a profile (without the column), what should be looked at, codes no list has."""

    data: dict[str, Any] = field(default_factory=dict)
    merknader: tuple[str, ...] = ()


def ser_ut_som_konto(celler: Iterable[str], koder: Koder) -> bool:
    """Whether most cells begin with kontoklasse and a code of that class."""
    kontoer = {s for c in celler if (s := kontosiffer(c))}
    if not kontoer:
        return False
    kapitler, sektorer = gyldige_balansekoder(None)
    regel = Kontoregel("")
    gode = sum(
        _KORTEST <= len(k) <= _LENGST
        and _finnes(del_konto(k, regel, kapitler=kapitler, sektorer=sektorer), koder, kapitler)
        for k in kontoer
    )
    return gode >= 0.6 * len(kontoer)


def laer_konto(celler: Collection[str], *, koder: Koder, aar: int | None) -> Kontolaering:
    """Konto: where the art stands for each length, and exceptions for codes that are not valid in the year."""
    navn = {s: c.strip() for c in celler if (s := kontosiffer(c))}
    data: dict[str, Any] = {}
    lengder = _lengder(navn, koder)
    if lengder:
        data["lengder"] = {str(lengde): {"art_fra": fra} for lengde, fra in sorted(lengder.items())}
    merknader = []
    tapt = _tapt_null(navn, koder, aar)
    if tapt:
        merknader.append(
            f"{len(tapt)} kontoer ser ut til å ha mistet nullen foran ({', '.join(list(tapt)[:5])}); de er foreslått "
            "lest som investering. Kontroller."
        )
    andre = sorted(k for k in navn if k[0] not in "012" and k not in tapt)
    if andre:
        data["andre_klasser"] = "utelat"
        merknader.append(
            f"{len(andre)} kontoer begynner verken med 0, 1 eller 2 ({', '.join(andre[:5])}). De er foreslått utelatt."
        )
    unntak, egne = _unntak({k: c for k, c in navn.items() if k not in tapt}, lengder, koder, aar)
    unntak += [
        {
            "konto": konto,
            "kontoklasse": "0",
            "art": art,
            "begrunnelse": "Nullen foran er borte i filen. Kontroller.",
        }
        for konto, art in tapt.items()
    ]
    if unntak:
        data["unntak"] = unntak
    return Kontolaering(data, (*merknader, *egne))


def _tapt_null(navn: Mapping[str, str], koder: Koder, aar: int | None) -> dict[str, str]:
    """Kontoer of investering stored as numbers: no konto as they stand, one with a zero in front."""
    kapitler, sektorer = gyldige_balansekoder(aar)
    tapt = {}
    for konto in navn:
        som_den_er = del_konto(konto, Kontoregel(""), kapitler=kapitler, sektorer=sektorer, aar=aar)
        med_null = del_konto(f"0{konto}", Kontoregel(""), kapitler=kapitler, sektorer=sektorer, aar=aar)
        if not _finnes(som_den_er, koder, kapitler) and _finnes(med_null, koder, kapitler):
            tapt[konto] = med_null.art
    # One zero in front of a konto says that this file keeps its zeros.
    return {} if any(k[0] == "0" for k in navn) else dict(sorted(tapt.items()))


def _lengder(navn: Mapping[str, str], koder: Koder) -> dict[int, int]:
    """Lengths whose art begins later than at place 2 («1 0010»: the art is 010)."""
    funnet = {}
    for lengde in {len(k) for k in navn if k[0] in "01"}:
        kontoer = [k for k in navn if len(k) == lengde and k[0] in "01"]
        treff = {
            fra: sum(k[fra - 1 : fra + 2] in koder.arter for k in kontoer)
            for fra in (2, 3)
            if lengde > fra + 1
        }
        if treff.get(3, 0) > treff[2] and treff[2] < _NOK * len(kontoer):
            funnet[lengde] = 3
    return funnet


def _unntak(
    navn: Mapping[str, str], lengder: Mapping[int, int], koder: Koder, aar: int | None
) -> tuple[list[dict[str, Any]], list[str]]:
    """An art that was split before the year is read as the successor its name fits best; the person is told."""
    regel = Kontoregel("", lengder={str(k): v for k, v in lengder.items()})
    kapitler, sektorer = gyldige_balansekoder(aar)
    unntak, merknader = [], []
    for konto, celle in sorted(navn.items()):
        delt = del_konto(konto, regel, kapitler=kapitler, sektorer=sektorer, aar=aar)
        kode = koder.arter.get(delt.art)
        if delt.kontoklasse not in {"0", "1"} or not delt.art:
            continue
        if kode is None:
            merknader.append(f"Konto «{celle[:60]}» gir art {delt.art}, som ikke finnes i KOSTRA.")
            continue
        # With no year known, the exception stands ready for the first year the art is gone.
        forste = aar or (kode.gyldig_til.year + 1 if kode.gyldig_til else None)
        if forste is None or kode.er_gyldig(date(forste, 12, 31)):
            continue
        nye = [
            ny
            for e in koder.etterfolgere.get("arter", ())
            if e.gammel == delt.art
            for ny in e.nye
            if koder.arter[ny].er_gyldig(date(forste, 12, 31))
        ]
        if not nye:
            merknader.append(f"Konto «{celle[:60]}» gir art {delt.art}, som ikke gjelder i {forste}.")
            continue
        valgt = _likest(celle, nye, koder)
        hvorfor = (
            f"Art {delt.art} er delt i {' og '.join(nye)}; {valgt} er foreslått etter navnet. Kontroller."
        )
        unntak.append({"konto": konto, "fra_aar": forste, "art": valgt, "begrunnelse": hvorfor})
        merknader.append(f"Konto «{celle[:60]}»: {hvorfor}")
    return unntak, merknader


def _likest(celle: str, nye: list[str], koder: Koder) -> str:
    """The successor whose name shares most words with the konto's, and then the first."""
    ord_ = _ord(celle)
    return max(nye, key=lambda ny: (len(ord_ & _ord(koder.arter[ny].navn)), -nye.index(ny)))


def _ord(tekst: str) -> set[str]:
    ord_ = re.findall(r"[a-z]{3,}", fold(tekst.casefold()))
    return {o[:7] for o in ord_ if not _FORKAST.match(o)}


def _finnes(delt: Kontodel, koder: Koder, kapitler: Collection[str]) -> bool:
    if delt.feil:
        return False
    return delt.kapittel in kapitler if delt.kontoklasse == "2" else delt.art in koder.arter
