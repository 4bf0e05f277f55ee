"""Changing the settings."""

from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from rodtraad.hendelser.services import loggfor
from rodtraad.innstillinger.bilde import les_bilde
from rodtraad.innstillinger.models import Innstilling, Kommunevaapen
from rodtraad.innstillinger.queries import Innstillinger, glem, les
from rodtraad.kjerne.farge import les_farge, svake_par
from rodtraad.kjerne.feil import RodtraadFeil

GJELDER = "innstillinger:1"
ENDRES = frozenset(
    {"aksent", "superbruker", "hjelp_epost", "hjelp_telefon", "hjelpetekst", "kontakt", "totrinn_roller"}
)


class InnstillingerFeil(RodtraadFeil):
    """A change of the settings that cannot be made."""


def lagre(*, versjon: int, av: str, **nye: Any) -> Innstillinger:
    """Changes the fields given, if `versjon` still is the one that applies. Raises InnstillingerFeil.

    A save without changes is no act and leaves no entry.
    """
    if ukjente := set(nye) - ENDRES:
        raise InnstillingerFeil(f"Innstillingen «{ukjente.pop()}» finnes ikke.")
    check_farge(nye.get("aksent", ""))
    if "totrinn_roller" in nye:
        nye["totrinn_roller"] = sorted(nye["totrinn_roller"])
    with transaction.atomic():
        rad = Innstilling.objects.select_for_update().filter(pk=1).first() or Innstilling()
        _krev_versjon(rad, versjon)
        if endret := {navn: verdi for navn, verdi in nye.items() if getattr(rad, navn) != verdi}:
            _skriv(rad, endret, av)
    return _glemt()


def _skriv(rad: Innstilling, endret: dict[str, Any], av: str) -> None:
    for_ = {navn: getattr(rad, navn) for navn in endret}
    for navn, verdi in endret.items():
        setattr(rad, navn, verdi)
    rad.versjon += 1
    rad.clean_fields()
    forste = rad.versjon == 1
    try:
        with transaction.atomic():
            rad.save(force_insert=forste, update_fields=None if forste else [*endret, "versjon"])
    except IntegrityError:
        _krev_versjon(Innstilling.objects.get(pk=1), 0)
    loggfor(handling="endret_innstillinger", gjelder=GJELDER, av=av, for_=for_, etter=endret)


def check_farge(aksent: str) -> None:
    """Refuses a colour that cannot be read or that gives shades too near each other. Raises InnstillingerFeil."""
    if not aksent:
        return
    try:
        les_farge(aksent)
    except ValueError:
        raise InnstillingerFeil(
            gettext("Fargen «%(farge)s» kan ikke leses. Skriv den som #9a4f20.") % {"farge": aksent}
        ) from None
    if svake := svake_par(aksent):
        raise InnstillingerFeil(
            gettext("Fargen %(farge)s gir bare kontrasten %(k).1f mellom tekst og bakgrunn. Velg en annen.")
            % {"farge": aksent, "k": svake[0][2]}
        )


def sett_vaapen(*, innhold: bytes, av: str) -> Innstillinger:
    """Puts the picture of a file as coat of arms, drawn anew. Raises BildeFeil."""
    bilde = les_bilde(innhold)
    with transaction.atomic():
        for_ = _vaapen_i_ord()
        Kommunevaapen.objects.update_or_create(pk=1, defaults=asdict(bilde))
        loggfor(handling="satte_kommunevaapen", gjelder=GJELDER, av=av, for_=for_, etter=_vaapen_i_ord())
    return _glemt()


def fjern_vaapen(*, av: str) -> Innstillinger:
    """Takes the coat of arms away; when there is none, nothing is done."""
    with transaction.atomic():
        for_ = _vaapen_i_ord()
        if Kommunevaapen.objects.filter(pk=1).delete()[0]:
            loggfor(handling="fjernet_kommunevaapen", gjelder=GJELDER, av=av, for_=for_)
    return _glemt()


def _vaapen_i_ord() -> dict[str, Any]:
    return dict(Kommunevaapen.objects.filter(pk=1).values("sha256", "bredde", "hoyde").first() or {})


def _glemt() -> Innstillinger:
    """Forgets what is kept in memory, now and again when the transaction around this has committed."""
    glem()
    transaction.on_commit(glem)
    return les()


def _krev_versjon(rad: Innstilling, versjon: int) -> None:
    if rad.versjon != versjon:
        raise InnstillingerFeil(
            gettext(
                "Noen andre har endret innstillingene mens du skrev. Det du skrev, står i feltene under."
            ),
            gettext(
                "Se i hendelsesloggen hva som ble endret, og lagre igjen hvis det fortsatt er det du vil."
            ),
        )
