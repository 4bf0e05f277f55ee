"""What is on its way out, sent: each by whoever takes it first, again when it fails, in the end given up, not lost."""

from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPConnectError, SMTPException, SMTPServerDisconnected
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.utils import timezone

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppgaver import webhook
from rodtraad.oppgaver.models import Sending
from rodtraad.oppgaver.varselslag import ESKALERING

PAUSER: Final = (1, 5, 15, 60, 240, 720, 1440, 1440)
"""Minutes until the next try, by how many have failed; after the last it is given up and shown to the administrator."""
TATT: Final = timedelta(minutes=15)
"""How long whoever takes one has it alone: longer than the slowest server may take, short when a worker dies."""
PER_RUNDE: Final = 100

type Mottaker = tuple[str, str, bool]


def send_ventende() -> int:
    """Sends what waits and whose time has come; returns how many went out."""
    antall, nede = 0, set[object]()
    for gruppe in _grupper(_ventende()):
        tjener = gruppe[0].webhook_id or gruppe[0].kanal
        tatt = [sending for sending in gruppe if tjener not in nede and _ta(sending)]
        if not tatt:
            continue
        feil = _prov(tatt)
        if feil is None:
            _sett(tatt, tilstand=Sending.Tilstand.SENDT, sendt=timezone.now(), feil="")
            antall += len(tatt)
            continue
        _utsett(tatt, feil)
        if gruppe[0].webhook_id or _er_nede(feil):
            # The others for the same server wait for the next look: one that hangs must not hold up all the rest.
            nede.add(tjener)
    return antall


def _ventende() -> list[Sending]:
    """Those due, the oldest first, with everything else due for the same e-mail addresses, so that it goes together."""
    forfalte = Sending.objects.filter(tilstand=Sending.Tilstand.VENTER, neste__lte=timezone.now())
    rader = forfalte.select_related("webhook").order_by("neste", "id")
    forste = list(rader[:PER_RUNDE])
    adresser = {s.til for s in forste if s.kanal == Sending.Kanal.EPOST}
    sammen = rader.filter(kanal=Sending.Kanal.EPOST, til__in=adresser).exclude(pk__in=[s.pk for s in forste])
    return [*forste, *sammen] if adresser else forste


def _grupper(sendinger: Iterable[Sending]) -> list[list[Sending]]:
    """What is due at once for a person is one e-mail; escalations are not hidden among the others."""
    ut: dict[Mottaker, list[Sending]] = {}
    for sending in sendinger:
        alene = "" if sending.kanal == Sending.Kanal.EPOST else str(sending.pk)
        nokkel = (sending.til, alene, sending.innhold.get("slag") == ESKALERING)
        ut.setdefault(nokkel, []).append(sending)
    return list(ut.values())


def _ta(sending: Sending) -> bool:
    """Takes it before sending, so that two workers never send the same; a worker that dies leaves it to the next."""
    tatt = Sending.objects.filter(
        pk=sending.pk, tilstand=Sending.Tilstand.VENTER, forsok=sending.forsok, neste=sending.neste
    )
    return tatt.update(forsok=F("forsok") + 1, neste=timezone.now() + TATT) == 1


def _prov(sendinger: list[Sending]) -> Exception | None:
    """One try; what went wrong, if anything did."""
    forste = sendinger[0]
    try:
        if forste.webhook is not None:
            webhook.send(forste.webhook, forste.emne, {**forste.innhold, "id": forste.pk})
        else:
            _epost(sendinger)
    except Exception as feil:  # noqa: BLE001 - whatever the other end does, the message waits for the next try
        return feil
    return None


def _utsett(sendinger: list[Sending], feil: Exception) -> None:
    """Each waits longer the more often it has failed; after the last try it is given up."""
    tekst = " ".join(feil.meldinger) if isinstance(feil, RodtraadFeil) else f"{type(feil).__name__}: {feil}"
    for sending in sendinger:
        ventetid = dict(enumerate(PAUSER)).get(sending.forsok)
        _sett(
            [sending], feil=tekst[:300],
            tilstand=Sending.Tilstand.OPPGITT if ventetid is None else Sending.Tilstand.VENTER,
            neste=timezone.now() + timedelta(minutes=ventetid or 0),
        )  # fmt: skip


def _sett(sendinger: list[Sending], **felter: object) -> None:
    """What became of them, unless somebody else has taken them since."""
    egne = Q(pk__in=())
    for sending in sendinger:
        egne |= Q(pk=sending.pk, forsok=sending.forsok + 1)
    Sending.objects.filter(egne, tilstand=Sending.Tilstand.VENTER).update(**felter)


def _er_nede(feil: Exception) -> bool:
    """Whether it is the server that does not answer, not the letter that is refused."""
    if isinstance(feil, SMTPServerDisconnected | SMTPConnectError | SMTPAuthenticationError):
        return True
    return isinstance(feil, OSError) and not isinstance(feil, SMTPException)


def _epost(sendinger: list[Sending]) -> None:
    if not settings.EPOST_SENDES:
        raise RodtraadFeil("E-post er ikke satt opp (RODTRAAD_EPOST).")
    alene = len(sendinger) == 1
    haster = sendinger[0].innhold.get("slag") == ESKALERING
    hva = "oppgaver er ikke gjort" if haster else "meldinger fra Rødtråd"
    emne = sendinger[0].emne if alene else f"{len(sendinger)} {hva}"
    deler = [
        "\n\n".join(filter(None, ("" if alene else s.emne, s.innhold["tekst"], s.innhold["lenke"])))
        for s in sendinger
    ]
    # The same letter sent twice, because the worker died before it could note it, has the same Message-ID.
    hoder = {
        "Message-ID": f"<sending-{sendinger[0].pk}-{len(sendinger)}@{urlsplit(settings.ADRESSE).hostname}>"
    }
    EmailMessage(
        " ".join(emne.split()), "\n\n–––\n\n".join(deler), to=[sendinger[0].til], headers=hoder
    ).send()  # fmt: skip
