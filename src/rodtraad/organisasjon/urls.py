from django.urls import URLPattern, URLResolver, path

from rodtraad.organisasjon import views

app_name = "organisasjon"
urlpatterns: list[URLPattern | URLResolver] = [
    path("organisasjon/", views.tre, name="tre"),
    path("organisasjon.csv", views.eksport, name="eksport"),
    path("organisasjon/<slug:nivaa>/<str:kode>/", views.enhet, name="enhet"),
]
