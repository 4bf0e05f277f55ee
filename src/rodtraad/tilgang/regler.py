"""Each right of roller.yaml as a rule of hendelser.adgang: a view names the right, nothing else."""

from django.http import HttpRequest

from rodtraad.hendelser.adgang import Regel, registrer_bekreftelse, registrer_navngiver, registrer_regel
from rodtraad.innstillinger.rollevalg import registrer_roller
from rodtraad.tilgang.aktor import aktor
from rodtraad.tilgang.bekreftelse import nylig_bekreftet
from rodtraad.tilgang.rettigheter import retter, roller


def registrer_retter() -> None:
    """Registers every right, and what rooms below need to know of persons; called once, when Django starts."""
    registrer_navngiver(lambda request: aktor(request).av)
    registrer_bekreftelse(nylig_bekreftet)
    registrer_roller(lambda: [(rolle.id, rolle.navn) for rolle in roller().values()])
    for rett in retter():
        registrer_regel(rett, _regel(rett))


def _regel(rett: str) -> Regel:
    def slipper_inn(request: HttpRequest) -> bool:
        return aktor(request).har(rett)

    return slipper_inn
