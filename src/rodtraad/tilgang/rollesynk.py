"""What a source system's full list of roles changes: given, changed, ended. Reads only (ORG-12)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from rodtraad.tilgang.models import Rolletildeling
from rodtraad.tilgang.rettigheter import Enhetsnokkel, roller

type Rollenokkel = tuple[int, str, str, str]
"""Person, role, the unit's level and code (blank = the whole municipality)."""
STOPP_ANDEL: Final = 20
"""Per cent of the roles from the source a list may take without being asked about."""
STOPP_ANTALL: Final = 5
"""So few may always go."""


@dataclass(frozen=True, slots=True)
class Onsketrolle:
    """A role as the list has it; without `fra` it holds from the day it is read."""

    bruker_id: int
    rolle: str
    enhet: Enhetsnokkel | None = None
    fra: date | None = None
    til: date | None = None
    personal: bool = False
    fag: bool = False
    okonomi: bool = False

    @property
    def nokkel(self) -> Rollenokkel:
        """What makes two roles the same, whatever the period."""
        return (self.bruker_id, self.rolle, *(self.enhet or ("", "")))

    @property
    def tekst(self) -> str:
        """The role and its unit, in words."""
        return rolletekst(self.rolle, *(self.enhet or ("", "")))


@dataclass(frozen=True, slots=True)
class Synkplan:
    """What a list changes. `avsluttes` are lost; `byttes` end because the same role begins on another day."""

    gis: tuple[Onsketrolle, ...] = ()
    endres: tuple[tuple[Rolletildeling, Onsketrolle], ...] = ()
    avsluttes: tuple[Rolletildeling, ...] = ()
    byttes: tuple[Rolletildeling, ...] = ()
    antall_for: int = 0

    @property
    def er_tom(self) -> bool:
        """Whether nothing changes."""
        return not (self.gis or self.endres or self.avsluttes or self.byttes)

    @property
    def tar_for_mange(self) -> bool:
        """Whether so much is lost that somebody must say it is meant."""
        return (
            len(self.avsluttes) > STOPP_ANTALL and len(self.avsluttes) * 100 > self.antall_for * STOPP_ANDEL
        )


def rolletekst(rolle: str, nivaa: str, kode: str) -> str:
    """A role and its unit in words: «Virksomhetsleder for virksomhet 200»."""
    navn = roller()[rolle].navn if rolle in roller() else rolle
    return f"{navn} for {nivaa} {kode}" if kode else navn


def legg_plan(kilde: str, onskede: Iterable[Onsketrolle], i_dag: date) -> Synkplan:
    """What the list of the source system changes today. Roles given by hand and by other systems are not seen."""
    naa = _har(kilde, i_dag)
    ledige: dict[Rollenokkel, list[Rolletildeling]] = defaultdict(list)
    for rad in naa:
        ledige[nokkel_til(rad)].append(rad)
    gis, endres = [], []
    for onsket in onskede:
        if onsket.til is not None and onsket.til < i_dag:
            continue
        rad_ = _velg(ledige[onsket.nokkel], onsket, i_dag)
        if rad_ is None:
            gis.append(onsket)
        elif _er_ulik(rad_, onsket):
            endres.append((rad_, onsket))
    igjen = [rad for rader in ledige.values() for rad in rader]
    gitt = {o.nokkel for o in gis} | {o.nokkel for _, o in endres}
    return Synkplan(
        tuple(gis), tuple(endres), tuple(r for r in igjen if nokkel_til(r) not in gitt),
        tuple(r for r in igjen if nokkel_til(r) in gitt), len(naa),
    )  # fmt: skip


def nokkel_til(rad: Rolletildeling) -> Rollenokkel:
    """The key of a role that is held."""
    return rad.bruker_id, rad.rolle, rad.enhet_nivaa, rad.enhet_kode


def _har(kilde: str, i_dag: date) -> list[Rolletildeling]:
    return list(
        Rolletildeling.objects.filter(
            Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=i_dag), kilde=kilde, annullert__isnull=True
        )
        .select_related("bruker")
        .order_by("gyldig_fra", "pk")
    )


def _velg(ledige: list[Rolletildeling], onsket: Onsketrolle, i_dag: date) -> Rolletildeling | None:
    """Takes the role already held that is the one asked for: the same first day, else one that runs within it."""
    passer = [r for r in ledige if r.gyldig_fra == onsket.fra] or [
        r for r in ledige if r.gyldig_fra <= i_dag and (onsket.fra is None or onsket.fra <= r.gyldig_fra)
    ]
    if not passer:
        return None
    ledige.remove(passer[0])
    return passer[0]


def _er_ulik(rad: Rolletildeling, onsket: Onsketrolle) -> bool:
    return (rad.gyldig_til, rad.personalansvar, rad.fagansvar, rad.okonomiansvar) != (
        onsket.til, onsket.personal, onsket.fag, onsket.okonomi,
    )  # fmt: skip


def dobbelt(onskede: Sequence[Onsketrolle]) -> list[int]:
    """The places in the list of roles that overlap an earlier one of the same key."""
    sett: dict[Rollenokkel, list[tuple[date, date]]] = defaultdict(list)
    ut = []
    for nr, onsket in enumerate(onskede):
        periode = (onsket.fra or date.min, onsket.til or date.max)
        if any(fra <= periode[1] and periode[0] <= til for fra, til in sett[onsket.nokkel]):
            ut.append(nr)
        sett[onsket.nokkel].append(periode)
    return ut


def i_gaar(i_dag: date) -> date:
    """The last day of what ends today."""
    return i_dag - timedelta(days=1)
