"""What editions give: a search in them; to the rooms below, where a figure explains itself and how charts are drawn."""

from django.urls import reverse

from rodtraad.kostra.bruk import registrer_bruk
from rodtraad.publisering.figurer import tegn
from rodtraad.publisering.innlesingsbruk import utgaver_med
from rodtraad.publisering.nettsted.adresser import forklaringssti
from rodtraad.publisering.queries import utgaver
from rodtraad.publisering.utgavesok import sok
from rodtraad.rapport.forklaringslenker import Oppslag, registrer
from rodtraad.skall.tavler import Sokekilde, sokekilder
from rodtraad.skall.tegning import registrer_tegner


def forklaringer(aar: int) -> Oppslag:
    """The explanation page of a row in the newest edition of the year, blank when there is none. One query."""
    gjeldende = [kort for kort in utgaver() if kort.aar == aar and not kort.erstattet]

    def lenke(tabell: str, linje: int) -> str:
        sti = forklaringssti(tabell, linje)
        treff = (kort for kort in gjeldende if (kort.mappe / sti).is_file())
        return next((reverse("utgave", args=[kort.id, sti]) for kort in treff), "")

    return lenke


registrer(forklaringer)
registrer_bruk(utgaver_med)
registrer_tegner(tegn)
sokekilder.heng_opp(Sokekilde("utgaver", "innlogget", sok, rekkefolge=80))
