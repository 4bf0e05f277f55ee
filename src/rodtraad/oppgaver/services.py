"""Acts on tasks: give, complete, reopen, postpone, hand over, call off. Nothing is deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from rodtraad.hendelser.services import loggfor
from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppgaver.models import Kommentar, Oppgave, Oppgavestatus
from rodtraad.oppgaver.varselslag import NY_OPPGAVE
from rodtraad.oppgaver.varsling import varsle
from rodtraad.tilgang.rettigheter import Enhetsnokkel

PAAMINNELSER = (7, 1)
LENGST_FREM = 60
"""Days before the deadline that a reminder or an escalation can be set for."""
_STATUSORD = {Oppgavestatus.FULLFORT: "fullført", Oppgavestatus.AVLYST: "avlyst", Oppgavestatus.AAPEN: "åpen"}


class OppgaveFeil(RodtraadFeil):
    """A refusal concerning tasks."""


@dataclass(frozen=True, slots=True)
class Oppgaveutkast:
    """A task to be given; `paaminnelser` and `eskaler` are days before the deadline."""

    tittel: str
    eier_id: int
    frist: date
    beskrivelse: str = ""
    enhet: Enhetsnokkel | None = None
    stedfortreder_id: int | None = None
    leder_id: int | None = None
    kilde: str = ""
    slag: str = ""
    lenke: str = ""
    paaminnelser: Sequence[int] = PAAMINNELSER
    eskaler: Sequence[int] = ()


def opprett_oppgave(*, tittel: str, eier_id: int, frist: date, av: str, **mer: Any) -> Oppgave:
    """Oppgave: gives one; with `kilde` the same task is given to the same person once. Raises OppgaveFeil.

    `mer` is the rest of Oppgaveutkast. Krav HJUL-17.
    """
    utkast = Oppgaveutkast(tittel, eier_id, frist, **mer)
    opprett_oppgaver([utkast], av=av)
    funnet = Oppgave.objects.filter(eier=eier_id, tittel=utkast.tittel.strip())
    if utkast.kilde:
        funnet = Oppgave.objects.filter(eier=eier_id, kilde=utkast.kilde)
    return funnet.latest("id")


def opprett_oppgaver(utkast: Iterable[Oppgaveutkast], *, av: str) -> int:
    """Oppgaver: gives many in a few queries; those given before (same source and owner) stay as they are.

    Returns how many were new. Raises OppgaveFeil before anything is stored.
    """
    liste = [_model(u, av) for u in utkast]
    with transaction.atomic():
        nokler = {(o.kilde, o.eier_id) for o in liste if o.kilde}
        kilder = {kilde for kilde, _ in nokler}
        finnes = set(Oppgave.objects.filter(kilde__in=kilder).values_list("kilde", "eier"))
        nye = [o for o in liste if not o.kilde or (o.kilde, o.eier_id) not in finnes]
        lagret = Oppgave.objects.bulk_create(nye, ignore_conflicts=bool(nokler))
        if lagret:
            loggfor(
                handling="ga oppgave", gjelder=f"oppgave:{lagret[0].pk or lagret[0].kilde}", av=av,
                etter={"oppgaver": [_loggbar(o) for o in lagret]},
            )  # fmt: skip
    return len(lagret)


def fullfor_oppgave(*, oppgave_id: int, av: str, kommentar: str = "", versjon: int | None = None) -> None:
    """Oppgave: completes an open one. Raises OppgaveFeil when it is closed, or changed since it was read."""
    _lukk(oppgave_id, Oppgavestatus.FULLFORT, "fullførte oppgave", kommentar, versjon=versjon, av=av)


def fullfor_oppgaver(*, oppgave_ider: Iterable[int], av: str) -> int:
    """Oppgaver: completes the open ones among many; returns how many. The log has an entry for each."""
    antall = 0
    with transaction.atomic():
        for oppgave_id in oppgave_ider:
            if _endre(
                oppgave_id, None, Oppgavestatus.AAPEN, status=Oppgavestatus.FULLFORT, ferdig=timezone.now()
            ):
                antall += 1
                loggfor(handling="fullførte oppgave", gjelder=f"oppgave:{oppgave_id}", av=av,
                        for_={"status": Oppgavestatus.AAPEN}, etter={"status": Oppgavestatus.FULLFORT})  # fmt: skip
    return antall


def avlys_oppgave(*, oppgave_id: int, grunn: str, av: str, versjon: int | None = None) -> None:
    """Oppgave: calls it off with a reason. Raises OppgaveFeil."""
    _krev(grunn, "Skriv hvorfor oppgaven avlyses.")
    _lukk(oppgave_id, Oppgavestatus.AVLYST, "avlyste oppgave", grunn, versjon=versjon, av=av)


def gjenaapne_oppgave(*, oppgave_id: int, av: str, kommentar: str = "") -> None:
    """Oppgave: opens a closed one again. Raises OppgaveFeil when it is open."""
    with transaction.atomic():
        rad = _hent(oppgave_id)
        if not _endre(oppgave_id, rad.versjon, rad.status, status=Oppgavestatus.AAPEN, ferdig=None) or (
            rad.status == Oppgavestatus.AAPEN
        ):
            raise OppgaveFeil("Oppgaven er alt åpen.")
        _kommenter(oppgave_id, kommentar, av)
        loggfor(handling="gjenåpnet oppgave", gjelder=f"oppgave:{oppgave_id}", av=av,
                for_={"status": rad.status}, etter={"kommentar": kommentar})  # fmt: skip


def utsett_oppgave(
    *, oppgave_id: int, ny_frist: date, grunn: str, av: str, versjon: int | None = None
) -> None:
    """Oppgave: another deadline, with a reason. Raises OppgaveFeil."""
    _krev(grunn, "Skriv hvorfor fristen flyttes.")
    with transaction.atomic():
        rad = _hent(oppgave_id)
        if ny_frist == rad.frist:
            raise OppgaveFeil(f"Fristen er alt {rad.frist:%d.%m.%Y}.")
        _endre_aapen(rad, versjon, frist=ny_frist)
        _kommenter(oppgave_id, f"Ny frist {ny_frist:%d.%m.%Y}: {grunn.strip()}", av)
        loggfor(handling="flyttet frist", gjelder=f"oppgave:{oppgave_id}", av=av,
                for_={"frist": rad.frist}, etter={"frist": ny_frist, "grunn": grunn.strip()})  # fmt: skip


def overfor_oppgave(
    *, oppgave_id: int, ny_eier_id: int, grunn: str, av: str, versjon: int | None = None
) -> None:
    """Oppgave: hands it to another person, with a reason. Raises OppgaveFeil."""
    _krev(grunn, "Skriv hvorfor oppgaven overføres.")
    with transaction.atomic():
        rad = _hent(oppgave_id)
        if ny_eier_id == rad.eier_id:
            raise OppgaveFeil("Personen har oppgaven fra før.")
        if rad.kilde and Oppgave.objects.filter(kilde=rad.kilde, eier=ny_eier_id).exists():
            raise OppgaveFeil("Personen har alt fått den samme oppgaven.")
        felter: dict[str, Any] = {"eier": ny_eier_id}
        if rad.stedfortreder_id == ny_eier_id:
            felter["stedfortreder"] = None
        _endre_aapen(rad, versjon, **felter)
        _kommenter(oppgave_id, f"Overført: {grunn.strip()}", av)
        fortell_ny(rad, ny_eier_id)
        loggfor(handling="overførte oppgave", gjelder=f"oppgave:{oppgave_id}", av=av,
                for_={"eier": rad.eier_id}, etter={"eier": ny_eier_id, "grunn": grunn.strip()})  # fmt: skip


def fortell_ny(oppgave: Oppgave, eier_id: int) -> None:
    """Tells a person of a task that has become theirs."""
    varsle(
        mottakere=[eier_id],
        emne=gettext("Ny oppgave: %(tittel)s (frist %(frist)s)")
        % {"tittel": oppgave.tittel, "frist": f"{oppgave.frist:%d.%m.%Y}"},
        tekst=oppgave.beskrivelse_ren,
        lenke=reverse("oppgaver:oppgave", args=[oppgave.pk]),
        slag=NY_OPPGAVE,
        enhet=oppgave.enhet,
    )


def kommenter_oppgave(*, oppgave_id: int, tekst: str, av: str) -> None:
    """Oppgave: adds a remark. Raises OppgaveFeil when it is empty."""
    _krev(tekst, "Kommentaren er tom.")
    with transaction.atomic():
        _hent(oppgave_id)
        _kommenter(oppgave_id, tekst, av)
        loggfor(handling="kommenterte oppgave", gjelder=f"oppgave:{oppgave_id}", av=av,
                etter={"tekst": tekst.strip()})  # fmt: skip


def _lukk(
    oppgave_id: int, status: Oppgavestatus, handling: str, kommentar: str, *, versjon: int | None, av: str
) -> None:
    with transaction.atomic():
        rad = _hent(oppgave_id)
        _endre_aapen(rad, versjon, status=status, ferdig=timezone.now())
        _kommenter(oppgave_id, kommentar, av)
        loggfor(handling=handling, gjelder=f"oppgave:{oppgave_id}", av=av,
                for_={"status": rad.status}, etter={"status": status, "kommentar": kommentar.strip()})  # fmt: skip


def _hent(oppgave_id: int) -> Oppgave:
    rad = Oppgave.objects.filter(pk=oppgave_id).first()
    if rad is None:
        raise OppgaveFeil("Oppgaven finnes ikke.")
    return rad


def _endre_aapen(rad: Oppgave, versjon: int | None, **felter: Any) -> None:
    """Changes an open task only as it was when the person read it; the database decides between two at once."""
    if rad.status != Oppgavestatus.AAPEN:
        raise OppgaveFeil(f"Oppgaven er alt {_STATUSORD[Oppgavestatus(rad.status)]}.")
    if not _endre(rad.pk, versjon if versjon is not None else rad.versjon, Oppgavestatus.AAPEN, **felter):
        raise OppgaveFeil(
            "Noen andre har endret oppgaven mens du hadde den oppe.", "Se hva som er nytt, og prøv igjen."
        )


def _endre(oppgave_id: int, versjon: int | None, fra: str, /, **felter: Any) -> bool:
    rader = Oppgave.objects.filter(pk=oppgave_id, status=fra)
    if versjon is not None:
        rader = rader.filter(versjon=versjon)
    return rader.update(versjon=F("versjon") + 1, **felter) == 1


def _kommenter(oppgave_id: int, tekst: str, av: str) -> None:
    if tekst.strip():
        Kommentar.objects.create(oppgave_id=oppgave_id, av=av, tekst=tekst.strip())


def _krev(tekst: str, melding: str) -> None:
    if not tekst.strip():
        raise OppgaveFeil(melding)


def _model(utkast: Oppgaveutkast, av: str) -> Oppgave:
    _krev(utkast.tittel, "Oppgaven må ha en tittel.")
    if utkast.stedfortreder_id is not None and utkast.stedfortreder_id == utkast.eier_id:
        raise OppgaveFeil("Stedfortrederen må være en annen enn eieren.")
    for dager in (*utkast.paaminnelser, *utkast.eskaler):
        if not 0 <= dager <= LENGST_FREM:
            raise OppgaveFeil(
                f"«{utkast.tittel.strip()}» skal varsles {dager} dager før fristen.",
                f"Velg fra 0 til {LENGST_FREM} dager.",
            )
    nivaa, kode = utkast.enhet or ("", "")
    return Oppgave(
        tittel=utkast.tittel.strip(), beskrivelse=utkast.beskrivelse, slag=utkast.slag, eier_id=utkast.eier_id,
        stedfortreder_id=utkast.stedfortreder_id, leder_id=utkast.leder_id, enhet_nivaa=nivaa, enhet_kode=kode,
        frist=utkast.frist, kilde=utkast.kilde, lenke=utkast.lenke, paaminnelser=sorted(utkast.paaminnelser),
        eskaler=sorted(utkast.eskaler), opprettet_av=av,
    )  # fmt: skip


def _loggbar(oppgave: Oppgave) -> dict[str, Any]:
    return {"tittel": oppgave.tittel, "eier": oppgave.eier_id, "frist": oppgave.frist, "kilde": oppgave.kilde,
            "enhet": oppgave.enhet_kode}  # fmt: skip
