"""The council's cases and assignments of a year; meetings and the deadlines before them."""

from collections.abc import Sequence

from rodtraad.sak.models import Oppdrag, Sak
from rodtraad.sak.mote_queries import moter, saksfrister
from rodtraad.sak.saksfrister import Motepost, Saksfrist

__all__ = [
    "Motepost",
    "Saksfrist",
    "manglende_oppdragsnumre",
    "manglende_saksnumre",
    "merknader",
    "moter",
    "oppdrag",
    "saker",
    "saksfrister",
]

type Verdier = dict[str, str | int | None]


def saker(aar: int) -> tuple[Verdier, ...]:
    """Cases in the order of the list: rekkefolge, saksnr, nr, organ, tittel, lenke."""
    rader = Sak.objects.filter(gjelder=True, aar=aar).order_by("organ", "rekkefolge")
    return tuple(
        {
            "rekkefolge": sak.rekkefolge,
            "saksnr": sak.saksnr,
            "nr": sak.nr,
            "organ": sak.organ,
            "tittel": sak.tittel,
            "lenke": sak.lenke or None,
        }
        for sak in rader
    )


def manglende_saksnumre(aar: int) -> tuple[str, ...]:
    """Case numbers between the first and the last of the year that no case has (VED-05)."""
    numre = Sak.objects.filter(gjelder=True, aar=aar).values_list("nr", flat=True)
    return tuple(f"{nr}/{aar % 100:02d}" for nr in _gaps(list(numre)))


def oppdrag(aar: int) -> tuple[Verdier, ...]:
    """Assignments in order: nr, type, tittel, status, beskrivelse, statusbeskrivelse, konstruert (VED-03)."""
    rader = Oppdrag.objects.filter(gjelder=True, aar=aar).order_by("rekkefolge")
    return tuple(
        {
            "nr": rad.nr,
            "type": rad.type,
            "tittel": rad.tittel,
            "status": rad.status,
            "beskrivelse": rad.beskrivelse or None,
            "statusbeskrivelse": rad.statusbeskrivelse or None,
            "konstruert": int(rad.konstruert),
        }
        for rad in rader
    )


def manglende_oppdragsnumre(aar: int) -> tuple[int, ...]:
    """Assignment numbers between the lowest and the highest that no assignment has."""
    numre = Oppdrag.objects.filter(gjelder=True, aar=aar).exclude(nr=None).values_list("nr", flat=True)
    return _gaps([nr for nr in numre if nr is not None])


def merknader(aar: int) -> tuple[str, ...]:
    """What a reader of the lists must know: numbers that are not there, and assignments without one."""
    funnet = [
        f"Oppdrag nummer {nr} finnes ikke i kilden: nummeret er hoppet over der."
        for nr in manglende_oppdragsnumre(aar)
    ]
    uten = Oppdrag.objects.filter(gjelder=True, aar=aar, nr=None).count()
    if uten:
        antall = "Ett oppdrag" if uten == 1 else f"{uten} oppdrag"
        funnet.append(f"{antall} har ikke nummer i kilden.")
    mangler = manglende_saksnumre(aar)
    if mangler:
        funnet.append(
            f"{len(mangler)} saksnumre mellom første og siste sak er ikke i listen: {', '.join(mangler)}."
        )
    return tuple(funnet)


def _gaps(numre: Sequence[int]) -> tuple[int, ...]:
    if not numre:
        return ()
    return tuple(sorted(set(range(min(numre), max(numre))) - set(numre)))
