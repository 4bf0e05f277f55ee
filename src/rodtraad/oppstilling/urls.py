from django.urls import URLPattern, URLResolver, path

from rodtraad.oppstilling import views

app_name = "oppstilling"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tall/", views.mine_tall, name="mine_tall"),
    path("tall/<slug:nivaa>/<str:kode>/", views.enhet, name="enhetstall"),
]
