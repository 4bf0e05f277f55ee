from django.urls import URLPattern, URLResolver, path, register_converter

from rodtraad.aarshjul import andresider, lenkevisning, views


class Datatype:
    """The forms a list has beside its page."""

    regex = "csv|json"

    def to_python(self, verdi: str) -> str:
        """As it is."""
        return verdi

    def to_url(self, verdi: str) -> str:
        """As it is."""
        return verdi


register_converter(Datatype, "datatype")
app_name = "aarshjul"
urlpatterns: list[URLPattern | URLResolver] = [
    path("aarshjul/", views.idag, name="idag"),
    path("aarshjul/lag/", views.lag, name="lag"),
    path("aarshjul/temahjul/", andresider.temahjul, name="temahjul"),
    path("aarshjul/kalender/", andresider.min_kalender, name="min_kalender"),
    path("aarshjul/tilstandsrapporter/", andresider.tilstandsrapporter, name="tilstandsrapporter"),
    path(
        "aarshjul/tilstandsrapporter/<int:rapport_id>/", andresider.tilstandsrapport, name="tilstandsrapport"
    ),
    path(
        "aarshjul/tilstandsrapporter/<slug:slag>/<int:aar>/",
        andresider.begynn,
        name="begynn_tilstandsrapport",
    ),
    path("aarshjul/hendelse/<int:hendelse_id>/", views.hendelse, name="hendelse"),
    path("aarshjul/hendelse/<int:hendelse_id>/endre/", views.endre, name="endre"),
    path("aarshjul/hendelse/<int:hendelse_id>/status/", views.status, name="status"),
    path("aarshjul/hendelse/<int:hendelse_id>/start/", views.start, name="start"),
    path("aarshjul/hendelse/<int:hendelse_id>/foringer/", andresider.foringer, name="foringer"),
    path("aarshjul/hendelse/<int:hendelse_id>/dokumenter/", lenkevisning.lenker, name="lenker"),
    path(
        "aarshjul/hendelse/<int:hendelse_id>/dokumenter/<int:lenke_id>/fjern/",
        lenkevisning.fjern,
        name="fjern_lenke",
    ),
    path("aarshjul/foringer/<int:foring_id>/", andresider.folg_opp, name="folg_opp"),
    path("aarshjul/<int:aar>/", views.aar, name="aar"),
    path("aarshjul/<int:aar>/foringer/", andresider.budsjettforinger, name="budsjettforinger"),
    path("aarshjul/<int:aar>/ny/", views.ny, name="ny"),
    path("aarshjul/<int:aar>.<datatype:form>", views.aar_data, name="aar_data"),
]
