"""Payroll figures per unit and month, as they were stored: without those of few persons."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.organisasjon.enheter import OVER
from rodtraad.organisasjon.queries import versjoner
from rodtraad.organisasjon.tre import Nokkel
from rodtraad.personal.bemanning import vis_hundredeler
from rodtraad.personal.lonnstall import ALLE, DELTID, HELTID, MENGDER, Lonnscelle, Mengder
from rodtraad.personal.models import Lonnsmaaned


@dataclass(frozen=True, slots=True)
class Maanedstall:
    """A unit's month: all positions together, and full-time and part-time where they are known."""

    maaned: int
    alle: Lonnscelle
    heltid: Lonnscelle | None = None
    deltid: Lonnscelle | None = None

    @property
    def dager(self) -> int | None:
        """Lost dagsverk in hundredths; None when hidden or not given."""
        m = self.alle.mengder
        deler = [d for d in (m.egenmeldt, m.legemeldt_korttid, m.legemeldt_langtid) if d is not None]
        return sum(deler) if deler else None

    @property
    def prosent(self) -> Decimal | None:
        """Sickness absence in percent of possible dagsverk; None when it cannot be computed."""
        mulige = self.alle.mengder.mulige_dagsverk
        return None if self.dager is None or not mulige else Decimal(100 * self.dager) / mulige

    @property
    def tekst(self) -> dict[str, str]:
        """Each figure as people write it: «–» when hidden, nothing when not given."""
        mengder = self.alle.mengder
        ut = {
            felt: self._vis(self.alle, None if (v := getattr(mengder, felt)) is None else vis_hundredeler(v))
            for felt in MENGDER
        }
        for navn, celle in ((HELTID, self.heltid), (DELTID, self.deltid)):
            antall = celle.mengder.aarsverk if celle else None
            ut[navn] = self._vis(celle, None if antall is None else vis_hundredeler(antall))
        ut["prosent"] = self._vis(self.alle, None if self.prosent is None else vis_tall(self.prosent, 1))
        return ut

    @staticmethod
    def _vis(celle: Lonnscelle | None, tekst: str | None) -> str:
        return "–" if celle is not None and celle.skjult else tekst or ""


def over_paa(aar: int, maaned: int) -> dict[Nokkel, Nokkel]:
    """Each unit → the unit above it on the last day of the month; one that has ended keeps its last place."""
    dag = date(aar, maaned, monthrange(aar, maaned)[1])
    ut: dict[Nokkel, Nokkel] = {}
    gjelder: set[Nokkel] = set()
    for v in sorted(versjoner(), key=lambda v: v.gyldig_fra):
        if v.nokkel in gjelder or (v.gyldig_fra > dag and v.nokkel in ut):
            continue
        if v.gjelder(dag):
            gjelder.add(v.nokkel)
        ut.pop(v.nokkel, None)
        if v.overordnet:
            ut[v.nokkel] = (OVER[v.nivaa], v.overordnet)
    return ut


def _gjeldende(aar: int | None = None) -> dict[tuple[int, int], str]:
    """Each month → the import that counts for it: the latest valid one that has the month."""
    rader = Lonnsmaaned.objects.filter(innlesing__status="gyldig").order_by("innlesing__nummer")
    if aar is not None:
        rader = rader.filter(aar=aar)
    maaneder = rader.values_list("aar", "maaned", "innlesing", "innlesing__nummer").distinct()
    return {(a, m): innlesing for a, m, innlesing, _ in maaneder}


def aar_med_lonn() -> list[int]:
    """Years with payroll figures, the latest first."""
    return sorted({aar for aar, _ in _gjeldende()}, reverse=True)


def enheter_i(aar: int, maaned: int) -> set[Nokkel]:
    """The units that have figures for the month now."""
    innlesing = _gjeldende(aar).get((aar, maaned))
    rader = Lonnsmaaned.objects.filter(innlesing=innlesing, aar=aar, maaned=maaned)
    return set(rader.values_list("enhet_nivaa", "enhet_kode")) if innlesing else set()


def lonnstall(
    aar: int,
    *,
    nivaa: str | None = None,
    enhet: Nokkel | None = None,
    omfang: Collection[Nokkel] | None = None,
) -> dict[Nokkel, tuple[Maanedstall, ...]]:
    """Each unit of a level (or one unit) within `omfang` (None = all) with its months of the year (KONTO-02)."""
    gjelder = _gjeldende(aar)
    rader = Lonnsmaaned.objects.filter(aar=aar, innlesing__in=set(gjelder.values()))
    if enhet is not None:
        rader = rader.filter(enhet_nivaa=enhet[0], enhet_kode=enhet[1])
    elif nivaa is not None:
        rader = rader.filter(enhet_nivaa=nivaa)
    celler: dict[Nokkel, dict[int, dict[str, Lonnscelle]]] = {}
    for rad in rader.order_by("maaned"):
        nokkel = (rad.enhet_nivaa, rad.enhet_kode)
        if gjelder[aar, rad.maaned] == rad.innlesing_id and (omfang is None or nokkel in omfang):
            celler.setdefault(nokkel, {}).setdefault(rad.maaned, {})[rad.stilling] = _celle(rad)
    return {nokkel: _months(per) for nokkel, per in celler.items()}


def _months(per: dict[int, dict[str, Lonnscelle]]) -> tuple[Maanedstall, ...]:
    return tuple(
        Maanedstall(m, c[ALLE], c.get(HELTID), c.get(DELTID)) for m, c in sorted(per.items()) if ALLE in c
    )


def _celle(rad: Lonnsmaaned) -> Lonnscelle:
    mengder = Mengder(**{felt: getattr(rad, felt) for felt in MENGDER})
    return Lonnscelle((rad.enhet_nivaa, rad.enhet_kode), rad.stilling, rad.personer, mengder, rad.skjult)
