from django.urls import URLPattern, URLResolver, path

from rodtraad.oppgaver import meldingsvisning, varselvisning, views

app_name = "oppgaver"
urlpatterns: list[URLPattern | URLResolver] = [
    path("oppgaver/", views.mine, name="mine"),
    path("oppgaver/enhetens/", views.enhetens, name="enhetens"),
    path("oppgaver/ny/", views.ny, name="ny"),
    path("oppgaver/fullfor/", views.fullfor_flere, name="fullfor_flere"),
    path("oppgaver/<int:oppgave_id>/", views.oppgave, name="oppgave"),
    path("oppgaver/<int:oppgave_id>/kommenter/", views.kommenter, name="kommenter"),
    path("oppgaver/<int:oppgave_id>/<slug:handling>/", views.gjor, name="gjor"),
    path("meldinger/", meldingsvisning.meldinger, name="meldinger"),
    path("meldinger/alle-lest/", meldingsvisning.alle_lest, name="alle_lest"),
    path("meldinger/varsling/", meldingsvisning.varselvalg, name="varselvalg"),
    path("meldinger/<int:melding_id>/les/", meldingsvisning.les, name="les"),
    path("varsler/", varselvisning.varsler, name="varsler"),
    path("varsler/sendt/", varselvisning.sendt, name="sendt"),
    path("varsler/sendt/<int:sending_id>/igjen/", varselvisning.send_igjen, name="send_igjen"),
    path("varsler/<int:webhook_id>/<slug:handling>/", varselvisning.webhook, name="webhook"),
]
