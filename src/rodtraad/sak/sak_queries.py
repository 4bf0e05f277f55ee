"""The list of council cases by number, with the numbers that no case has."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from rodtraad.sak.models import Sak
from rodtraad.sak.saksnummer import Hull, Saksnummer, finn_hull, share_series


@dataclass(frozen=True, slots=True)
class Saksrad:
    """A line of the list: a case, or the numbers missing before the next one."""

    sak: Sak | None = None
    hull: Hull | None = None


@dataclass(frozen=True, slots=True)
class Saksliste:
    """The cases of one body (or of all, when they count in one series) in the order of their numbers."""

    organ: str
    rader: tuple[Saksrad, ...]
    antall: int
    mangler: int
    felles: bool = False

    @property
    def har_dato(self) -> bool:
        """Whether the list says when any of the cases was dealt with."""
        return any(r.sak is not None and r.sak.motedato is not None for r in self.rader)


def aar_med_saker() -> list[int]:
    """Years with a list of cases, the latest first."""
    return sorted(set(Sak.objects.filter(gjelder=True).values_list("aar", flat=True)), reverse=True)


def organer_med_saker(aar: int) -> tuple[tuple[str, int], ...]:
    """(body, number of cases) of a year."""
    rader = Sak.objects.filter(gjelder=True, aar=aar).values_list("organ").annotate(antall=Count("id"))
    return tuple(rader.order_by("organ"))


def sakslister(aar: int, *, organ: str = "", tekst: str = "") -> tuple[Saksliste, ...]:
    """The cases of a year by body and number, with the gaps in the numbering (KONTO-13). One query.

    Bodies that never use the same number count in one series, and a gap is then a number none of them has.
    With a text only the cases that have it are shown, and no gaps: what is left out by the search is not missing.
    """
    per_organ: dict[str, list[Sak]] = defaultdict(list)
    for sak in Sak.objects.filter(gjelder=True, aar=aar).order_by("organ", "serie", "nr"):
        per_organ[sak.organ].append(sak)
    felles = share_series([[nummer_i(s) for s in saker] for saker in per_organ.values()])
    if felles and not organ:
        per_organ = {"": sorted((s for saker in per_organ.values() for s in saker), key=nummer_i)}
    elif organ:
        per_organ = {organ: per_organ.get(organ, [])}
    skjul_hull = bool(tekst) or (felles and bool(organ))
    return tuple(
        _liste(navn, [s for s in saker if _treffer(s, tekst)], felles=felles, med_hull=not skjul_hull)
        for navn, saker in per_organ.items()
    )


def nummer_i(sak: Sak) -> Saksnummer:
    """The number of a case."""
    return Saksnummer(sak.aar, sak.serie, sak.nr)


def _treffer(sak: Sak, tekst: str) -> bool:
    return tekst.casefold() in f"{sak.saksnr} {sak.tittel} {sak.vedtak} {sak.arkivsak}".casefold()


def _liste(organ: str, saker: Sequence[Sak], *, felles: bool, med_hull: bool) -> Saksliste:
    hull = finn_hull(nummer_i(s) for s in saker) if med_hull else ()
    for_nummer = {(h.til.serie, h.til.nr + 1): h for h in hull}
    rader: list[Saksrad] = []
    for sak in saker:
        if funnet := for_nummer.pop((sak.serie, sak.nr), None):
            rader.append(Saksrad(hull=funnet))
        rader.append(Saksrad(sak=sak))
    return Saksliste(organ, tuple(rader), len(saker), sum(h.antall for h in hull), felles)
