"""Where SSB answers, and what it allows. An installation can point elsewhere: a test server, a mirror."""

from dataclasses import dataclass

from django.conf import settings

V2 = "https://data.ssb.no/api/pxwebapi/v2"
V1 = "https://data.ssb.no/api/v0/no/table"
KLASS = "https://data.ssb.no/api/klass/v1"
MAKS_CELLER = 800_000
"""Cells SSB gives in one answer."""


@dataclass(frozen=True, slots=True)
class Adresser:
    """The three services, without a slash at the end."""

    v2: str = V2
    v1: str = V1
    klass: str = KLASS


def adresser() -> Adresser:
    """The addresses of the installation (RODTRAAD_SSB_V2, RODTRAAD_SSB_V1, RODTRAAD_KLASS)."""
    return Adresser(
        v2=getattr(settings, "SSB_V2", "").rstrip("/") or V2,
        v1=getattr(settings, "SSB_V1", "").rstrip("/") or V1,
        klass=getattr(settings, "KLASS", "").rstrip("/") or KLASS,
    )
