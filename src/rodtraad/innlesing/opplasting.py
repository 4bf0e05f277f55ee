"""Files on their way in: kept in a private folder under names of our own, until they are read in or too old."""

import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.innlesing.kilde import KanBekreftes, KjennerAvsender, VedOverlapp
from rodtraad.innlesing.models import Opplasting
from rodtraad.innlesing.register import finn_kilde
from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Funn

STORST: Final = 200_000_000
BRUKBAR_I: Final = timedelta(hours=24)
MAKS_FUNN: Final = 200
_RETT: Final = {"brukere": "roller.les_inn", "roller": "roller.les_inn"}
"""Sources that give power, or an address to which a new password is sent: no deputy has the right."""
_ZIP: Final = b"PK\x03\x04"
_PROVE: Final = 65_536


class OpplastingFeil(RodtraadFeil):
    """A file that cannot be taken in."""


def rett_for(kilde: str) -> str:
    """The right it takes to read from a source beside that of the room. Raises RodtraadFeil."""
    finn_kilde(kilde)
    return _RETT.get(kilde, "innlesing.les")


def ta_imot(
    *, kilde: str, navn: str, biter: Iterable[bytes], bruker_id: int, aar: int | None, neste: str, av: str
) -> Opplasting:
    """Opplasting: stores a file and tries it; nothing is read in. Raises RodtraadFeil. Krav KONTO-01."""
    rydd()
    finn_kilde(kilde)
    ny = Opplasting(id=secrets.token_urlsafe(24), kilde=kilde, fil=trygt_navn(navn), bruker_id=bruker_id, aar=aar,
                    neste=neste)  # fmt: skip
    fil = filen(ny)
    fil.parent.mkdir(parents=True, mode=0o700)
    try:
        _skriv(fil, biter)
        _krev_kjent_innhold(fil)
        ny.resultat = i_ord(_med_avsender(les_inn(kilde, [fil], aar=aar, proev=True, av=av), ny))
        ny.resultat["kan_bekreftes"] = _kan_bekreftes(ny)
        with transaction.atomic():
            ny.save(force_insert=True)
            loggfor(
                handling="provde_fil", gjelder=f"opplasting:{ny.pk}", av=av,
                etter={"kilde": kilde, "fil": ny.fil, "byte": fil.stat().st_size, "feil": ny.har_feil},
            )  # fmt: skip
    except BaseException:
        shutil.rmtree(fil.parent, ignore_errors=True)
        raise
    return ny


def les_inn_opplastet(*, opplasting: Opplasting, av: str, bekreftet: bool = False) -> Resultat:
    """Innlesing: reads in what was tried; the file is then taken away. Raises RodtraadFeil.

    `bekreftet`: the person has seen what the file does and says it is meant.
    """
    fil = filen(opplasting)
    if not fil.is_file():
        raise OpplastingFeil("Filen er ikke lenger her.", "Last den opp på nytt.")
    svar: VedOverlapp | None = "erstatt" if bekreftet and _stopp(opplasting.kilde) else None
    prove = les_inn(opplasting.kilde, [fil], aar=opplasting.aar, proev=True, av=av, ved_overlapp=svar)
    resultat = _med_avsender(prove, opplasting)
    if not resultat.har_feil:
        resultat = les_inn(opplasting.kilde, [fil], aar=opplasting.aar, av=av, ved_overlapp=svar)
    if resultat.har_feil:
        with transaction.atomic():
            Opplasting.objects.filter(pk=opplasting.pk).update(resultat=i_ord(resultat))
            loggfor(handling="avviste_fil", gjelder=f"opplasting:{opplasting.pk}", av=av)
        return resultat
    with transaction.atomic():
        Opplasting.objects.filter(pk=opplasting.pk).delete()
        loggfor(handling="leste_inn_opplastet", gjelder=f"innlesing:{resultat.id}", av=av,
                etter={"opplasting": opplasting.pk, "uendret": resultat.uendret})  # fmt: skip
    shutil.rmtree(fil.parent, ignore_errors=True)
    return resultat


