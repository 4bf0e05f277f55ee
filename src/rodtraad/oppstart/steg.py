"""The steps of the first run, and how far they have come."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodtraad.aarshjul.queries import aarene
from rodtraad.innlesing.queries import Innlesingspost, gyldige
from rodtraad.innstillinger.queries import gjeldende
from rodtraad.tilgang.queries import med_rolle, personer

DATA: Final = Path(__file__).parent / "data"
INNSTILLINGER, AAR = "innstillinger", "aarshjul"


@dataclass(frozen=True, slots=True)
class Steg:
    """A step: what it is for, and where it stands. `kilde` names the source when it takes a file."""

    id: str
    navn: str | Promise
    hvorfor: str | Promise
    ferdig: bool
    kom_inn: tuple[Innlesingspost, ...] = ()
    kan_vente: bool = False

    @property
    def fil(self) -> bool:
        """Whether the step takes a file."""
        return self.id in FILER


FILER: Final[Mapping[str, tuple[str | Promise, str | Promise]]] = {
    "organisasjon": (
        _("Organisasjonen"),
        _("Rammeområder, virksomheter og ansvar. Alt annet henger på dem: roller, oppgaver og tall."),
    ),
    "kontoplan": (_("Kontoplanen"), _("Navnene dere bruker på KOSTRA-funksjonene i tabellene.")),
    "brukere": (_("Brukerne"), _("De som skal logge inn. De får ikke passord av filen; de lager det selv.")),
    "roller": (
        _("Rollene"),
        _("Hvem som er leder, rådgiver og så videre, for hele kommunen eller for en enhet."),
    ),
}
"""Source → what it is called and why it is needed, in the order things depend on each other."""


def stegene() -> tuple[Steg, ...]:
    """Every step in order; a few small queries."""
    kom_inn: dict[str, list[Innlesingspost]] = {kilde: [] for kilde in FILER}
    for post in gyldige():
        if post.kilde in kom_inn:
            kom_inn[post.kilde].append(post)
    for_haand = _gjort_for_haand()
    filer = [
        Steg(kilde, navn, hvorfor, bool(kom_inn[kilde]) or kilde in for_haand, tuple(kom_inn[kilde]))
        for kilde, (navn, hvorfor) in FILER.items()
    ]
    utseende = Steg(
        INNSTILLINGER, _("Kommunens utseende"), _("Farge, kommunevåpen, og hvem de ansatte kan spørre om hjelp."),
        gjeldende().versjon > 0 or bool(gjeldende().vaapen), kan_vente=True,
    )  # fmt: skip
    aaret = Steg(
        AAR,
        _("Årshjulet"),
        _("Fristene og møtene i året, laget av lovens og kommunens faste hendelser."),
        bool(aarene()),
    )
    return (utseende, *filer, aaret)


def _gjort_for_haand() -> set[str]:
    """Steps done without a file: more persons than the first, somebody at the head."""
    i_dag = timezone.localdate()
    gjort = {"brukere"} if personer(None, i_dag).count() > 1 else set()
    return gjort | ({"roller"} if med_rolle("kommunedirektor", i_dag) else set())


def er_ferdig(steg: tuple[Steg, ...]) -> bool:
    """Whether every step that cannot wait is done."""
    return all(s.ferdig or s.kan_vente for s in steg)


def neste(steg: tuple[Steg, ...]) -> Steg | None:
    """The first step that is not done; those that can wait come last."""
    uferdige = [s for s in steg if not s.ferdig]
    return next((s for s in uferdige if not s.kan_vente), next(iter(uferdige), None))


def eksempelfil(kilde: str) -> bytes | None:
    """An example of the file of a step; None when there is no such step."""
    return (DATA / f"{kilde}.csv").read_bytes() if kilde in FILER else None
