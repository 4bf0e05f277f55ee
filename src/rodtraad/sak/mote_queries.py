"""Meetings, their deadlines, and how many are held against how many are planned."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from rodtraad.sak.models import Mote, Motefrekvens, Motestatus, Organ, Organslag, Saksfristregel
from rodtraad.sak.saksfrister import Fristregel, Motepost, Saksfrist, count_back, first_reachable, regler_for


@dataclass(frozen=True, slots=True)
class Motetall:
    """A body's meetings in a year: how many it is to hold, and what became of those planned (HJUL-10)."""

    organ: Organ
    maal: int | None
    hyppighet: str
    holdt: int
    planlagt: int
    avlyst: int
    forventet: int
    """How many should be held by now, evenly over the year."""

    @property
    def i_planen(self) -> int:
        """Held and still to come."""
        return self.holdt + self.planlagt

    @property
    def mangler(self) -> int:
        """How many more must be planned to reach the target."""
        return max(0, (self.maal or 0) - self.i_planen)

    @property
    def bak(self) -> int:
        """How many behind an even year."""
        return max(0, self.forventet - self.holdt)


def moter(fra: date, til: date, *, organ_id: int | None = None) -> tuple[Motepost, ...]:
    """Meetings from a day to a day, by date; called off ones too, with their status (HJUL-12)."""
    rader = motesett().filter(dato__gte=fra, dato__lte=til)
    if organ_id is not None:
        rader = rader.filter(organ=organ_id)
    return tuple(_post(rad) for rad in rader)


def saksfrister(fra: date, til: date) -> tuple[Saksfrist, ...]:
    """Deadlines of case documents that fall between the days, counted back from the meetings (HJUL-12)."""
    regler = fristregler()
    funnet = (f for mote in moter(fra, first_reachable(til, regler)) for f in frister_for(mote, regler))
    return tuple(
        sorted((f for f in funnet if fra <= f.dato <= til), key=lambda f: (f.dato, f.motedato, f.navn))
    )


def frister_for(mote: Motepost, regler: tuple[Fristregel, ...]) -> tuple[Saksfrist, ...]:
    """The deadlines of one meeting, earliest first; none when it is called off."""
    if mote.status == Motestatus.AVLYST:
        return ()
    return tuple(count_back(mote, r) for r in regler_for(mote, regler, felles_for=Organslag.FOLKEVALGT))


def fristregler() -> tuple[Fristregel, ...]:
    """The rules that hold, the longest first."""
    rader = Saksfristregel.objects.order_by("-dager", "navn")
    return tuple(Fristregel(r.navn, r.dager, r.virkedager, r.organ_id) for r in rader)


def regelrader() -> QuerySet[Saksfristregel]:
    """The rules as rows, for the page where they are changed."""
    return Saksfristregel.objects.select_related("organ").order_by("organ__rekkefolge", "-dager")


def motesett() -> QuerySet[Mote]:
    """Meetings that count, by date."""
    return (
        Mote.objects.filter(gjelder=True)
        .select_related("organ")
        .order_by("dato", "klokkeslett", "organ__rekkefolge")
    )


def moter_i(aar: int, organ_id: int | None) -> QuerySet[Mote]:
    """The meetings of a year, of one body if given."""
    rader = motesett().filter(dato__year=aar)
    return rader.filter(organ=organ_id) if organ_id else rader


def hent_mote(mote_id: int) -> Mote | None:
    """One meeting that counts."""
    return motesett().filter(pk=mote_id).first()


def som_post(rad: Mote) -> Motepost:
    """A meeting as a plain value."""
    return _post(rad)


def mote_aar() -> list[int]:
    """The years that have meetings, the latest first."""
    return sorted({dag.year for dag in Mote.objects.filter(gjelder=True).dates("dato", "year")}, reverse=True)


def motetall(aar: int, i_dag: date) -> tuple[Motetall, ...]:
    """Held against planned for each body that has a number or meetings in the year (HJUL-10). Three queries."""
    maal = {f.organ_id: f for f in Motefrekvens.objects.filter(aar=aar)}
    antall = Counter(Mote.objects.filter(gjelder=True, dato__year=aar).values_list("organ", "status"))
    vist = set(maal) | {organ_id for organ_id, _ in antall}
    gaatt = min(max((i_dag - date(aar, 1, 1)).days + 1, 0) / 365, 1)
    return tuple(
        _tall(organ, maal.get(organ.pk), antall, gaatt)
        for organ in Organ.objects.filter(pk__in=vist).order_by("rekkefolge", "navn")
    )


def _tall(
    organ: Organ, maal: Motefrekvens | None, antall: Counter[tuple[int, str]], gaatt: float
) -> Motetall:
    return Motetall(
        organ, maal.antall if maal else None, maal.hyppighet if maal else "",
        antall[organ.pk, Motestatus.HOLDT], antall[organ.pk, Motestatus.PLANLAGT],
        antall[organ.pk, Motestatus.AVLYST], int(maal.antall * gaatt) if maal else 0,
    )  # fmt: skip


def _post(rad: Mote) -> Motepost:
    return Motepost(
        rad.pk,
        rad.organ_id,
        rad.organ.navn,
        rad.organ.slag,
        rad.dato,
        rad.klokkeslett,
        rad.sted,
        rad.status,
        rad.grunn,
    )
