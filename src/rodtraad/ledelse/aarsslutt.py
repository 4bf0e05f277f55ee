"""Acts on the duties of a year: register a report, withdraw it, close the year, open it again (HJUL-06)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from rodtraad.hendelser.services import loggfor
from rodtraad.ledelse.feil import LedelseFeil
from rodtraad.ledelse.models import Aarsavslutning, Pliktrapport
from rodtraad.ledelse.plikter import plikter
from rodtraad.ledelse.queries import pliktstatuser


class ManglerBekreftelse(LedelseFeil):
    """The year lacks something, and nobody has confirmed that it is to be closed all the same."""


def registrer_rapport(
    *, aar: int, plikt: str, dato: date, saksnr: str, tittel: str, av: str, tekst: str = "", lenke: str = ""
) -> Pliktrapport:
    """Pliktrapport: registers a report to the council. Raises LedelseFeil when it is there. Krav HJUL-06."""
    if plikt not in plikter():
        raise LedelseFeil(f"Plikten «{plikt}» finnes ikke.")
    if dato.year not in {aar, aar + 1}:
        raise LedelseFeil(f"En rapport om {aar} behandles i {aar} eller {aar + 1}, ikke {dato:%d.%m.%Y}.")
    verdier = {"dato": dato, "tittel": tittel.strip(), "tekst": tekst, "lenke": lenke}
    try:
        with transaction.atomic():
            rad = Pliktrapport.objects.create(
                aar=aar, plikt=plikt, saksnr=saksnr.strip(), registrert_av=av, **verdier
            )
            loggfor(handling="registrerte pliktrapport", gjelder=f"pliktrapport:{rad.pk}", av=av,
                    etter={"aar": aar, "plikt": plikt, "saksnr": rad.saksnr, **verdier})  # fmt: skip
    except IntegrityError:
        raise LedelseFeil(f"Sak {saksnr.strip()} er alt registrert for {aar}.") from None
    return rad


def trekk_rapport(*, rapport_id: int, grunn: str, av: str) -> None:
    """Pliktrapport: withdraws one registered wrongly, with a reason. Raises LedelseFeil."""
    if not grunn.strip():
        raise LedelseFeil("Skriv hvorfor rapporten trekkes.")
    with transaction.atomic():
        if not Pliktrapport.objects.filter(pk=rapport_id, trukket="").update(trukket=grunn.strip()):
            raise LedelseFeil("Rapporten finnes ikke, eller er trukket før.")
        loggfor(
            handling="trakk pliktrapport",
            gjelder=f"pliktrapport:{rapport_id}",
            av=av,
            etter={"grunn": grunn.strip()},
        )


def avslutt_aar(
    *, aar: int, grunn: str, bekreftet: bool, av: str, i_dag: date | None = None
) -> Aarsavslutning:
    """Årsavslutning: closes a year; what its duties lack must be confirmed, and stands in the log. Krav HJUL-06.

    Raises ManglerBekreftelse when something is missing and it is not confirmed, LedelseFeil when closed before.
    """
    dag = i_dag or timezone.localdate()
    if aar > dag.year:
        raise LedelseFeil(f"Året {aar} har ikke begynt.")
    if not grunn.strip():
        raise LedelseFeil("Skriv en merknad til avslutningen.")
    mangler = [s.advarsel for s in pliktstatuser(aar) if not s.oppfylt]
    if mangler and not bekreftet:
        raise ManglerBekreftelse(
            *mangler, "Kryss av for at året skal avsluttes likevel, eller registrer det som mangler."
        )
    try:
        with transaction.atomic():
            rad = Aarsavslutning.objects.create(
                aar=aar, grunn=grunn.strip(), mangler=mangler, avsluttet_av=av
            )
            loggfor(handling="avsluttet året", gjelder=f"aarsavslutning:{aar}", av=av,
                    etter={"grunn": grunn.strip(), "mangler": mangler, "bekreftet_mangler": bool(mangler)})  # fmt: skip
    except IntegrityError:
        raise LedelseFeil(f"Året {aar} er alt avsluttet.") from None
    return rad


def gjenaapne_aar(*, aar: int, grunn: str, av: str) -> None:
    """Årsavslutning: opens a closed year again, with a reason. Raises LedelseFeil."""
    if not grunn.strip():
        raise LedelseFeil("Skriv hvorfor året åpnes igjen.")
    with transaction.atomic():
        if not Aarsavslutning.objects.filter(aar=aar, gjenaapnet__isnull=True).update(
            gjenaapnet=timezone.now(), gjenaapnet_grunn=grunn.strip()
        ):
            raise LedelseFeil(f"Året {aar} er ikke avsluttet.")
        loggfor(
            handling="åpnet året igjen",
            gjelder=f"aarsavslutning:{aar}",
            av=av,
            etter={"grunn": grunn.strip()},
        )
