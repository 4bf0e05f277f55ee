"""Calling another system: the shape it wants, a signature it can check, and no way into the house's own network."""

import hashlib
import hmac
import ipaddress
import json
import socket
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.conf import settings

from rodtraad.kjerne.feil import RodtraadFeil
from rodtraad.oppgaver.models import Webhook

TIDSGRENSE: Final = urllib3.Timeout(connect=5, read=10)
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_PORTER: Final = {"https": 443, "http": 80}


class WebhookFeil(RodtraadFeil):
    """A call that may not be made, or that was not received."""


def check_adresse(adresse: str) -> None:
    """Refuses an address we would not call: not https, or inside the house. Raises WebhookFeil."""
    _finn_ip(_del_opp(adresse))


def build_kropp(form: str, emne: str, innhold: Mapping[str, Any]) -> dict[str, Any]:
    """The body in the shape the receiver wants."""
    tekst, lenke = str(innhold.get("tekst", "")), str(innhold.get("lenke", ""))
    if form == Webhook.Form.TEAMS:
        return {"type": "message", "attachments": [_kort(emne, tekst, lenke)]}
    if form == Webhook.Form.SLACK:
        return {
            "text": "\n".join(
                filter(None, (f"*{_slack(emne)}*", _slack(tekst), f"<{lenke}>" if lenke else ""))
            )
        }
    return {"emne": emne, "tekst": tekst, "lenke": lenke, "slag": innhold.get("slag", "")}


def send(hook: Webhook, emne: str, innhold: Mapping[str, Any]) -> None:
    """Calls the webhook. Raises WebhookFeil with what went wrong."""
    deler = _del_opp(hook.adresse)
    kropp = json.dumps(build_kropp(hook.form, emne, innhold), ensure_ascii=False).encode()
    hoder = {
        "Content-Type": "application/json; charset=utf-8",
        "Host": deler.netloc,
        "User-Agent": "Rodtraad",
    }
    if hook.form == Webhook.Form.SIGNERT:
        hoder |= signatur(hook.hemmelighet, kropp, int(time.time()))
        hoder["X-Rodtraad-Id"] = str(innhold.get("id", ""))
    try:
        status = _post(deler, kropp, hoder)
    except (urllib3.exceptions.HTTPError, OSError) as feil:
        raise WebhookFeil(f"{deler.hostname} svarte ikke: {type(feil).__name__}.") from None
    if not 200 <= status < 300:  # noqa: PLR2004 - the classes of HTTP
        raise WebhookFeil(f"{deler.hostname} svarte {status}.")


def signatur(hemmelighet: str, kropp: bytes, tidspunkt: int) -> dict[str, str]:
    """Headers by which the receiver knows that we sent it, and when: HMAC-SHA256 over time, dot, body."""
    merke = hmac.new(hemmelighet.encode(), f"{tidspunkt}.".encode() + kropp, hashlib.sha256).hexdigest()
    return {"X-Rodtraad-Tidspunkt": str(tidspunkt), "X-Rodtraad-Signatur": f"sha256={merke}"}


def _post(deler: SplitResult, kropp: bytes, hoder: dict[str, str]) -> int:
    """Posts to the very address that was checked; a redirect is an answer, never followed."""
    vert, ip = str(deler.hostname), _finn_ip(deler)
    port = deler.port or _PORTER[deler.scheme]
    pool: urllib3.HTTPConnectionPool
    if deler.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(ip, port, server_hostname=vert, assert_hostname=vert)
    else:
        pool = urllib3.HTTPConnectionPool(ip, port)
    sti = deler.path + (f"?{deler.query}" if deler.query else "")
    with pool:
        svar = pool.urlopen(
            "POST", sti or "/", kropp, hoder, retries=False, redirect=False, timeout=TIDSGRENSE, preload_content=False
        )  # fmt: skip
        # What it says beyond its status is not ours to read: nothing large or slow can be put upon us.
        svar.close()
    return svar.status


def er_ute(adresse: str) -> bool:
    """Whether the address is on the open net, also when it hides another inside itself."""
    ip = ipaddress.ip_address(adresse)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            ip = ipaddress.ip_address(int(ip) & 0xFFFF_FFFF)
        else:
            ip = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or ip
    return ip.is_global and not ip.is_multicast


def _del_opp(adresse: str) -> SplitResult:
    try:
        deler = urlsplit(adresse)
        _ = deler.port
    except ValueError:
        raise WebhookFeil(f"«{adresse}» er ingen nettadresse.") from None
    skjemaer = {"https", "http"} if settings.WEBHOOK_INTERNE else {"https"}
    if deler.scheme not in skjemaer or not deler.hostname or deler.username:
        raise WebhookFeil(
            f"Adressen må begynne med https:// og ikke ha brukernavn i seg. Den er «{adresse}»."
        )
    return deler


def _finn_ip(deler: SplitResult) -> str:
    try:
        funnet = socket.getaddrinfo(deler.hostname, deler.port or 443, type=socket.SOCK_STREAM)
    except OSError:
        raise WebhookFeil(f"Finner ikke {deler.hostname}. Er adressen riktig skrevet?") from None
    adresser = [str(rad[4][0]) for rad in funnet]
    if not settings.WEBHOOK_INTERNE and not all(map(er_ute, adresser)):
        raise WebhookFeil(f"{deler.hostname} ligger i et internt nett, og dit sendes det ikke.")
    return adresser[0]


def _kort(emne: str, tekst: str, lenke: str) -> dict[str, Any]:
    kort: dict[str, Any] = {
        "type": "AdaptiveCard", "version": "1.4", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "body": [
            {"type": "TextBlock", "text": emne, "weight": "Bolder", "wrap": True},
            {"type": "TextBlock", "text": tekst, "wrap": True},
        ],
    }  # fmt: skip
    if lenke:
        kort["actions"] = [{"type": "Action.OpenUrl", "title": "Åpne i Rødtråd", "url": lenke}]
    return {"contentType": "application/vnd.microsoft.card.adaptive", "content": kort}


def _slack(tekst: str) -> str:
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
