"""The worker's part: takes a large file that waits, tries it or reads it in, and says how it went."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from django.db import close_old_connections
from django.db.models import F, Q
from django.utils import timezone

from rodtraad.innlesing import prove
from rodtraad.innlesing.models import Opplasting, Tilstand
from rodtraad.innlesing.services import Resultat
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn

PULS: Final = 20.0
"""Seconds between signs of life from whoever has a file."""
DOD: Final = timedelta(seconds=90)
"""Without a sign for so long, the worker is gone, and another takes the file."""
MAKS_FORSOK: Final = 2


def gjor_ventende() -> int:
    """Takes files until none waits; returns how many."""
    antall = 0
    while rad := _ta_neste():
        with _i_live(rad.pk):
            _gjor(rad)
        antall += 1
    return antall


def _ta_neste() -> Opplasting | None:
    """The oldest that waits, or that a worker left behind; taken, so that no other worker has it."""
    ledige = Opplasting.objects.filter(tilstand__in=(Tilstand.VENTER, Tilstand.LESES_INN))
    ledige = ledige.filter(Q(tatt__isnull=True) | Q(tatt__lt=timezone.now() - DOD)).order_by("opprettet")
    for rad in ledige:
        tatt = Opplasting.objects.filter(pk=rad.pk, tilstand=rad.tilstand, tatt=rad.tatt, forsok=rad.forsok)
        if tatt.update(tatt=timezone.now(), forsok=F("forsok") + 1):
            rad.refresh_from_db()
            return rad
    return None


def _gjor(rad: Opplasting) -> None:
    if rad.forsok > MAKS_FORSOK:
        _stans(rad, "Arbeidet ble avbrutt to ganger, kanskje fordi tjeneren gikk tom for minne.",
               "Del filen opp, eller les den inn med «rodtraad les» på tjeneren.")  # fmt: skip
        return
    try:
        if rad.tilstand == Tilstand.LESES_INN:
            prove.fullfor(rad)
            return
        prove.prov(rad)
        prove.lagre(
            rad, handling="provde_fil", gjelder=f"opplasting:{rad.pk}",
            etter={"kilde": rad.kilde, "fil": rad.fil, "feil": rad.har_feil},
        )  # fmt: skip
    except RodtraadFeil as feil:
        _stans(rad, feil.meldinger[0], " ".join(feil.meldinger[1:]))
    except Exception:
        if not Opplasting.objects.filter(pk=rad.pk).exists():
            # Thrown away by its owner meanwhile, and its files with it.
            return
        _stans(
            rad, "Noe gikk galt hos oss. Ingenting er lest inn.",
            "Prøv igjen, eller meld fra til den som drifter.",
        )  # fmt: skip
        raise


def _stans(rad: Opplasting, melding: str, tiltak: str) -> None:
    """The file stops here, with what is wrong as a finding."""
    funn = Funn("innlesing-avvist", Alvor.FEIL, melding, rad.fil, tiltak)
    rad.resultat, rad.tilstand = prove.i_ord(Resultat(None, 0, {}, (funn,))), Tilstand.PROVD
    prove.lagre(rad, handling="avviste_fil", gjelder=f"opplasting:{rad.pk}", etter={"melding": melding})


@contextmanager
def _i_live(pk: str) -> Iterator[None]:
    """Signs of life while the work goes on."""
    ferdig = threading.Event()

    def slaa() -> None:
        while not ferdig.wait(PULS):
            Opplasting.objects.filter(pk=pk, tatt__isnull=False).update(tatt=timezone.now())
            close_old_connections()

    puls = threading.Thread(target=slaa, name="rodtraad-puls", daemon=True)
    puls.start()
    try:
        yield
    finally:
        ferdig.set()
        puls.join(timeout=5)
