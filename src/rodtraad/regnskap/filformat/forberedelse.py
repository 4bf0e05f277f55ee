"""From the file a person has to a plain UTF-8 CSV with a known header, or to errors."""

import csv
import secrets
from dataclasses import dataclass
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tabelleser import raa_rader
from rodtraad.innlesing.tekstfil import bom, forste_ugyldige_utf8, linjeskift
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.felter import FELTER, PAAKREVDE
from rodtraad.regnskap.filformat.profil import Kolonneprofil

_BIT = 1 << 22
_REGNEARK = {".xlsx", ".xls", ".xlsb", ".ods"}


@dataclass(frozen=True, slots=True)
class Klarfil:
    """A file ready for the engine: its number in the import, path, columns, lines to skip, first row of data."""

    nr: int
    navn: str
    sti: Path
    skilletegn: str
    kolonner: tuple[str, ...]
    hopp: int
    forste_rad: int
    linjer: int | None
    """Lines in the file as a person counts them; None for a spreadsheet, whose rows are records."""


def forbered(
    fil: Path, nr: int, profil: Kolonneprofil, *, arbeid: Path, feil: Feilliste, aar: int | None
) -> Klarfil | None:
    """A file made ready, or None with the reasons in `feil`."""
    if fil.stat().st_size == 0:
        feil.legg_til("csv-tom", "Filen er tom.", tiltak="Velg en fil med overskrift og linjer.")
        return None
    er_regneark = fil.suffix.lower() in _REGNEARK
    lest = _fra_regneark(fil, profil, arbeid, feil) if er_regneark else _som_utf8(fil, profil, arbeid, feil)
    if lest is None:
        return None
    klar, linjer = lest
    skilletegn, hopp_over = (",", 0) if er_regneark else (profil.skilletegn, profil.hopp_over)
    overskrift = _overskrift(klar, skilletegn, hopp_over)
    _sjekk_overskrift(overskrift, profil, feil, aar=aar)
    if feil:
        return None
    return Klarfil(
        nr, fil.name, klar, skilletegn, tuple(overskrift), hopp_over + 1, profil.hopp_over + 2, linjer
    )


def _som_utf8(
    fil: Path, profil: Kolonneprofil, arbeid: Path, feil: Feilliste
) -> tuple[Path, int | None] | None:
    koding = bom(fil) or profil.koding
    if koding == "utf-16" and profil.koding != "utf-16":
        feil.legg_til(
            "csv-koding",
            "Filen er i UTF-16.",
            tiltak="Lagre den som CSV i UTF-8, eller bruk en profil med «koding: utf-16».",
        )
        return None
    if koding in {"utf-8", "utf-8-sig"}:
        if ugyldig := forste_ugyldige_utf8(fil):
            feil.legg_til(
                "csv-koding",
                f"Byte nr. {ugyldig.posisjon + 1} (0x{ugyldig.byte:02X}) er ikke UTF-8.",
                rad=ugyldig.rad,
                tiltak="Lagre filen som CSV i UTF-8, eller bruk en profil med «koding: iso-8859-1».",
            )
            return None
        skift = linjeskift(fil)
        if not skift.blandet:
            return fil, skift.linjer
    klar = arbeid / f"{secrets.token_hex(8)}.csv"
    try:
        with fil.open(encoding=koding) as inn, klar.open("w", encoding="utf-8", newline="") as ut:
            while bit := inn.read(_BIT):
                ut.write(bit)
    except UnicodeError as avvist:
        feil.legg_til("csv-koding", f"Filen er ikke {koding}: {avvist}.", tiltak="Rett «koding» i profilen.")
        return None
    return klar, linjeskift(klar).linjer


def _fra_regneark(
    fil: Path, profil: Kolonneprofil, arbeid: Path, feil: Feilliste
) -> tuple[Path, int | None] | None:
    klar = arbeid / f"{secrets.token_hex(8)}.csv"
    try:
        with klar.open("w", encoding="utf-8", newline="") as ut:
            skriver = csv.writer(ut, lineterminator="\n", quoting=csv.QUOTE_ALL)
            bredde = tomme = 0
            for nr, celler in raa_rader(fil, ark=profil.ark):
                if nr <= profil.hopp_over:
                    continue
                if not any(celler):
                    tomme += 1
                    continue
                bredde = bredde or len(celler)
                # Empty rows below the table are nothing; one inside it keeps its place, so that rows are counted right.
                skriver.writerows([[""] * bredde] * tomme)
                skriver.writerow([*celler, *[""] * (bredde - len(celler))])
                tomme = 0
    except RodtraadFeil as avvist:
        feil.legg_til("csv-regneark", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
        return None
    return klar, None


def _overskrift(fil: Path, skilletegn: str, hopp_over: int) -> list[str]:
    with fil.open(encoding="utf-8-sig", newline="") as strom:
        for _ in range(hopp_over):
            strom.readline()
        # A header is short; a file without line breaks is not read to its end to find one.
        linje = strom.readline(100_000)
    return [k.strip() for k in next(csv.reader([linje], delimiter=skilletegn), [])]


def _sjekk_overskrift(
    overskrift: list[str], profil: Kolonneprofil, feil: Feilliste, *, aar: int | None
) -> None:
    har = f"Overskriften har: {', '.join(overskrift)[:300]}."
    for kolonne in sorted({k for k in overskrift if overskrift.count(k) > 1}):
        feil.legg_til(
            "csv-overskrift",
            f"Kolonnen «{kolonne}» står {overskrift.count(kolonne)} ganger.",
            rad=1,
            tiltak="La hver kolonne stå én gang.",
        )
    if profil.felter:
        ventet = [f.kolonne for f in profil.felter.values() if f.kolonne]
    else:
        ventet = [f for f in PAAKREVDE if not (f == "aar" and aar is not None)]
        for kolonne in (k for k in dict.fromkeys(overskrift) if k not in FELTER):
            feil.legg_til(
                "csv-overskrift",
                f"Kolonnen «{kolonne}» er ukjent.",
                rad=1,
                tiltak=f"Bruk kolonnene {', '.join(FELTER)}, eller en profil.",
            )
    for kolonne in sorted(set(ventet) - set(overskrift)):
        feil.legg_til(
            "csv-overskrift",
            f"Kolonnen «{kolonne}» mangler. {har}",
            rad=1,
            tiltak=f"Legg til kolonnen «{kolonne}», eller bruk en profil.",
        )
