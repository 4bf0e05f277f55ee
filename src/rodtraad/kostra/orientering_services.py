"""Acts on drafts to the council: make, write, hand over, set aside. The same figures give one draft (KOSTRA-06)."""

from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.kostra.feil import KostraFeil
from rodtraad.kostra.models import Orienteringsutkast, Utkaststatus
from rodtraad.kostra.orientering import OVERSKRIFT, Sammenligning, tekst_for, til_json
from rodtraad.kostra.orientering_queries import sammenligninger
from rodtraad.oppgaver.queries import oppgaver_for_kilde
from rodtraad.oppgaver.services import Oppgaveutkast, avlys_oppgave, fullfor_oppgaver, opprett_oppgaver
from rodtraad.tilgang.queries import med_rolle

ROLLER: Final = ("okonomi", "motesekretar")
"""Who has the task of the draft."""
DAGER: Final = 21


def lag_utkast(*, av: str) -> list[Orienteringsutkast]:
    """Orienteringsutkast: makes a draft where revised figures differ much from those used; returns the new ones.

    Whoever answers for the economy and the cases of the council gets a task. Krav KOSTRA-06.
    """
    with transaction.atomic():
        return [rad for s in sammenligninger() if s.endrede and (rad := _lag(s, av))]


def _lag(s: Sammenligning, av: str) -> Orienteringsutkast | None:
    rad, ny = Orienteringsutkast.objects.get_or_create(
        grunnlag=s.grunnlag,
        defaults={
            "aar": s.aar,
            "tittel": OVERSKRIFT.format(aar=s.aar),
            "tekst": tekst_for(s),
            "endringer": til_json(s.endrede),
        },
    )
    if not ny:
        return None
    frist = timezone.localdate() + timedelta(days=DAGER)
    eiere = {eier for rolle in ROLLER for eier in med_rolle(rolle, timezone.localdate())}
    opprett_oppgaver(
        [
            Oppgaveutkast(
                f"Se på utkastet: {rad.tittel}", eier, frist,
                "Reviderte KOSTRA-tall er endret mye. Les utkastet, og avgjør om saken skal legges fram.",
                kilde=kilde(rad.pk), slag="kostra", lenke=reverse("kostra:utkast", args=[rad.pk]),
            )
            for eier in sorted(eiere)
        ],
        av=av,
    )  # fmt: skip
    loggfor(handling="laget utkast til orienteringssak", gjelder=f"orienteringsutkast:{rad.pk}", av=av,
            etter={"grunnlag": s.grunnlag, "endringer": rad.endringer})  # fmt: skip
    return rad


def skriv_utkast(*, utkast_id: int, tittel: str, tekst: str, versjon: int, av: str) -> None:
    """Orienteringsutkast: stores what a person has written. Raises KostraFeil."""
    with transaction.atomic():
        rad = _aapent(utkast_id)
        _endre(rad, versjon, tittel=tittel.strip(), tekst=tekst)
        loggfor(handling="skrev på utkast til orienteringssak", gjelder=f"orienteringsutkast:{rad.pk}", av=av,
                for_={"tittel": rad.tittel, "tekst": rad.tekst},
                etter={"tittel": tittel.strip(), "tekst": tekst})  # fmt: skip


def legg_fram(*, utkast_id: int, saksnr: str, versjon: int, av: str) -> None:
    """Orienteringsutkast: it has become a case of the council. Raises KostraFeil."""
    if not saksnr.strip():
        raise KostraFeil("Skriv saksnummeret.")
    with transaction.atomic():
        rad = _aapent(utkast_id)
        _endre(rad, versjon, status=Utkaststatus.OVERSENDT, saksnr=saksnr.strip())
        fullfor_oppgaver(oppgave_ider=_oppgaver(rad.pk), av=av)
        loggfor(handling="la fram orienteringssak", gjelder=f"orienteringsutkast:{rad.pk}", av=av,
                etter={"saksnr": saksnr.strip()})  # fmt: skip


def sett_til_side(*, utkast_id: int, grunn: str, versjon: int, av: str) -> None:
    """Orienteringsutkast: it is not laid before the council, and why. Raises KostraFeil."""
    if not grunn.strip():
        raise KostraFeil("Skriv hvorfor saken ikke legges fram.")
    with transaction.atomic():
        rad = _aapent(utkast_id)
        _endre(rad, versjon, status=Utkaststatus.UNODVENDIG, grunn=grunn.strip())
        for oppgave_id in _oppgaver(rad.pk):
            avlys_oppgave(oppgave_id=oppgave_id, grunn=grunn.strip(), av=av)
        loggfor(handling="la bort orienteringssak", gjelder=f"orienteringsutkast:{rad.pk}", av=av,
                etter={"grunn": grunn.strip()})  # fmt: skip


def daglig(_i_dag: date) -> None:
    """The day's look for revised figures."""
    lag_utkast(av="system")


def kilde(utkast_id: int) -> str:
    """What the task of a draft names as its source."""
    return f"kostra-orientering:{utkast_id}"


def _oppgaver(utkast_id: int) -> list[int]:
    return [
        o.pk
        for o in oppgaver_for_kilde(kilde(utkast_id))
        if o.kilde == kilde(utkast_id) and o.status == "aapen"
    ]


def _aapent(utkast_id: int) -> Orienteringsutkast:
    rad = Orienteringsutkast.objects.select_for_update().filter(pk=utkast_id).first()
    if rad is None:
        raise KostraFeil("Utkastet finnes ikke.")
    if rad.status != Utkaststatus.UTKAST:
        raise KostraFeil(f"Utkastet er avgjort: {rad.get_status_display().lower()}.")
    return rad


def _endre(rad: Orienteringsutkast, versjon: int, **felter: Any) -> None:
    if not Orienteringsutkast.objects.filter(pk=rad.pk, versjon=versjon).update(
        versjon=F("versjon") + 1, **felter
    ):
        raise KostraFeil("Noen andre har endret utkastet mens du hadde det oppe.", "Se hva som er nytt.")
