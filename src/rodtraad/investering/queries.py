"""Projects as they stood, and how their phase has changed."""

from dataclasses import dataclass
from datetime import date

from rodtraad.investering.models import Fase, Prosjekt, Prosjektstatus, Statusverdi

GYLDIG = "gyldig"
STATUSER = tuple(Statusverdi.values)


@dataclass(frozen=True, slots=True)
class Prosjektpost:
    """A project with the status and phase that applied on a day."""

    kode: str
    navn: str
    rammeomraade: str
    del_: str
    rekkefolge: int
    status: str
    fase_kode: str
    fase: str
    er_ovrig: bool
    status_rekkefolge: int


@dataclass(frozen=True, slots=True)
class Faseskifte:
    """A dated change of phase or status."""

    dato: date
    status: str
    fase_kode: str
    fase: str


def faser() -> dict[str, str]:
    """The municipality's own list of phases, code → name, in order (INV-02)."""
    rader = Fase.objects.filter(innlesing__status=GYLDIG).order_by("rekkefolge", "kode")
    return dict(rader.values_list("kode", "navn"))


def prosjekter(aar: int) -> tuple[Prosjektpost, ...]:
    """Projects in the order of § 5-5 second paragraph, as registered on the last day of the year.

    `rammeomraade` is a code, empty for parts 2–4; `status_rekkefolge` is 0 for a project that is not
    listed by itself in the status table, and `er_ovrig` says that it is summed there instead (INV-05).
    """
    navn = faser()
    siste = {
        s.prosjekt: s
        for s in Prosjektstatus.objects.filter(
            innlesing__status=GYLDIG, dato__lte=date(aar, 12, 31)
        ).order_by("dato", "id")
    }
    return tuple(
        _post(prosjekt, siste.get(prosjekt.kode), navn)
        for prosjekt in Prosjekt.objects.filter(innlesing__status=GYLDIG).order_by("rekkefolge", "kode")
    )


def faseskifter(prosjekt: str) -> tuple[Faseskifte, ...]:
    """Every dated status of a project, oldest first."""
    navn = faser()
    rader = Prosjektstatus.objects.filter(innlesing__status=GYLDIG, prosjekt=prosjekt).order_by("dato", "id")
    return tuple(Faseskifte(s.dato, s.status, s.fase_kode, navn.get(s.fase_kode, s.fase_kode)) for s in rader)


def prosjektkoder() -> frozenset[str]:
    """The codes of all registered projects."""
    return frozenset(Prosjekt.objects.filter(innlesing__status=GYLDIG).values_list("kode", flat=True))


def _post(prosjekt: Prosjekt, status: Prosjektstatus | None, navn: dict[str, str]) -> Prosjektpost:
    fase_kode = status.fase_kode if status else ""
    return Prosjektpost(
        kode=prosjekt.kode,
        navn=prosjekt.navn,
        rammeomraade=prosjekt.rammeomraade,
        del_=prosjekt.del_i_oversikten,
        rekkefolge=prosjekt.rekkefolge,
        status=status.status if status else "",
        fase_kode=fase_kode,
        fase=navn.get(fase_kode, ""),
        er_ovrig=prosjekt.er_ovrig,
        status_rekkefolge=prosjekt.status_rekkefolge or 0,
    )
