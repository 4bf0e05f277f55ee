"""Politikk: the council's cases and assignments of the year (VED-03, VED-05)."""

from rodtraad.oppstilling import kolonner as kol
from rodtraad.oppstilling.bygg import Bygget
from rodtraad.oppstilling.datasettabell import Datasettoppsett, tall, vis, vis_poster
from rodtraad.oppstilling.kontekst import Kontekst
from rodtraad.oppstilling.tabell import Verdi
from rodtraad.oppstilling.tabeller.register import tabell

SAKER = "politiske_saker_{aar}"
MOETER = "Kommuneloven § 11-4, møtebok"
OPPFOLGING = "Kommuneloven § 13-1 tredje ledd, iverksetting av vedtak"


def numre(k: Kontekst, datasett: str) -> list[int]:
    """The case numbers of a list of cases."""
    poster = k.grunnlag.datasett.get(datasett, ())
    return [int(nr) for post in poster if (nr := tall(post.get("nr"))) is not None]


def hull(numre: list[int]) -> list[int]:
    """The numbers between the first and the last that nothing carries."""
    return sorted(set(range(min(numre), max(numre))) - set(numre)) if numre else []


@tabell(SAKER, "Saker i kommunestyret", MOETER, fra_hovedbok=False)
def politiske_saker(k: Kontekst) -> Bygget:
    """The cases of the year in the order of the list, and the numbers that are missing."""
    navn = SAKER.format(aar=k.aar)
    kolonner = (
        kol.noekkel("rekkefolge"),
        kol.tekst("saksnr", "Saksnummer"),
        kol.noekkel("nr"),
        kol.noekkel("organ"),
        kol.tekst("tittel", "Sak", radtittel=True),
    )
    return vis(k, navn, f"Saker i kommunestyret {k.aar}", Datasettoppsett(kolonner), navn)


@tabell("vedtak_oppdrag", "Verbalvedtak", OPPFOLGING, fra_hovedbok=False)
def vedtak_oppdrag(k: Kontekst) -> Bygget:
    """Assignments with number, title and status."""
    kolonner = (
        kol.tekst("nr", "Nr"),
        kol.noekkel("type"),
        kol.tekst("tittel", "Oppdrag", radtittel=True),
        kol.tekst("status", "Status"),
    )
    return vis(k, "vedtak_oppdrag", "Verbalvedtak", Datasettoppsett(kolonner))


@tabell("vedtak_oppdrag_status", "Verbalvedtak med status", OPPFOLGING, fra_hovedbok=False)
def vedtak_oppdrag_status(k: Kontekst) -> Bygget:
    """The same with what was asked for and how far it has come (VED-03)."""
    kolonner = (
        kol.tekst("nr", "Nr"),
        kol.tekst("tittel", "Oppdrag", radtittel=True),
        kol.tekst("beskrivelse", "Beskrivelse"),
        kol.tekst("status", "Status"),
        kol.tekst("statusbeskrivelse", "Beskrivelse av status"),
    )
    oppsett = Datasettoppsett(kolonner)
    return vis(k, "vedtak_oppdrag_status", "Verbalvedtak med status", oppsett, "vedtak_oppdrag")


@tabell("saksnummer_mangler", "Saksnumre som mangler", MOETER, fra_hovedbok=False)
def saksnummer_mangler(k: Kontekst) -> Bygget:
    """The numbers between the first and the last case of the year that no case carries (VED-05)."""
    kolonner = (kol.tekst("saksnr", "Saksnummer", radtittel=True), kol.noekkel("nr"))
    return vis_poster(
        k, "saksnummer_mangler", "Saksnumre som mangler", Datasettoppsett(kolonner), _manglende(k)
    )


def _manglende(k: Kontekst) -> list[dict[str, Verdi]]:
    numrene = hull(numre(k, SAKER.format(aar=k.aar)))
    return [{"saksnr": f"{nr}/{k.aar % 100:02d}", "nr": nr} for nr in numrene]
