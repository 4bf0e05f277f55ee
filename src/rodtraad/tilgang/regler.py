"""Each right of roller.yaml as a rule of hendelser.adgang: a view names the right, nothing else."""

from django.http import HttpRequest

from rodtraad.hendelser.adgang import Regel, registrer_navngiver, registrer_regel
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.rettigheter import retter


def registrer_retter() -> None:
    """Registers every right, and how the one who acts is named; called once, when Django starts."""
    registrer_navngiver(lambda request: aktor(request).av)
    for rett in retter():
        registrer_regel(rett, _regel(rett))


def _regel(rett: str) -> Regel:
    def slipper_inn(request: HttpRequest) -> bool:
        return aktor(request).har(rett)

    return slipper_inn
