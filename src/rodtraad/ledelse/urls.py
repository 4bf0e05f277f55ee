from django.urls import URLPattern, URLResolver, path

from rodtraad.ledelse import aarsvisning, avtalevisning, tilskuddsvisning, views

app_name = "ledelse"
urlpatterns: list[URLPattern | URLResolver] = [
    path("oppdragsbrev/", views.brevliste, name="brevliste"),
    path("oppdragsbrev/nytt/", views.begynn_brev, name="begynn_brev"),
    path("oppdragsbrev/<int:brev_id>/", views.brev, name="brev"),
    path("oppdragsbrev/<int:brev_id>/skriv/", views.skriv_brev, name="skriv_brev"),
    path("oppdragsbrev/<int:brev_id>/send/", views.send, name="send_brev"),
    path("oppdragsbrev/<int:brev_id>/ny-versjon/", views.versjoner, name="ny_versjon"),
    path("lederavtaler/", avtalevisning.status, name="avtaler"),
    path("lederavtaler/opprett/", avtalevisning.opprett, name="opprett_avtaler"),
    path("lederavtaler/evaluering/", avtalevisning.evaluering, name="start_evaluering"),
    path("lederavtaler/mine/", avtalevisning.mine, name="mine_avtaler"),
    path("lederavtaler/<int:avtale_id>/", avtalevisning.avtale, name="avtale"),
    path("lederavtaler/<int:avtale_id>/skriv/", avtalevisning.skriv_avtale, name="skriv_avtale"),
    path("lederavtaler/<int:avtale_id>/enig/", avtalevisning.enig, name="enig"),
    path("lederavtaler/<int:avtale_id>/evaluer/", avtalevisning.evaluer, name="evaluer"),
    path("lederavtaler/<int:avtale_id>/avslutt/", avtalevisning.avslutt, name="avslutt_evaluering"),
    path("aarsavslutning/", aarsvisning.i_aar, name="aarsavslutning"),
    path("aarsavslutning/<int:aar>/", aarsvisning.aaret, name="aaret"),
    path("aarsavslutning/<int:aar>/rapport/", aarsvisning.ny_rapport, name="ny_rapport"),
    path("aarsavslutning/rapport/<int:rapport_id>/trekk/", aarsvisning.trekk, name="trekk_rapport"),
    path("aarsavslutning/<int:aar>/avslutt/", aarsvisning.avslutt, name="avslutt_aar"),
    path("aarsavslutning/<int:aar>/gjenaapne/", aarsvisning.gjenaapne, name="gjenaapne_aar"),
    path("tilskudd/", tilskuddsvisning.liste, name="tilskudd"),
    path("tilskudd/ny/", tilskuddsvisning.ny, name="ny_soknad"),
    path("tilskudd/<int:soknad_id>/", tilskuddsvisning.soknad, name="soknad"),
    path("tilskudd/<int:soknad_id>/endre/", tilskuddsvisning.endre, name="endre_soknad"),
    path("tilskudd/<int:soknad_id>/status/", tilskuddsvisning.sett_status, name="soknadsstatus"),
]