def forkast(*, opplasting: Opplasting, av: str) -> None:
    """Opplasting: throws a file away."""
    with transaction.atomic():
        Opplasting.objects.filter(pk=opplasting.pk).delete()
        loggfor(
            handling="forkastet_fil",
            gjelder=f"opplasting:{opplasting.pk}",
            av=av,
            for_={"fil": opplasting.fil},
        )
    shutil.rmtree(filen(opplasting).parent, ignore_errors=True)


def rydd() -> None:
    """Takes away files nobody has read in within a day."""
    for gammel in Opplasting.objects.filter(opprettet__lt=timezone.now() - BRUKBAR_I):
        forkast(opplasting=gammel, av="system")


def filen(opplasting: Opplasting) -> Path:
    """Where the file stands: a folder with a random name, in the installation's own folder."""
    return Path(settings.MAPPE) / "opplastet" / opplasting.pk / opplasting.fil


def trygt_navn(navn: str) -> str:
    """The last part of a name, letters, digits, dot, dash and underscore only; never a way to another place."""
    siste = PureWindowsPath(PurePosixPath(navn).name).name
    rent = re.sub(r"[^\w.-]+", "_", siste).strip("._")[-100:]
    return rent or "fil"


def i_ord(resultat: Resultat) -> dict[str, Any]:
    """What a trial showed, as it can be stored and shown."""
    return {
        "antall": resultat.antall,
        "har_feil": resultat.har_feil,
        "totaler": [
            [navn, f"{kroner_fra_ore(verdi)} kr" if isinstance(verdi, int) else verdi]
            for navn, verdi in resultat.kontrolltotaler.items()
        ],
        "funn": [_funn(f) for f in sorted(resultat.funn, key=lambda f: not f.er_feil)[:MAKS_FUNN]],
        "flere": max(0, len(resultat.funn) - MAKS_FUNN),
    }


def _funn(funn: Funn) -> dict[str, Any]:
    return {
        "kontroll": funn.kontroll,
        "feil": funn.er_feil,
        "sted": funn.sted,
        "melding": funn.melding,
        "tiltak": funn.tiltak,
    }


def _med_avsender(resultat: Resultat, opplasting: Opplasting) -> Resultat:
    """The result with what is wrong with this person sending the file."""
    kilde = finn_kilde(opplasting.kilde)
    if not isinstance(kilde, KjennerAvsender):
        return resultat
    egne = kilde.check_avsender(filen(opplasting), bruker_id=opplasting.bruker_id)
    return replace(resultat, funn=(*egne, *resultat.funn))


def _stopp(kilde: str) -> str:
    funnet = finn_kilde(kilde)
    return funnet.stopp if isinstance(funnet, KanBekreftes) else ""


def _kan_bekreftes(opplasting: Opplasting) -> bool:
    """Whether all that stops the file is something the person may say is meant."""
    feil = [f["kontroll"] for f in opplasting.resultat["funn"] if f["feil"]]
    return bool(feil) and set(feil) == {_stopp(opplasting.kilde)}


def _skriv(fil: Path, biter: Iterable[bytes]) -> None:
    skrevet = 0
    with fil.open("xb") as ut:
        for bit in biter:
            skrevet += len(bit)
            if skrevet > STORST:
                raise OpplastingFeil(
                    f"Filen er større enn {STORST // 1_000_000} MB.",
                    "Del den opp, eller les den inn med «rodtraad les» på tjeneren.",
                )
            ut.write(bit)
    if not skrevet:
        raise OpplastingFeil("Filen er tom.", "Velg en fil med innhold.")


def _krev_kjent_innhold(fil: Path) -> None:
    """Text, or a workbook; whatever the file calls itself. Raises OpplastingFeil."""
    with fil.open("rb") as inn:
        start = inn.read(_PROVE)
    er_bok = start.startswith(_ZIP)
    if er_bok != (fil.suffix.lower() in {".xlsx", ".xlsm"}) or (not er_bok and _er_binaer(start)):
        raise OpplastingFeil(
            f"Filen «{fil.name}» er verken en tekstfil (CSV) eller en arbeidsbok fra Excel (.xlsx).",
            "Lagre den som CSV (UTF-8) eller .xlsx og last opp på nytt.",
        )


def _er_binaer(start: bytes) -> bool:
    """Whether the bytes are neither text nor text in UTF-16 with its mark."""
    return b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff"))
