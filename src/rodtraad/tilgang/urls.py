from django.urls import URLPattern, URLResolver, path

from rodtraad.tilgang import adgangsvisning as adgangssider
from rodtraad.tilgang import innlogging_hjelp
from rodtraad.tilgang import personvisning as personer
from rodtraad.tilgang import stedfortredervisning as stedfortreder

app_name = "tilgang"
urlpatterns: list[URLPattern | URLResolver] = [
    path("personer/", personer.personliste, name="personer"),
    path("personer/ny/", personer.ny_person, name="ny_person"),
    path("personer/roller/", personer.rollematrise, name="rollematrise"),
    path("personer/adgang/", adgangssider.adgang_til, name="adgang_til"),
    path("personer/uten-enhet/", adgangssider.uten_enhet, name="uten_enhet"),
    path("personer/uten-enhet/<int:tildeling_id>/flytt/", adgangssider.flytt, name="flytt_rolle"),
    path("personer/ledergrupper/", personer.grupper, name="ledergrupper"),
    path("personer/<int:bruker_id>/", personer.person, name="person"),
    path("personer/<int:bruker_id>/endre/", personer.rediger, name="rediger"),
    path("personer/<int:bruker_id>/aktiv/<int:aktiv>/", personer.sett_aktiv, name="sett_aktiv"),
    path("personer/<int:bruker_id>/innlogging/", innlogging_hjelp.hjelp, name="innloggingshjelp"),
    path("personer/<int:bruker_id>/rolle/", personer.gi_rolle, name="gi_rolle"),
    path(
        "personer/<int:bruker_id>/rolle/<int:tildeling_id>/avslutt/",
        personer.avslutt_rolle,
        name="avslutt_rolle",
    ),
    path("personer/<int:bruker_id>/stedfortreder/", stedfortreder.oppnevn, name="oppnevn"),
    path("stedfortredere/", stedfortreder.mine, name="stedfortredere"),
    path(
        "stedfortredere/<int:stedfortredelse_id>/avslutt/",
        stedfortreder.avslutt,
        name="avslutt_stedfortredelse",
    ),
    path("stedfortredere/handle-for/<int:bruker_id>/", stedfortreder.handle_for, name="handle_for"),
    path("stedfortredere/handle-selv/", stedfortreder.handle_selv, name="handle_selv"),
]
