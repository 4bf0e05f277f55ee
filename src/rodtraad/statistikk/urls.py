from django.urls import URLPattern, URLResolver, path

from rodtraad.statistikk import befolkningssider

app_name = "statistikk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("statistikk/befolkning/", befolkningssider.befolkning, name="befolkning"),
    path("statistikk/klima/", befolkningssider.klima, name="klima"),
    path("statistikk/delkostnadsindekser/", befolkningssider.delkostnadsindekser, name="delkostnadsindekser"),
    path("statistikk/baerekraftsmaal/", befolkningssider.maal, name="baerekraftsmaal"),
    path("statistikk/figur/<slug:figur>.svg", befolkningssider.figur, name="figur"),
]
