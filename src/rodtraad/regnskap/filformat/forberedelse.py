"""From the file a person has to plain UTF-8 CSV with known columns, or to errors."""

import csv
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtraad.innlesing.feilliste import Feilliste
from rodtraad.innlesing.tekstfil import bom, forste_ugyldige_utf8, linjeskift
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.regnskap.filformat.felter import FELTER, PAAKREVDE
from rodtraad.regnskap.filformat.flex import ENDELSE as JSON
from rodtraad.regnskap.filformat.flex import flex_som_csv
from rodtraad.regnskap.filformat.overskrift import kolonnenavn
from rodtraad.regnskap.filformat.profil import Kolonneprofil
from rodtraad.regnskap.filformat.regneark import ENDELSER, ark_som_csv, valgte_ark

_BIT = 1 << 22
_LENGSTE_OVERSKRIFT = 100_000
MAKS_KOLONNER = 1000
"""More than any export has; the engine's queries grow with the square of this."""
LINJE = "linje"
"""The one column of a file of fixed width."""
USYNLIG = "\x1f"
"""A delimiter no text has."""


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
    ark: str = ""
    fil: str = ""

    @property
    def har_anforsel(self) -> bool:
        """Whether quotes mean anything: in a file of fixed width they are letters like others."""
        return self.skilletegn != USYNLIG


@dataclass(frozen=True, slots=True)
class _Lest:
    """A file as UTF-8 CSV on its way to be a Klarfil."""

    sti: Path
    linjer: int | None
    ark: str = ""
    er_json: bool = False


def forbered(
    fil: Path, forste_nr: int, profil: Kolonneprofil, *, arbeid: Path, feil: Feilliste, aar: int | None
) -> list[Klarfil]:
    """A file made ready, one Klarfil for each sheet; empty with the reasons in `feil`."""
    if fil.stat().st_size == 0:
        feil.legg_til("csv-tom", "Filen er tom.", tiltak="Velg en fil med overskrift og linjer.")
        return []
    klare: list[Klarfil] = []
    for lest in _leste(fil, profil, arbeid, feil):
        klar = _klar(fil, forste_nr + len(klare), lest, profil)
        if not _for_mange_kolonner(klar, feil) and _har_kolonnene(klar, lest, profil, feil, aar=aar):
            klare.append(klar)
    return [] if feil else klare


def _leste(fil: Path, profil: Kolonneprofil, arbeid: Path, feil: Feilliste) -> list[_Lest]:
    if fil.suffix.lower() == JSON:
        return _fra_json(fil, arbeid, feil)
    if fil.suffix.lower() not in ENDELSER:
        som_utf8 = _som_utf8(fil, profil, arbeid, feil)
        return [som_utf8] if som_utf8 else []
    lest = []
    for nr, navn in valgte_ark(fil, profil.ark, feil):
        sti = arbeid / f"{secrets.token_hex(8)}.csv"
        if ark_som_csv(fil, nr, sti, profil=profil, feil=feil):
            lest.append(_Lest(sti, None, navn))
    return lest


def _klar(fil: Path, nr: int, lest: _Lest, profil: Kolonneprofil) -> Klarfil:
    er_ark = lest.linjer is None
    navn = f"{fil.name} [{lest.ark}]" if lest.ark and profil.ark != 1 else fil.name
    # Over the heading of a matrix in JSON stands the line of its meta.
    hopp_over = 1 if lest.er_json else 0 if er_ark else profil.hopp_over
    if profil.fastbredde:
        forste = profil.hopp_over + 1
        return Klarfil(
            nr, navn, lest.sti, USYNLIG, (LINJE,), hopp_over, forste, lest.linjer, lest.ark, fil.name
        )
    skilletegn = "," if er_ark else profil.skilletegn
    linjer, brukt = _overskrift(lest.sti, skilletegn, hopp_over, 1 if lest.er_json else profil.overskrift)
    kolonner = kolonnenavn(linjer) if profil.felter or profil.konto else tuple(k.strip() for k in linjer[0])
    forste = 1 if lest.er_json else profil.hopp_over + brukt + 1
    return Klarfil(
        nr, navn, lest.sti, skilletegn, kolonner, hopp_over + brukt, forste, lest.linjer, lest.ark, fil.name
    )


def _fra_json(fil: Path, arbeid: Path, feil: Feilliste) -> list[_Lest]:
    sti = arbeid / f"{secrets.token_hex(8)}.csv"
    try:
        flex_som_csv(fil, sti)
    except RodtraadFeil as avvist:
        feil.legg_til("csv-json", avvist.meldinger[0], tiltak=" ".join(avvist.meldinger[1:]))
        return []
    return [_Lest(sti, None, er_json=True)]


