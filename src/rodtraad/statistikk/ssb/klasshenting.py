"""The lists of Klass over the network: municipalities, their changes, KOSTRA groups."""

from datetime import date
from pathlib import Path

from django.utils import timezone

from rodtraad.statistikk.ssb import lager
from rodtraad.statistikk.ssb.adresser import adresser
from rodtraad.statistikk.ssb.henter import Henter
from rodtraad.statistikk.ssb.klasskontroll import GRUPPER, KOMMUNER

FRA = date(2020, 1, 1)
"""Changes from the reform of 2020 on."""


def hent_klass(henter: Henter | None = None) -> list[Path]:
    """Files as Klass gives them today, named so that the source knows which list each is. Raises HenteFeil."""
    rot, dag = f"{adresser().klass}/classifications", timezone.localdate()
    spor = henter or Henter()
    return [
        _legg(f"klass-{KOMMUNER}-kommuner.json", spor.hent(f"{rot}/{KOMMUNER}/codesAt.json?date={dag}")),
        _legg(
            f"klass-{KOMMUNER}-endringer.json",
            spor.hent(f"{rot}/{KOMMUNER}/changes.json?from={FRA}&to={dag}"),
        ),
        _legg(f"klass-{GRUPPER}-kostragrupper.json", spor.hent(f"{rot}/{GRUPPER}/codesAt.json?date={dag}")),
    ]


def _legg(navn: str, raa: bytes) -> Path:
    fil = lager.mappen() / "klass" / navn
    fil.parent.mkdir(parents=True, exist_ok=True)
    fil.write_bytes(raa)
    return fil
