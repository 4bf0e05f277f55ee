"""Secrets in the database, readable only with the key of the installation."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

_FORMAAL = b"rodtraad.tilgang.totrinn:"


def krypter(tekst: str) -> str:
    """The text sealed with the installation's key."""
    return _nokler().encrypt(tekst.encode()).decode("ascii")


def dekrypter(tekst: str) -> str:
    """The text back. Raises cryptography.fernet.InvalidToken when it was sealed with another key."""
    return _nokler().decrypt(tekst.encode("ascii")).decode()


def _nokler() -> MultiFernet:
    """The key now, then earlier ones: a change of key does not lock anybody out."""
    hemmeligheter = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_nokkel(str(hemmelighet))) for hemmelighet in hemmeligheter])


def _nokkel(hemmelighet: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(_FORMAAL + hemmelighet.encode()).digest())