def _som_utf8(fil: Path, profil: Kolonneprofil, arbeid: Path, feil: Feilliste) -> _Lest | None:
    koding = bom(fil) or profil.koding
    if koding == "utf-16" and not profil.koding.startswith("utf-16"):
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
            return _Lest(fil, skift.linjer)
    klar = arbeid / f"{secrets.token_hex(8)}.csv"
    try:
        with fil.open(encoding=koding) as inn, klar.open("w", encoding="utf-8", newline="") as ut:
            while bit := inn.read(_BIT):
                ut.write(bit)
    except UnicodeError as avvist:
        feil.legg_til("csv-koding", f"Filen er ikke {koding}: {avvist}.", tiltak="Rett «koding» i profilen.")
        return None
    return _Lest(klar, linjeskift(klar).linjer)


def _overskrift(fil: Path, skilletegn: str, hopp_over: int, antall: int) -> tuple[list[list[str]], int]:
    """The heading's records, and how many lines of the file they fill."""
    with fil.open(encoding="utf-8-sig", newline="") as strom:
        # A header is short; a file without line breaks is not read to its end to find one.
        for _ in range(hopp_over):
            strom.readline(_LENGSTE_OVERSKRIFT)
        leser = csv.reader(_korte_linjer(strom), delimiter=skilletegn)
        poster: list[list[str]] = []
        try:
            poster = [post for _, post in zip(range(antall), leser, strict=False)]
        except csv.Error:
            return [[]], 1
        return poster or [[]], max(leser.line_num, 1)


def _korte_linjer(strom: Iterator[str]) -> Iterator[str]:
    while linje := strom.readline(_LENGSTE_OVERSKRIFT):  # type: ignore[attr-defined]
        yield linje


def _for_mange_kolonner(klar: Klarfil, feil: Feilliste) -> bool:
    if len(klar.kolonner) <= MAKS_KOLONNER:
        return False
    feil.legg_til(
        "csv-overskrift",
        f"Overskriften har {len(klar.kolonner)} kolonner; en tabell har høyst {MAKS_KOLONNER}.",
        rad=1,
        tiltak="Se at skilletegnet i profilen er riktig, og at filen har linjeskift.",
    )
    return True


def _har_kolonnene(
    klar: Klarfil, lest: _Lest, profil: Kolonneprofil, feil: Feilliste, *, aar: int | None
) -> bool:
    """Whether the columns are as expected; a sheet among many that has none of them is a cover, and said."""
    if profil.fastbredde:
        return True
    ventet = profil.kolonner_i_filen()
    if lest.ark and isinstance(profil.ark, str) and ventet and not set(ventet) & set(klar.kolonner):
        feil.merk("csv-ark", f"Arket «{lest.ark}» har ingen av kolonnene i profilen, og er ikke lest.")
        return False
    _sjekk_overskrift(klar, ventet, feil, aar=aar)
    return True


def _sjekk_overskrift(klar: Klarfil, ventet: Sequence[str], feil: Feilliste, *, aar: int | None) -> None:
    overskrift = list(klar.kolonner)
    hvor = f" i arket «{klar.ark}»" if klar.ark and klar.navn != klar.fil else ""
    har = f"Overskriften{hvor} har: {', '.join(overskrift)[:300]}."
    rad = max(klar.forste_rad - 1, 1)
    for kolonne in sorted({k for k in overskrift if overskrift.count(k) > 1}):
        feil.legg_til(
            "csv-overskrift",
            f"Kolonnen «{kolonne}» står {overskrift.count(kolonne)} ganger.",
            rad=rad,
            tiltak="La hver kolonne stå én gang.",
        )
    if not ventet:
        ventet = [f for f in PAAKREVDE if not (f == "aar" and aar is not None)]
        for kolonne in (k for k in dict.fromkeys(overskrift) if k not in FELTER):
            feil.legg_til(
                "csv-overskrift",
                f"Kolonnen «{kolonne}» er ukjent.",
                rad=rad,
                tiltak=f"Bruk kolonnene {', '.join(FELTER)}, eller en profil.",
            )
    for kolonne in sorted(set(ventet) - set(overskrift)):
        feil.legg_til(
            "csv-overskrift",
            f"Kolonnen «{kolonne}» mangler. {har}",
            rad=rad,
            tiltak=f"Legg til kolonnen «{kolonne}», eller bruk en profil.",
        )
