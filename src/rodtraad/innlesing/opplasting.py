"""Files on their way in: kept in a private folder under names of our own, until they are read in or too old."""

import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.innlesing import prove
from rodtraad.innlesing.filinnhold import FilFeil, krev_kjent_innhold, trygt_navn
from rodtraad.innlesing.kilde import KanKartlegges
from rodtraad.innlesing.kildekort import kildekort
from rodtraad.innlesing.models import Opplasting, Tilstand
from rodtraad.innlesing.profiler import Profilvalg, finn_for_overskrift
from rodtraad.innlesing.register import finn_kilde
from rodtraad.innlesing.tekstfil import filinfo
from rodtraad.kjerne.feil import RodtraadFeil

STORST: Final = 200_000_000
"""Bytes of all the files of one import, in the browser."""
MAKS_FILER: Final = 50
BRUKBAR_I: Final = timedelta(hours=24)
_RETT: Final = {"brukere": "roller.les_inn", "roller": "roller.les_inn"}
"""Sources that give power, or an address to which a new password is sent: no deputy has the right."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What a person sends: from which source, the files by name, the year, the profile chosen, where to go after."""

    kilde: str
    filer: Sequence[tuple[str, Iterable[bytes]]]
    bruker_id: int
    av: str
    aar: int | None = None
    profil: Profilvalg | None = None
    neste: str = ""


def rett_for(kilde: str) -> str:
    """The right it takes to read from a source beside that of the room. Raises RodtraadFeil."""
    finn_kilde(kilde)
    return _RETT.get(kilde, "innlesing.les")


def ta_imot(sending: Sending) -> Opplasting:
    """Opplasting: stores files and tries them; nothing is read in. Raises RodtraadFeil. Krav KONTO-01.

    A file whose columns nobody has explained waits for that; large files wait for the worker.
    """
    rydd()
    kort = kildekort(finn_kilde(sending.kilde))
    _krev_antall(sending, flere=kort.flere_filer)
    ny = Opplasting(
        id=secrets.token_urlsafe(24), kilde=sending.kilde, bruker_id=sending.bruker_id, aar=sending.aar,
        av=sending.av, neste=sending.neste,
    )  # fmt: skip
    (mappe(ny) / prove.FILER).mkdir(parents=True, mode=0o700)
    try:
        lov = STORST
        for navn, biter in sending.filer:
            fil = mappe(ny) / prove.FILER / _ledig_navn(ny, trygt_navn(navn))
            lov -= _skriv(fil, biter, lov)
            krev_kjent_innhold(fil, kort)
            info = filinfo(fil)
            ny.filer.append({"navn": info.navn, "sha256": info.sha256, "byte": info.storrelse})
        ny.fil = ", ".join(f["navn"] for f in ny.filer)[:1000]
        _velg_profil(ny, sending.profil)
        if ny.tilstand == Tilstand.PROVD:
            prove.sett_i_gang(ny)
        with transaction.atomic():
            ny.save(force_insert=True)
            loggfor(
                handling="mottok_fil", gjelder=f"opplasting:{ny.pk}", av=sending.av,
                etter={"kilde": ny.kilde, "filer": ny.filer, "profil": ny.profilnavn, "tilstand": ny.tilstand},
            )  # fmt: skip
    except BaseException:
        shutil.rmtree(mappe(ny), ignore_errors=True)
        raise
    if ny.er_under_arbeid:
        prove.vekk_arbeideren()
    return ny


def forkast(*, opplasting: Opplasting, av: str) -> None:
    """Opplasting: throws the files away."""
    with transaction.atomic():
        Opplasting.objects.filter(pk=opplasting.pk).delete()
        loggfor(
            handling="forkastet_fil",
            gjelder=f"opplasting:{opplasting.pk}",
            av=av,
            for_={"fil": opplasting.fil},
        )
    shutil.rmtree(mappe(opplasting), ignore_errors=True)


def rydd() -> None:
    """Takes away files nobody has read in within a day, and what is left of those that were."""
    for gammel in Opplasting.objects.filter(opprettet__lt=timezone.now() - BRUKBAR_I):
        forkast(opplasting=gammel, av="system")


def mappe(opplasting: Opplasting) -> Path:
    """Where the files stand: a folder with a random name, in the installation's own folder."""
    return Path(settings.MAPPE) / "opplastet" / opplasting.pk


def _krev_antall(sending: Sending, *, flere: bool) -> None:
    if not sending.filer:
        raise FilFeil("Du har ikke valgt noen fil.", "Velg en fil.")
    if len(sending.filer) > (MAKS_FILER if flere else 1):
        raise FilFeil(
            f"Du har valgt {len(sending.filer)} filer.",
            f"Velg høyst {MAKS_FILER} om gangen." if flere else "Kilden leser én fil om gangen.",
        )


def _ledig_navn(opplasting: Opplasting, navn: str) -> str:
    """Two files of one name are both kept."""
    brukt = {f["navn"] for f in opplasting.filer}
    nr, stamme, endelse = 2, Path(navn).stem, Path(navn).suffix
    while navn in brukt:
        navn = f"{stamme}_{nr}{endelse}"
        nr += 1
    return navn


def _velg_profil(ny: Opplasting, valgt: Profilvalg | None) -> None:
    """The profile chosen, else the saved one that was made for the same heading, else the columns must be explained."""
    kilde = finn_kilde(ny.kilde)
    if valgt is not None:
        ny.profilnavn, ny.profiltekst = valgt.navn, valgt.tekst
    elif isinstance(kilde, KanKartlegges):
        try:
            lagt_ut = kilde.kartlegg(prove.filer(ny)[0], aar=ny.aar)
        except RodtraadFeil:
            # The trial says what is wrong with the file, in full.
            return
        if not lagt_ut.trengs:
            return
        kjent = finn_for_overskrift(ny.kilde, lagt_ut)
        if kjent is None:
            ny.profiltekst, ny.tilstand = lagt_ut.profil, Tilstand.KARTLEGGES
        else:
            ny.profilnavn, ny.profiltekst = kjent.navn, kjent.tekst


def _skriv(fil: Path, biter: Iterable[bytes], lov: int) -> int:
    """Bytes written. Raises FilFeil over `lov`, or for nothing."""
    skrevet = 0
    with fil.open("xb") as ut:
        for bit in biter:
            skrevet += len(bit)
            if skrevet > lov:
                raise FilFeil(
                    f"Filen er større enn {STORST // 1_000_000} MB.",
                    "Del den opp, eller les den inn med «rodtraad les» på tjeneren.",
                )
            ut.write(bit)
    if not skrevet:
        raise FilFeil(f"Filen «{fil.name}» er tom.", "Velg en fil med innhold.")
    return skrevet
