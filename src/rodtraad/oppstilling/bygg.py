"""Bygg: rows and columns become a frozen Tabell, rounded once, and keep how each cell came about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rodtraad.kjerne.avrunding import ORE_PER_KR, ORE_PER_TUSEN_KR, rund
from rodtraad.kjerne.avvik import avvik, avvik_prosent
from rodtraad.kjerne.hjemmel import Hjemmel
from rodtraad.oppstilling.formel import Kolonneformel, Radformel
from rodtraad.oppstilling.kolonner import Kolonnevalg
from rodtraad.oppstilling.tabell import Celle, Kolonne, Tabell, Tabellrad, Verdi

ORE_PER = {"1000 kr": ORE_PER_TUSEN_KR, "kr": ORE_PER_KR}
LISENS = "NLOD 2.0"
FORTEGN = "Utgifter er positive og inntekter negative. Positivt avvik er mindreforbruk."
FORTEGN_LOV = "Alle linjer er positive. Resultat og finansiering er positive når de bedrer økonomien."


@dataclass(frozen=True, slots=True)
class Radutkast:
    """A row before it is computed: its words and given values, its formula, where it belongs."""

    verdier: Mapping[str, Verdi]
    formel: Radformel | None = None
    er_sum: bool = False
    innrykk: int = 0
    gruppe: str = ""
    enhet: str = ""
    """Code of the organisation unit the row is about; rows of `--enhet` are chosen by it."""
    tom_null: bool = False
    """A zero is shown as blank (§ 5-9 as the report prints it)."""
    grunner: Mapping[str, str] = field(default_factory=dict)
    """Column → why a value is missing."""


@dataclass(frozen=True, slots=True)
class Tabellhode:
    """What a table is, apart from its rows."""

    id: str
    tittel: str
    enhet: str = "1000 kr"
    hjemmel: tuple[Hjemmel, ...] = ()
    kilde: str = ""
    lisens: str = ""
    fortegn: str = ""
    merknader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bygget:
    """A table with the formula of each row and column, and the unit each row is about."""

    tabell: Tabell
    rader: tuple[Radformel | None, ...]
    kolonner: Mapping[str, Kolonneformel]
    enheter: tuple[str, ...]
    hele: tuple[Tabellrad, ...]
    """All rows of the table, also when `tabell` is limited to a unit."""
    datasett: str = ""
    """The dataset it shows, when its figures are not sums of the ledger."""
    regler: Mapping[str, str] = field(default_factory=dict)
    """Columns of a dataset that are computed from others, and how."""

    def rad(self, linje: int) -> Tabellrad:
        """A row by its 1-based number in the whole table."""
        return self.hele[linje - 1]

    def kolonne(self, navn: str) -> Kolonne:
        """A column by machine name. Raises KeyError."""
        return self.tabell.kolonner[self.tabell.kolonnenr(navn)]

    def ore(self, linje: int, kolonne: str) -> int:
        """The unrounded øre of a cell."""
        return self.rad(linje).celler[self.tabell.kolonnenr(kolonne)].ore or 0


Radverdi = Callable[[int, Kolonneformel], int]
"""Shown øre of a row (1-based) in a column of sums."""


def bygg(
    hode: Tabellhode,
    kolonner: Sequence[Kolonnevalg],
    rader: Sequence[Radutkast],
    verdi: Radverdi,
    *,
    aar: int,
    status: str,
) -> Bygget:
    """The table with every cell computed and rounded to its unit."""
    tabell = Tabell(
        id=hode.id,
        tittel=hode.tittel,
        enhet=hode.enhet,
        kolonner=tuple(valg.kolonne for valg in kolonner),
        rader=tuple(_rad(nr, utkast, kolonner, verdi, hode) for nr, utkast in enumerate(rader, 1)),
        hjemmel=hode.hjemmel,
        kilde=hode.kilde,
        lisens=hode.lisens or LISENS,
        status=status,
        fortegn=hode.fortegn,
        merknader=hode.merknader,
        aar=aar,
    )
    return Bygget(
        tabell=tabell,
        rader=tuple(utkast.formel for utkast in rader),
        kolonner={valg.navn: valg.formel for valg in kolonner if valg.formel},
        enheter=tuple(utkast.enhet for utkast in rader),
        hele=tabell.rader,
    )


def _rad(
    nr: int, utkast: Radutkast, kolonner: Sequence[Kolonnevalg], verdi: Radverdi, hode: Tabellhode
) -> Tabellrad:
    summer = {
        valg.navn: verdi(nr, valg.formel)
        for valg in kolonner
        if utkast.formel is not None and valg.formel is not None and valg.formel.slag == "sum"
    }
    return Tabellrad(
        linje=nr,
        celler=tuple(_celle(utkast, valg, summer, hode.enhet) for valg in kolonner),
        er_sum=utkast.er_sum,
        innrykk=utkast.innrykk,
        gruppe=utkast.gruppe,
        kan_forklares=utkast.formel is not None,
    )


def _celle(utkast: Radutkast, valg: Kolonnevalg, summer: Mapping[str, int], enhet: str) -> Celle:
    formel = valg.formel
    if formel is None:
        return Celle(utkast.verdier.get(valg.navn), grunn=utkast.grunner.get(valg.navn, ""))
    if utkast.formel is None:
        return Celle()
    if formel.slag == "prosent":
        return _prosent(formel, summer, ORE_PER[enhet])
    belop = kolonnebelop(formel, valg.navn, summer)
    vist = rund(belop, ORE_PER[enhet])
    if utkast.tom_null and not vist:
        return Celle(None, belop, "Ingen beløp")
    return Celle(vist, belop)


def kolonnebelop(formel: Kolonneformel, navn: str, summer: Mapping[str, int]) -> int:
    """Øre of a cell from the sums of its row; a percentage has the øre of its deviation."""
    if formel.slag == "sum":
        return summer[navn]
    return avvik(budsjett=summer[formel.budsjett], regnskap=summer[formel.regnskap])


def _prosent(formel: Kolonneformel, summer: Mapping[str, int], ore_per_enhet: int) -> Celle:
    budsjett, regnskap = summer[formel.budsjett], summer[formel.regnskap]
    forskjell = avvik(budsjett=budsjett, regnskap=regnskap)
    if formel.blank == "null_budsjett" and not rund(budsjett, ore_per_enhet):
        return Celle(None, forskjell, "Budsjettet er null i tabellens enhet")
    if formel.blank == "null_avvik" and not rund(forskjell, ore_per_enhet):
        return Celle(None, forskjell, "Avviket er null i tabellens enhet")
    prosent = avvik_prosent(budsjett=budsjett, regnskap=regnskap, ore_per_enhet=ore_per_enhet)
    return Celle(prosent, forskjell)
