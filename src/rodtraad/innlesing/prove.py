"""A file that was sent, tried and read in: at once when it is small, by the worker when it is large."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from rodtraad.hendelser.services import loggfor
from rodtraad.innlesing import funnliste
from rodtraad.innlesing.feilliste import vis_inntil
from rodtraad.innlesing.filinnhold import FilFeil, trygt_navn
from rodtraad.innlesing.kilde import KanBekreftes, KanErstatte, KjennerAvsender, VedOverlapp
from rodtraad.innlesing.models import Opplasting, Tilstand
from rodtraad.innlesing.register import finn_kilde
from rodtraad.innlesing.services import Resultat, les_inn
from rodtraad.kjerne.belop import kroner_fra_ore
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.kjerne.funn import Alvor, Funn
from rodtraad.kjerne.tallformat import vis_tall
from rodtraad.oppgaver.rundearbeid import vekk

STOR: Final = 5_000_000
"""Bytes from which a file waits for the worker instead of making the browser wait."""
FILER: Final = "filer"
FUNN: Final = "funn.csv"
ARBEID: Final = "innlesing"
_LAGRES: Final = (
    "tilstand", "tatt", "forsok", "resultat", "innlesing_id", "av", "ved_overlapp", "profilnavn", "profiltekst", "aar",
)  # fmt: skip


def sett_i_gang(opplasting: Opplasting) -> None:
    """Tries the files now, or leaves them to the worker; whoever calls saves the row."""
    opplasting.resultat = {}
    if opplasting.byte > STOR:
        opplasting.tilstand, opplasting.tatt, opplasting.forsok = Tilstand.VENTER, None, 0
    else:
        prov(opplasting)


def vekk_arbeideren() -> None:
    """Lets the worker of this process look at once."""
    vekk(ARBEID)


def prov(opplasting: Opplasting) -> None:
    """Opplasting: reads and checks everything, stores nothing of it, and keeps what was found on the row."""
    with vis_inntil(funnliste.MAKS_PER_REGEL):
        resultat = _les(opplasting, proev=True)
    _noter_funn(opplasting, resultat)


def prov_igjen(*, opplasting: Opplasting, av: str, **endret: Any) -> None:
    """Opplasting: tries the files again, with another answer or profile. Raises FilFeil when they are gone."""
    _krev_filer(opplasting)
    for navn, verdi in endret.items():
        setattr(opplasting, navn, verdi)
    opplasting.av = av
    sett_i_gang(opplasting)
    lagre(
        opplasting, handling="provde_fil", gjelder=f"opplasting:{opplasting.pk}",
        etter={"kilde": opplasting.kilde, "fil": opplasting.fil, "profil": opplasting.profilnavn,
               "ved_overlapp": opplasting.ved_overlapp, "tilstand": opplasting.tilstand},
    )  # fmt: skip
    if opplasting.er_under_arbeid:
        vekk_arbeideren()


def les_inn_opplastet(*, opplasting: Opplasting, av: str, bekreftet: bool = False) -> Resultat | None:
    """Innlesing: reads in what was tried; the files are then taken away. Raises RodtraadFeil.

    `bekreftet`: the person has seen what the file does and says it is meant. A large file is left to the worker,
    and None comes back.
    """
    _krev_filer(opplasting)
    if bekreftet and _stopp(opplasting.kilde):
        opplasting.ved_overlapp = "erstatt"
    opplasting.av = av
    if opplasting.byte <= STOR:
        return fullfor(opplasting)
    opplasting.tilstand, opplasting.tatt, opplasting.forsok = Tilstand.LESES_INN, None, 0
    lagre(opplasting, handling="ba_om_innlesing", gjelder=f"opplasting:{opplasting.pk}")
    vekk_arbeideren()
    return None


def fullfor(opplasting: Opplasting) -> Resultat:
    """Innlesing: reads in, by whoever asked for it, and notes on the row how it went. Raises RodtraadFeil."""
    resultat = _les(opplasting, proev=False)
    if resultat.har_feil:
        _noter_funn(opplasting, resultat)
        opplasting.resultat["avvist"] = True
        lagre(opplasting, handling="avviste_fil", gjelder=f"opplasting:{opplasting.pk}")
        return resultat
    opplasting.tilstand, opplasting.innlesing_id = Tilstand.LEST_INN, resultat.id
    opplasting.resultat["uendret"] = resultat.uendret
    handling, gjelder = "leste_inn_opplastet", f"innlesing:{resultat.id}"
    etter = {"opplasting": opplasting.pk, "uendret": resultat.uendret}
    if opplasting.byte > STOR:
        # Whoever asked is led from this row to the receipt; it is taken away when it is a day old.
        lagre(opplasting, handling=handling, gjelder=gjelder, etter=etter)
    else:
        with transaction.atomic():
            Opplasting.objects.filter(pk=opplasting.pk).delete()
            loggfor(handling=handling, gjelder=gjelder, av=opplasting.av, etter=etter)
    shutil.rmtree(_mappe(opplasting), ignore_errors=True)
    return resultat


def lagre(
    opplasting: Opplasting, *, handling: str, gjelder: str, etter: dict[str, Any] | None = None
) -> None:
    """Keeps how it went, with an entry in the log; nothing for a file thrown away meanwhile."""
    verdier = {navn: getattr(opplasting, navn) for navn in _LAGRES}
    with transaction.atomic():
        if Opplasting.objects.filter(pk=opplasting.pk).update(**verdier):
            loggfor(handling=handling, gjelder=gjelder, av=opplasting.av, etter=etter)


def _noter_funn(opplasting: Opplasting, resultat: Resultat) -> None:
    funnliste.skriv_csv(_mappe(opplasting) / FUNN, resultat.funn)
    opplasting.resultat = i_ord(resultat)
    opplasting.resultat["kan_bekreftes"] = _kan_bekreftes(opplasting, resultat)
    opplasting.resultat["kan_erstatte"] = _kan_erstatte(opplasting)
    opplasting.tilstand = Tilstand.PROVD


def i_ord(resultat: Resultat) -> dict[str, Any]:
    """What a trial showed, as it can be stored and shown."""
    return {
        "antall": resultat.antall,
        "har_feil": resultat.har_feil,
        "kjent": resultat.kjent,
        "totaler": totaler_i_ord(resultat.kontrolltotaler),
        "virkninger": [asdict(v) for v in resultat.virkninger],
        **funnliste.til_visning(resultat.funn),
    }


def totaler_i_ord(totaler: Mapping[str, int | str]) -> list[tuple[str, str]]:
    """Control totals as they are shown: an int is øre, a str is shown as it is."""
    return [
        (navn, f"{vis_tall(Decimal(kroner_fra_ore(verdi)), 2)} kr" if isinstance(verdi, int) else verdi)
        for navn, verdi in totaler.items()
    ]


def filer(opplasting: Opplasting) -> list[Path]:
    """The files, in the order they were sent."""
    return [_mappe(opplasting) / FILER / f["navn"] for f in opplasting.filer]


def _les(opplasting: Opplasting, *, proev: bool) -> Resultat:
    """A trial or the real thing; a refusal of the whole file is a finding in a trial."""
    egne = _check_avsender(opplasting)
    if egne and not proev:
        return _avvist(egne)
    svar: VedOverlapp | None = opplasting.ved_overlapp or None  # type: ignore[assignment]  # one of the words, or blank
    try:
        resultat = les_inn(
            opplasting.kilde, filer(opplasting), profil=_profilfil(opplasting), aar=opplasting.aar, proev=proev,
            av=opplasting.av, ved_overlapp=svar,
        )  # fmt: skip
    except RodtraadFeil as feil:
        if not proev:
            raise
        funn = Funn(
            "innlesing-avvist", Alvor.FEIL, feil.meldinger[0], opplasting.fil, " ".join(feil.meldinger[1:])
        )
        return _avvist([*egne, funn])
    return replace(resultat, funn=(*egne, *resultat.funn))


def _avvist(funn: Sequence[Funn]) -> Resultat:
    return Resultat(None, 0, {}, tuple(funn))


def _check_avsender(opplasting: Opplasting) -> Sequence[Funn]:
    """What is wrong with this person sending the file."""
    kilde = finn_kilde(opplasting.kilde)
    if not isinstance(kilde, KjennerAvsender):
        return ()
    return [f for fil in filer(opplasting) for f in kilde.check_avsender(fil, bruker_id=opplasting.bruker_id)]


def _profilfil(opplasting: Opplasting) -> Path | None:
    """The profile as a file beside the others, by the name it is known by."""
    if not opplasting.profiltekst:
        return None
    navn = trygt_navn(opplasting.profilnavn or "profil")
    undermappe = _mappe(opplasting) / "profil"
    undermappe.mkdir(exist_ok=True)
    fil = undermappe / f"{navn}.yaml"
    fil.write_text(opplasting.profiltekst, encoding="utf-8")
    return fil


def _krev_filer(opplasting: Opplasting) -> None:
    if not opplasting.filer or not all(f.is_file() for f in filer(opplasting)):
        raise FilFeil("Filen er ikke lenger her.", "Last den opp på nytt.")


def _mappe(opplasting: Opplasting) -> Path:
    return Path(settings.MAPPE) / "opplastet" / opplasting.pk


def _stopp(kilde: str) -> str:
    funnet = finn_kilde(kilde)
    return funnet.stopp if isinstance(funnet, KanBekreftes) else ""


def _kan_bekreftes(opplasting: Opplasting, resultat: Resultat) -> bool:
    """Whether all that stops the file is something the person may say is meant."""
    feil = {f.kontroll for f in resultat.funn if f.er_feil}
    return feil == {_stopp(opplasting.kilde)}


def _kan_erstatte(opplasting: Opplasting) -> bool:
    """Whether the person may say what the file does to figures already there."""
    kilde = finn_kilde(opplasting.kilde)
    return isinstance(kilde, KanErstatte) and not isinstance(kilde, KanBekreftes)
