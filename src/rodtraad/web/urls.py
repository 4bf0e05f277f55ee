from django.urls import URLPattern, URLResolver, path

from rodtraad.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.forside, name="forside"),
    path("utgaver/", views.alle_utgaver, name="utgaver"),
    path("utgave/<slug:utgave>/", views.utgave, {"sti": ""}, name="utgave"),
    path("utgave/<slug:utgave>/<path:sti>", views.utgave, name="utgave"),
    path("rapport/<slug:rapport>/", views.rapport, {"sti": ""}, name="rapport"),
    path("rapport/<slug:rapport>/<path:sti>", views.rapport, name="rapport"),
    path("ressurser/<path:fil>", views.ressurs, name="ressurs"),
]
handler404 = views.finnes_ikke
handler500 = views.tjenerfeil
