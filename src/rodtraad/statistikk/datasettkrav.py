"""What a dataset is: its columns, whose figures they are, and what must hold between them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rodtraad.innlesing.tabelleser import Kolonnekrav, Rad

SSB = "Statistisk sentralbyrå"
KOSTRA = "Statistisk sentralbyrå, KOSTRA"
MILJODIREKTORATET = "Miljødirektoratet"
KOMMUNEN = "Kommunens egne tall"
PUBLISERT = "publisert"
CC_BY, NLOD = "CC BY 4.0", "NLOD 2.0"


@dataclass(frozen=True, slots=True)
class Datakontroll:
    """Something in a dataset that does not hold: rule, message, row. Shown, never repaired."""

    regel: str
    melding: str
    rad: int


type Kontroll = Callable[[Sequence[Rad]], Iterator[Datakontroll]]


@dataclass(frozen=True, slots=True)
class Datasettkrav:
    """A dataset a source knows: machine name, title, owner, licence, columns, controls."""

    navn: str
    tittel: str
    kilde: str
    lisens: str
    kolonner: Mapping[str, Kolonnekrav]
    kontroller: Sequence[Kontroll] = field(default=())

    @property
    def felles(self) -> Mapping[str, Kolonnekrav]:
        """Columns that say something of the whole dataset: for KOSTRA, the day its owner published it (HJUL-07)."""
        return {PUBLISERT: Kolonnekrav("dato", paakrevd=False, valgfri=True)} if self.kilde == KOSTRA else {}

    def fits(self, overskrift: Sequence[str]) -> bool:
        """Whether a file with these columns can be this dataset."""
        return all(krav.valgfri or navn in overskrift for navn, krav in self.kolonner.items())


def tekst(*, paakrevd: bool = True) -> Kolonnekrav:
    """A column of text."""
    return Kolonnekrav(paakrevd=paakrevd)


def heltall(*, paakrevd: bool = True) -> Kolonnekrav:
    """A column of whole numbers."""
    return Kolonnekrav("heltall", paakrevd=paakrevd)


def tall(*, paakrevd: bool = True) -> Kolonnekrav:
    """A column of numbers with decimals."""
    return Kolonnekrav("desimal", paakrevd=paakrevd)


AAR = Kolonnekrav("heltall", monster=r"(19|20)\d\d", forklaring="et årstall, for eksempel 2024")
AAR_OM_KJENT = Kolonnekrav(
    "heltall", paakrevd=False, monster=r"(19|20)\d\d", forklaring="et årstall, for eksempel 2024"
)
ER_SUM = Kolonnekrav("ja_nei", valgfri=True, paakrevd=False)
MERKNAD = Kolonnekrav(paakrevd=False, valgfri=True)
