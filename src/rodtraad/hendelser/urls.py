from django.urls import URLPattern, URLResolver, path

from rodtraad.hendelser import views

app_name = "hendelser"
urlpatterns: list[URLPattern | URLResolver] = [
    path("logg/", views.logg, name="logg"),
    path("logg.csv", views.eksport, name="eksport"),
]
