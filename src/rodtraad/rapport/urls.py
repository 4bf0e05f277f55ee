from django.urls import URLPattern, URLResolver, path

from rodtraad.rapport import views

app_name = "rapport"
urlpatterns: list[URLPattern | URLResolver] = [
    path("vedtaksrapporter/", views.vedtaksliste, name="vedtaksrapporter"),
    path("vedtaksrapporter/<int:rapport_id>/", views.vedtaksutkast, name="vedtaksutkast"),
    path("vedtaksrapporter/<int:rapport_id>/publiser/", views.publiser, name="publiser_vedtaksrapport"),
    path("okonomistatus/", views.okonomiliste, name="okonomiliste"),
    path("okonomistatus/lag/", views.lag_status, name="lag_okonomistatus"),
    path("okonomistatus/<int:status_id>/", views.okonomistatus, name="okonomistatus"),
    path("okonomistatus/<int:status_id>/tall.csv", views.okonomistatus_csv, name="okonomistatus_csv"),
]
