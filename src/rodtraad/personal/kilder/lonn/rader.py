"""The columns of a payroll file, and its rows as cells per month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad
from rodtraad.organisasjon.enheter import ANSVAR, OVER
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.personal.lonnstall import ALLE, STILLINGER, Lonnscelle, Mengder

type Maaned = tuple[int, int]
"""Year and month."""

_MENGDE = Kolonnekrav("desimal", paakrevd=False, valgfri=True)
KOLONNER: Mapping[str, Kolonnekrav] = {
    "aar": Kolonnekrav("heltall"),
    "maaned": Kolonnekrav("heltall"),
    "nivaa": Kolonnekrav(tillatt=frozenset(OVER), paakrevd=False, valgfri=True),
    "enhet": Kolonnekrav(),
    "stilling": Kolonnekrav(tillatt=frozenset(STILLINGER), paakrevd=False, valgfri=True),
    "gruppe": Kolonnekrav(paakrevd=False, valgfri=True),
    "personer": Kolonnekrav("heltall"),
    "aarsverk": _MENGDE,
    "overtid_timer": _MENGDE,
    "overtid_belop": Kolonnekrav("ore", paakrevd=False, valgfri=True),
    "mulige_dagsverk": _MENGDE,
    "egenmeldt": _MENGDE,
    "legemeldt_korttid": _MENGDE,
    "legemeldt_langtid": _MENGDE,
}
HUNDREDELER = (
    "aarsverk",
    "overtid_timer",
    "mulige_dagsverk",
    "egenmeldt",
    "legemeldt_korttid",
    "legemeldt_langtid",
)
FRAVAER = ("egenmeldt", "legemeldt_korttid", "legemeldt_langtid")


def maaned_i(rad: Rad) -> Maaned:
    """The month of a row."""
    return int(str(rad["aar"])), int(str(rad["maaned"]))


def enhet_i(rad: Rad) -> Nokkel:
    """The unit of a row: an ansvar when the file does not say the level."""
    return str(rad["nivaa"] or ANSVAR), str(rad["enhet"])


def stilling_i(rad: Rad) -> str:
    """The kind of position of a row."""
    return str(rad["stilling"] or ALLE)


def month_cells(rader: Iterable[Rad]) -> dict[Maaned, list[Lonnscelle]]:
    """Each month's cells; groups of positions within a unit are merged, and are not kept."""
    ut: dict[Maaned, dict[tuple[Nokkel, str], Lonnscelle]] = defaultdict(dict)
    for rad in rader:
        celle = Lonnscelle(enhet_i(rad), stilling_i(rad), int(str(rad["personer"])), _mengder(rad))
        maaned, nokkel = ut[maaned_i(rad)], (celle.enhet, celle.stilling)
        maaned[nokkel] = maaned[nokkel] + celle if nokkel in maaned else celle
    return {maaned: list(celler.values()) for maaned, celler in ut.items()}


def _mengder(rad: Rad) -> Mengder:
    hundre = {felt: _hundredeler(rad[felt]) for felt in HUNDREDELER}
    return Mengder(
        **hundre, overtid_ore=None if rad["overtid_belop"] is None else int(str(rad["overtid_belop"]))
    )


def _hundredeler(verdi: object) -> int | None:
    return None if verdi is None else int(Decimal(str(verdi)) * 100)
