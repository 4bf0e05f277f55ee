from django.urls import URLPattern, URLResolver, path

from rodtraad.innlesing import views

app_name = "innlesing"
urlpatterns: list[URLPattern | URLResolver] = [
    path("innlesinger/", views.liste, name="liste"),
    path("innlesinger/ny/", views.last_opp, name="last_opp"),
    path("innlesinger/prove/<str:opplasting_id>/", views.prove, name="prove"),
    path("innlesinger/prove/<str:opplasting_id>/les-inn/", views.les_inn, name="les_inn"),
    path("innlesinger/prove/<str:opplasting_id>/forkast/", views.forkast, name="forkast"),
    path("innlesinger/<slug:innlesing_id>/", views.vis, name="vis"),
    path("innlesinger/<slug:innlesing_id>/trekk/", views.trekk, name="trekk"),
]
