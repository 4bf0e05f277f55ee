"""Reads delkostnadsindekser: a JSON with weights and indices, or a sheet of Grønt hefte («NNNN Navn» in column one)."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import arknavn, raa_rader
from rodtraad.kjerne.fold import sokeform
from rodtraad.statistikk.kilder.delkostnadsindekser.sektorer import Sektor, samlet, sektor_for, sektorer

_AAR: Final = re.compile(r"20[0-9]{2}")
_KOMMUNE: Final = re.compile(r"([0-9]{4})\s+(.+)")
_TALL: Final = re.compile(r"-?[0-9]{1,6}([.,][0-9]{1,30})?")
_MAKS: Final = 20_000_000
_SIFRE: Final = 30
_VEKT: Final = ("vekt", "sektorvekt")
_HJELP: Final = "Hent filen på nytt. Indeksen er et tall som 1.0321."


@dataclass(slots=True)
class Indekser:
    """What a file says: the year, where it is from in its own words, weights, and one index per place and sector."""

    aar: int | None = None
    kilde: str = ""
    merknad: str = ""
    vekter: dict[str, Decimal] = field(default_factory=dict)
    rader: list[tuple[str, str, Sektor, Decimal]] = field(default_factory=list)
    """(number, name, sector, index)."""


def les_json(fil: Path, feil: Feilliste) -> Indekser:
    """The JSON form: `kommuner` holds one number per municipality, or one per sector."""
    try:
        raa = json.loads(fil.read_bytes()[:_MAKS], parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        raa = None
    if not isinstance(raa, dict) or not isinstance(raa.get("kommuner"), dict):
        _form(feil, "Filen er ikke JSON med feltet «kommuner».")
        return Indekser()
    ut = Indekser(
        aar=_aar(raa.get("år", raa.get("aar"))),
        kilde=_ord(raa.get("kilde")),
        merknad=_ord(raa.get("merknad")),
    )
    vekter = raa.get("sektorvekter")
    for navn, verdi in (vekter if isinstance(vekter, dict) else {}).items():
        sektor = None if navn.startswith("_") else sektor_for(navn)
        tall = _tall(verdi)
        if sektor is not None and tall is not None:
            ut.vekter[sektor.id] = tall
        elif not navn.startswith("_"):
            _feil(feil, f"Vekten «{navn}» er ikke en kjent sektor med et tall.", navn)
    for nr, (nummer, verdi) in enumerate(raa["kommuner"].items(), start=1):
        ut.rader += _kommune_i_json(nr, str(nummer), verdi, feil)
    return ut


def _kommune_i_json(
    nr: int, nummer: str, verdi: Any, feil: Feilliste
) -> Iterator[tuple[str, str, Sektor, Decimal]]:
    navn = _ord(verdi.get("navn")) if isinstance(verdi, dict) else ""
    par = verdi.items() if isinstance(verdi, dict) else [("samlet", verdi)]
    if not re.fullmatch(r"[0-9]{4}", nummer):
        _feil(feil, f"«{nummer[:40]}» er ikke et kommunenummer.", "kommuner", nr)
        return
    for nokkel, raatall in par:
        sektor, tall = sektor_for(str(nokkel)), _tall(raatall)
        if nokkel == "navn":
            continue
        if sektor is None or tall is None:
            _feil(
                feil,
                f"{nummer}: «{str(nokkel)[:40]}» er {str(raatall)[:40]}, ikke en indeks.",
                "kommuner",
                nr,
            )
        else:
            yield nummer, navn, sektor, tall


def les_regneark(fil: Path, feil: Feilliste) -> Indekser:
    """A sheet of Grønt hefte: the heading begins with «Kommune»; the year stands there or in the name of the file."""
    for ark in range(1, len(arknavn(fil)) + 1):
        rader = list(raa_rader(fil, ark=ark))
        hode = next((i for i, (_, celler) in enumerate(rader) if _er_hode(celler)), None)
        if hode is not None:
            return _fra_ark(fil, rader, hode, feil)
    _form(feil, "Fant ingen overskrift som begynner med «Kommune» og har en sektor eller en samlet indeks.")
    return Indekser()


def _er_hode(celler: Sequence[str]) -> bool:
    return bool(celler) and sokeform(celler[0]).startswith("kommune") and bool(_kolonner(celler))


def _kolonner(celler: Sequence[str]) -> dict[int, Sektor]:
    """Place → sector; the first column of a sector counts, and an index goes before an amount of the same words."""
    funnet: dict[int, Sektor] = {}
    for plass, celle in enumerate(celler[1:], start=1):
        sektor = sektor_for(celle) if celle.strip() else None
        if sektor is not None and sektor not in funnet.values():
            funnet[plass] = sektor
    return funnet


def _fra_ark(fil: Path, rader: Sequence[tuple[int, Sequence[str]]], hode: int, feil: Feilliste) -> Indekser:
    kolonner = _kolonner(rader[hode][1])
    over = " ".join(celle for _, celler in rader[: hode + 1] for celle in celler)
    ut = Indekser(aar=_aar(over) or _aar(fil.stem), kilde=f"Grønt hefte, {fil.name}")
    for nr, celler in rader[hode + 1 :]:
        forst = celler[0].strip() if celler else ""
        treff = _KOMMUNE.fullmatch(forst)
        er_vekt = sokeform(forst).startswith(_VEKT)
        if treff is None and not er_vekt:
            continue
        for plass, sektor in kolonner.items():
            tekst = celler[plass].strip() if plass < len(celler) else ""
            tall = _tall(tekst)
            if er_vekt and not tekst:
                continue  # the index over all sectors has no weight
            if tall is None:
                _feil(feil, f"«{tekst[:40]}» er ikke en indeks.", rader[hode][1][plass], nr)
            elif er_vekt:
                ut.vekter[sektor.id] = tall
            elif treff is not None:
                ut.rader.append((treff[1], treff[2].strip(), sektor, tall))
    return ut


def sum_av_vekter(vekter: Mapping[str, Decimal]) -> Decimal:
    """What the weights of the sectors make together; the index over all has no weight."""
    return sum((v for navn, v in vekter.items() if navn != samlet().id), Decimal(0))


def uten_vekt(vekter: Mapping[str, Decimal]) -> list[str]:
    """Sectors the file gives no weight."""
    return [s.navn for s in sektorer() if s.id not in vekter]


def _aar(verdi: Any) -> int | None:
    treff = _AAR.search(str(verdi or ""))
    return int(treff[0]) if treff else None


def _ord(verdi: Any) -> str:
    return " ".join(verdi.split())[:500] if isinstance(verdi, str) else ""


def _tall(verdi: Any) -> Decimal | None:
    """An index or a weight; a number written with an exponent so large that it fills the memory is none."""
    if isinstance(verdi, bool):
        return None
    if isinstance(verdi, Decimal):
        rimelig = verdi.is_finite() and abs(verdi.adjusted()) <= _SIFRE
        return Decimal(f"{verdi:f}") if rimelig and len(verdi.as_tuple().digits) <= _SIFRE else None
    tekst = str(verdi).strip()
    return Decimal(tekst.replace(",", ".")) if _TALL.fullmatch(tekst) else None


def _feil(feil: Feilliste, melding: str, kolonne: str, nr: int | None = None) -> None:
    feil.legg_til("delkostnad-verdi", melding, rad=nr, kolonne=" ".join(kolonne.split())[:60], tiltak=_HJELP)


def _form(feil: Feilliste, melding: str) -> None:
    feil.legg_til(
        "delkostnad-form", melding,
        tiltak="Velg tabellen i Grønt hefte slik departementet gir den ut, eller en JSON med år, vekter og kommuner.",
    )  # fmt: skip
