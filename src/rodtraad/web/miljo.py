"""Reading settings from the environment: strict, with a message that says what to write instead."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from rodtraad.kjerne.feil import RodtraadFeil

DENNE_MASKINEN = {"127.0.0.1", "localhost", "::1"}
KOBLINGER = ("ekstern_id", "epost")


def paa(variabel: str) -> bool:
    """Whether the variable is switched on with 1."""
    return os.environ.get(variabel) == "1"


def tall(variabel: str, uten: int, *, minst: int = 1) -> int:
    """A whole number. Raises RodtraadFeil."""
    verdi = os.environ.get(variabel, "").strip()
    if not verdi:
        return uten
    if not verdi.isascii() or not verdi.isdigit() or int(verdi) < minst:
        raise RodtraadFeil(f"{variabel} er «{verdi}». Skriv et helt tall, {minst} eller mer.")
    return int(verdi)


def liste(variabel: str) -> list[str]:
    """Values with commas between."""
    return [verdi for rest in os.environ.get(variabel, "").split(",") if (verdi := rest.strip())]


def epost() -> dict[str, Any]:
    """Django's mailer for the server in RODTRAAD_EPOST; without it nothing is sent. Raises RodtraadFeil."""
    adresse = os.environ.get("RODTRAAD_EPOST", "").strip()
    if not adresse:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    deler = urlsplit(adresse)
    if deler.scheme not in {"smtp", "smtp+tls", "smtps"} or not deler.hostname:
        raise RodtraadFeil(
            f"RODTRAAD_EPOST begynner med «{deler.scheme}://».",
            "Skriv smtp+tls://bruker:passord@vert:587, smtps://… eller smtp://… (uten kryptering).",
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": deler.hostname,
            "port": deler.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[deler.scheme],
            "username": unquote(deler.username or ""),
            "password": unquote(deler.password or ""),
            "use_tls": deler.scheme == "smtp+tls",
            "use_ssl": deler.scheme == "smtps",
            "timeout": 20,
        },
    }


def oidc() -> dict[str, Any]:
    """Settings of allauth for the municipality's own login; empty without an address. Raises RodtraadFeil."""
    adresse = os.environ.get("RODTRAAD_OIDC_ADRESSE", "").strip().rstrip("/")
    if not adresse:
        return {}
    deler = urlsplit(adresse)
    if deler.scheme != "https" and not (deler.scheme == "http" and deler.hostname in DENNE_MASKINEN):
        raise RodtraadFeil(f"RODTRAAD_OIDC_ADRESSE er «{adresse}». Adressen må begynne med https://.")
    klient = os.environ.get("RODTRAAD_OIDC_KLIENT", "").strip()
    if not klient:
        raise RodtraadFeil("RODTRAAD_OIDC_KLIENT mangler. Skriv klient-id-en leverandøren har gitt.")
    kobling = os.environ.get("RODTRAAD_OIDC_KOBLING", KOBLINGER[0]).strip()
    if kobling not in KOBLINGER:
        raise RodtraadFeil(f"RODTRAAD_OIDC_KOBLING er «{kobling}». Skriv {' eller '.join(KOBLINGER)}.")
    app = {
        "provider_id": "kommunen",
        "name": os.environ.get("RODTRAAD_OIDC_NAVN", "kommunens innlogging"),
        "client_id": klient,
        "secret": os.environ.get("RODTRAAD_OIDC_NOKKEL", ""),
        "settings": {
            "server_url": adresse,
            "oauth_pkce_enabled": True,
            "uid_field": os.environ.get("RODTRAAD_OIDC_FELT", "sub"),
            "scope": os.environ.get("RODTRAAD_OIDC_OMFANG", "openid profile email").split(),
            "kobling": kobling,
        },
    }
    return {"openid_connect": {"APPS": [app]}}
