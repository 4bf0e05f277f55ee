from django.urls import URLPattern, URLResolver, path

from rodtraad.statistikk import befolkningssider, views

app_name = "statistikk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("statistikk/befolkning/", befolkningssider.befolkning, name="befolkning"),
    path("statistikk/klima/", befolkningssider.klima, name="klima"),
    path("statistikk/delkostnadsindekser/", befolkningssider.delkostnadsindekser, name="delkostnadsindekser"),
    path("statistikk/baerekraftsmaal/", befolkningssider.maal, name="baerekraftsmaal"),
    path("statistikk/figur/<slug:figur>.svg", befolkningssider.figur, name="figur"),
    path("statistikk/ssb/", views.ssb, name="ssb"),
    path("statistikk/ssb/<slug:navn>/", views.ssb_sporring, name="ssb_sporring"),
    path("statistikk/ssb/<slug:navn>/hent/", views.ssb_hent, name="ssb_hent"),
    path("statistikk/ssb/<slug:navn>/<slug:tabell>/", views.ssb_tabell, name="ssb_tabell"),
]
