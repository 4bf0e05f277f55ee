"""Values for the placeholders of the addresses of the frozen reports."""

from datetime import date

from rodtraad.rapport.models import Okonomistatus
from rodtraad.rapport.services import begynn_vedtaksrapport, publiser_vedtaksrapport
from rodtraad.rapport.statusinnhold import innholdssum
from rodtraad.sak.models import Oppdrag
from tests.personer import Verden


def lag(verden: Verden) -> dict[str, str]:
    """A published run, a draft, and a page on the economy."""
    lag_oppdrag(2024, 1, "I arbeid")
    rad = begynn_vedtaksrapport(aar=2024, halvaar="vaar", av="test")
    publiser_vedtaksrapport(rapport_id=rad.pk, rettet=1, av="test")
    utkast = begynn_vedtaksrapport(aar=2024, halvaar="host", av="test")
    return {"vedtaksutkast": str(utkast.pk), "okonomistatus": str(lag_status().pk)}


def lag_oppdrag(aar: int, nr: int, status: str, tittel: str = "Ny skolerute") -> Oppdrag:
    return Oppdrag.objects.create(
        innlesing="test",
        aar=aar,
        rekkefolge=nr,
        nr=nr,
        type="Verbalvedtak",
        tittel=f"{tittel} {nr}",
        status=status,
    )


def lag_status() -> Okonomistatus:
    rad = {
        "navn": "Oppvekst",
        "budsjett": 100,
        "regnskap": 90,
        "avvik": 10,
        "tabell": "bevilgning_5_4_2",
        "linje": 8,
    }
    innhold = {
        "aar": 2024, "enhet": "1000 kr", "omraader": [rad], "sum": None, "storste": [rad], "likviditet": 123_400,
        "lest": "", "fortegn": "Positivt avvik er mindreforbruk.",
    }  # fmt: skip
    return Okonomistatus.objects.create(
        organ="Formannskapet",
        dato=date(2026, 3, 3),
        innhold=innhold,
        sha256=innholdssum(innhold),
        laget_av="test",
    )
