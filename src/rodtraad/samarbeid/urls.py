from django.urls import URLPattern, URLResolver, path

from rodtraad.samarbeid import views

app_name = "samarbeid"
urlpatterns: list[URLPattern | URLResolver] = [
    path("samarbeid/", views.liste, name="liste"),
    path("samarbeid/nytt/", views.ny, name="ny"),
    path("samarbeid/<int:tjeneste_id>/", views.tjeneste, name="tjeneste"),
    path("samarbeid/<int:tjeneste_id>/nokkel/", views.foresla, name="foresla"),
    path("samarbeid/nokkel/<int:nokkel_id>/<slug:svar>/", views.avgjor, name="avgjor"),
]
