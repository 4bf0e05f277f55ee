from django.urls import URLPattern, URLResolver, path

from rodtraad.innlesing import kolonnesider, profilsider, veiviser, views

app_name = "innlesing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("innlesinger/", views.liste, name="liste"),
    path("innlesinger/ny/", veiviser.last_opp, name="last_opp"),
    path("innlesinger/prove/<str:opplasting_id>/", veiviser.prove, name="prove"),
    path("innlesinger/prove/<str:opplasting_id>/kolonner/", kolonnesider.kolonner, name="kolonner"),
    path("innlesinger/prove/<str:opplasting_id>/tilstand/", veiviser.tilstand, name="tilstand"),
    path("innlesinger/prove/<str:opplasting_id>/funn.csv", veiviser.funn_csv, name="funn_csv"),
    path("innlesinger/prove/<str:opplasting_id>/prov-igjen/", veiviser.prov_igjen, name="prov_igjen"),
    path("innlesinger/prove/<str:opplasting_id>/les-inn/", veiviser.les_inn, name="les_inn"),
    path("innlesinger/prove/<str:opplasting_id>/forkast/", veiviser.forkast, name="forkast"),
    path("innlesinger/profiler/", profilsider.profiler, name="profiler"),
    path("innlesinger/profiler/ny/", profilsider.profil_ny, name="profil_ny"),
    path("innlesinger/profiler/<int:profil_id>/", profilsider.profil, name="profil"),
    path("innlesinger/profiler/<int:profil_id>/profil.yaml", profilsider.profil_fil, name="profil_fil"),
    path("innlesinger/profiler/<int:profil_id>/arkiver/", profilsider.profil_arkiver, name="profil_arkiver"),
    path("innlesinger/<slug:innlesing_id>/", views.vis, name="vis"),
    path("innlesinger/<slug:innlesing_id>/profil.yaml", views.profilen, name="profilen"),
    path("innlesinger/<slug:innlesing_id>/trekk/", views.trekk, name="trekk"),
]
