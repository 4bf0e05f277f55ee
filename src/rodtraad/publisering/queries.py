"""Reads of editions: what is published, and what a report may be called."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from rodtraad.publisering.models import Utgave

ARKIV = "arkiv"
"""The installation's own copy of every edition, which the server shows."""


@dataclass(frozen=True, slots=True)
class Utgavekort:
    """An edition as the list of editions shows it."""

    id: str
    rapport: str
    tittel: str
    aar: int
    versjon: int
    mappe: Path
    publisert: date
    status: str
    begrunnelse: str
    erstattet: bool


def arkivmappe() -> Path:
    """Where the installation keeps its editions."""
    return Path(settings.MAPPE) / ARKIV


def utgaver() -> list[Utgavekort]:
    """Every edition, newest year and version first; the replaced ones too (RAP-18, PUB-12)."""
    return [
        Utgavekort(
            id=u.id,
            rapport=u.rapport,
            tittel=u.tittel,
            aar=u.aar,
            versjon=u.versjon,
            mappe=arkivmappe() / u.mappe,
            publisert=u.publisert,
            status=u.status,
            begrunnelse=u.begrunnelse,
            erstattet=u.er_erstattet,
        )
        for u in Utgave.objects.select_related("avlost_av")
    ]


def registrert(utgave_id: str) -> Utgave | None:
    """The registered edition with this id, if there is one."""
    return Utgave.objects.filter(pk=utgave_id).first()


def siste_utgave(rapport: str) -> Utgave | None:
    """The newest version of a report."""
    return Utgave.objects.filter(rapport=rapport).order_by("-versjon").first()
