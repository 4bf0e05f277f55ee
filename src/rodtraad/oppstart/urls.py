from django.urls import URLPattern, URLResolver, path

from rodtraad.oppstart import views

app_name = "oppstart"
urlpatterns: list[URLPattern | URLResolver] = [
    path("oppstart/", views.veiledning, name="veiledning"),
    path("oppstart/eksempel/<slug:kilde>.csv", views.eksempel, name="eksempel"),
    path("oppstart/aaret/", views.lag_aaret, name="lag_aaret"),
]
