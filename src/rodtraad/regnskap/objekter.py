"""Objects as plain values, and their cost laid out so that every ansvar adds up; pure functions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rodtraad.hovedbok.kubesporringer import Objektsum
from rodtraad.regnskap.models import Objektslag


@dataclass(frozen=True, slots=True)
class Objektversjon:
    """An object with its validity and the ansvar that answers for it."""

    kode: str
    navn: str
    slag: str
    ansvar: str
    gyldig_fra: date
    gyldig_til: date | None = None

    @property
    def slagnavn(self) -> str:
        """The kind in words."""
        return str(Objektslag(self.slag).label)

    def gjelder(self, dag: date) -> bool:
        """Whether the version is valid on the day."""
        return self.gyldig_fra <= dag and (self.gyldig_til is None or dag <= self.gyldig_til)


@dataclass(frozen=True, slots=True)
class Kostnad:
    """Gross cost, income and net in øre, and the net of the year before."""

    utgift: int = 0
    inntekt: int = 0
    ifjor: int = 0

    def __add__(self, andre: "Kostnad") -> "Kostnad":
        return Kostnad(self.utgift + andre.utgift, self.inntekt + andre.inntekt, self.ifjor + andre.ifjor)

    @property
    def netto(self) -> int:
        """Cost less income."""
        return self.utgift + self.inntekt


@dataclass(frozen=True, slots=True)
class Objektlinje:
    """An object within an ansvar; a blank code is what stands on no object."""

    kode: str
    objekt: Objektversjon | None
    kostnad: Kostnad
    fremmed: bool = False
    """The register says that another ansvar answers for the object."""


@dataclass(frozen=True, slots=True)
class Ansvarsdel:
    """An ansvar with its objects, what stands on none, and the sum, which is the ansvar's in the accounts."""

    ansvar: str
    linjer: tuple[Objektlinje, ...]
    sum: Kostnad


def newest(versjoner: Iterable[Objektversjon], dag: date) -> dict[str, Objektversjon]:
    """Each object as it was on the day, else as it was last known."""
    ut: dict[str, Objektversjon] = {}
    for v in sorted(versjoner, key=lambda v: v.gyldig_fra):
        kjent = ut.get(v.kode)
        if kjent is None or v.gjelder(dag) or (v.gyldig_fra <= dag and not kjent.gjelder(dag)):
            ut[v.kode] = v
    return ut


def lay_out(
    summer: Iterable[Objektsum],
    aar: int,
    objekter: Mapping[str, Objektversjon],
    *,
    slag: str = "",
    ansvar: Collection[str] | None = None,
) -> tuple[Ansvarsdel, ...]:
    """The cost per ansvar and object for a year (KONTO-10).

    `slag` keeps the ansvar that have an object of the kind, whole, so that the sum is still the ansvar's.
    `ansvar` = those that may be seen, None = all. Ansvar without any object are left out.
    """
    per: dict[str, dict[str, Kostnad]] = defaultdict(lambda: defaultdict(Kostnad))
    for s in summer:
        if ansvar is None or s.ansvar in ansvar:
            per[s.ansvar][s.objekt] += (
                Kostnad(s.utgift, s.inntekt) if s.aar == aar else Kostnad(ifjor=s.netto)
            )
    ut = []
    for kode, deler in sorted(per.items()):
        egne = {o.slag for k in deler if (o := objekter.get(k))} | (
            {"ukjent"} if set(deler) - {"", *objekter} else set()
        )
        if not set(deler) - {""} or (slag and slag not in egne):
            continue
        linjer = tuple(_linje(k, kode, deler[k], objekter) for k in sorted(deler, key=lambda k: (not k, k)))
        ut.append(Ansvarsdel(kode, linjer, sum(deler.values(), start=Kostnad())))
    return tuple(ut)


def _linje(kode: str, ansvar: str, kostnad: Kostnad, objekter: Mapping[str, Objektversjon]) -> Objektlinje:
    objekt = objekter.get(kode)
    return Objektlinje(kode, objekt, kostnad, fremmed=objekt is not None and objekt.ansvar != ansvar)
