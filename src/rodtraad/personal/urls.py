from django.urls import URLPattern, URLResolver, path

from rodtraad.personal import lonnsvisning, views

app_name = "personal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bemanning/", views.bemanning, name="bemanning"),
    path("lonn/", lonnsvisning.lonn, name="lonn"),
    path("lonn/<slug:nivaa>/<str:kode>/", lonnsvisning.lonn_enhet, name="lonn_enhet"),
]
