from django.urls import URLPattern, URLResolver, path

from rodtraad.innstillinger import views

app_name = "innstillinger"
urlpatterns: list[URLPattern | URLResolver] = [
    path("innstillinger/", views.innstillinger, name="innstillinger"),
    path("innstillinger/vaapen/", views.sett_vaapen, name="sett_vaapen"),
    path("innstillinger/vaapen/fjern/", views.fjern_vaapen, name="fjern_vaapen"),
]
