from django.urls import URLPattern, URLResolver, include, path, re_path

from rodtraad.aarshjul import andresider as kalender
from rodtraad.innstillinger.views import vaapen
from rodtraad.web import hjelp, komponenter, ordliste, snarveier, soking, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.forside, name="forside"),
    path("utgaver/", views.alle_utgaver, name="utgaver"),
    path("utgave/<slug:utgave>/", views.utgave, {"sti": ""}, name="utgave"),
    path("utgave/<slug:utgave>/<path:sti>", views.utgave, name="utgave"),
    path("rapport/<slug:rapport>/", views.rapport, {"sti": ""}, name="rapport"),
    path("rapport/<slug:rapport>/<path:sti>", views.rapport, name="rapport"),
    path("ressurser/kommunevaapen.png", vaapen, name="kommunevaapen"),
    path("ressurser/<path:fil>", views.ressurs, name="ressurs"),
    path("konto/", include("rodtraad.tilgang.innlogging")),
    path("kalender/kommunen.ics", kalender.aapen, name="kalender_aapen"),
    path("kalender/<slug:hemmelighet>.ics", kalender.personlig, name="kalender_personlig"),
    path("vedtak/", include("rodtraad.rapport.offentlig")),
    path("arbeid/", views.startside, name="startside"),
    path("arbeid/sok/", soking.sok, name="sok"),
    path("arbeid/sok/treff/", soking.treff, name="soketreff"),
    path("arbeid/komponenter/", komponenter.komponenter, name="komponenter"),
    path("arbeid/snarveier/", snarveier.velg, name="snarveier"),
    re_path(
        "^arbeid/snarveier/(?P<grep>fest|fjern|opp|ned|rollens)/$", snarveier.endre, name="endre_snarvei"
    ),
    path("arbeid/ordliste/", ordliste.ordliste, name="ordliste"),
    path("arbeid/hjelp/", hjelp.hjelp, name="hjelp"),
    path("arbeid/", include("rodtraad.tilgang.urls")),
    path("arbeid/", include("rodtraad.organisasjon.urls")),
    path("arbeid/", include("rodtraad.enhetsroller.urls")),
    path("arbeid/", include("rodtraad.regnskap.urls")),
    path("arbeid/", include("rodtraad.personal.urls")),
    path("arbeid/", include("rodtraad.kostra.urls")),
    path("arbeid/", include("rodtraad.statistikk.urls")),
    path("arbeid/", include("rodtraad.samarbeid.urls")),
    path("arbeid/", include("rodtraad.sak.urls")),
    path("arbeid/", include("rodtraad.oppgaver.urls")),
    path("arbeid/", include("rodtraad.aarshjul.urls")),
    path("arbeid/", include("rodtraad.ledelse.urls")),
    path("arbeid/", include("rodtraad.innlesing.urls")),
    path("arbeid/", include("rodtraad.oppstart.urls")),
    path("arbeid/", include("rodtraad.oppstilling.urls")),
    path("arbeid/", include("rodtraad.rapport.urls")),
    path("arbeid/", include("rodtraad.hendelser.urls")),
    path("arbeid/", include("rodtraad.innstillinger.urls")),
    path("api/", include("rodtraad.api.urls")),
]
handler403 = views.ingen_adgang
handler404 = views.finnes_ikke
handler500 = views.tjenerfeil
