"""Name and password against the persons: the same work whether the name is known or not."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from rodtraad.tilgang.innlogging_oppslag import personer_med_navn
from rodtraad.tilgang.models import Bruker


class Navnekontroll(AuthenticationBackend):
    """Finds the person by user name or e-mail and hashes the password once.

    The library tries the name in several ways and hashes each time, so that a known name takes longer than an
    unknown one. A person who is not active is answered as one who does not exist.
    """

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Bruker | None:  # noqa: ARG002
        navn = credentials.get("username") or credentials.get("email") or ""
        for person in personer_med_navn(navn):
            if self._check_password(person, credentials["password"]):
                return person
        return None
