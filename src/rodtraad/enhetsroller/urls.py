from django.urls import URLPattern, URLResolver, path

from rodtraad.enhetsroller import views

app_name = "enhetsroller"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kontakter/", views.kontakter, name="kontakter"),
    path("kontakter/<int:kontakt_id>/avslutt/", views.avslutt, name="avslutt"),
    path("kontakter/<slug:nivaa>/<str:kode>/ny/", views.ny_kontakt, name="ny_kontakt"),
    path("organisasjon/ny/", views.ny_enhet, name="ny_enhet"),
    path("organisasjon/<slug:nivaa>/<str:kode>/avslutt/", views.avslutt_enheten, name="avslutt_enhet"),
]
