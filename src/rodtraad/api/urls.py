"""The addresses of the API. Its operations answer by their own door (api.autentisering), not by a session."""

from django.urls import URLPattern, URLResolver, path

from rodtraad.api import views
from rodtraad.api.grensesnitt import GRENSESNITT
from rodtraad.hendelser.adgang import adgang

API_REGEL = "api"
BESKRIVELSE, ROT = "openapi-json", "api-root"


def _operasjoner() -> list[URLPattern]:
    """Ninja's addresses, marked as having a rule: a key, and the right of each operation."""
    ut = []
    for monster in GRENSESNITT.urls[0]:
        if isinstance(monster, URLPattern) and monster.name not in {BESKRIVELSE, ROT}:
            vars(monster.callback)["adgang"] = API_REGEL
            ut.append(monster)
    return ut


app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.om_api, name="om"),
    path("nokler/", views.nokler, name="nokler"),
    path("nokler/<slug:nokkel>/trekk/", views.trekk, name="trekk"),
    path("v1/openapi.json", adgang("aapen")(views.beskrivelse), name="beskrivelse"),
    path("v1/", (_operasjoner(), "api-v1", "api-v1")),
]
