"""A browser whose person has just confirmed who they are, for tests of views with `nylig_bekreftet`."""

import time

from django.test import Client


def bekreft(klient: Client, *, for_sekunder_siden: int = 0) -> Client:
    """Marks the session as confirmed, as if the password had been typed so many seconds ago."""
    sesjon = klient.session
    sesjon["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - for_sekunder_siden, "reauthenticated": True}
    ]
    sesjon["account_authentication_methods_user"] = sesjon["_auth_user_id"]
    sesjon.save()
    return klient
