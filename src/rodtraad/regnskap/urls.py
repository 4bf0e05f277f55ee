from django.urls import URLPattern, URLResolver, path

from rodtraad.regnskap import objektvisning as objekt
from rodtraad.regnskap import posteringskvalitet_visning as kvalitet

app_name = "regnskap"
urlpatterns: list[URLPattern | URLResolver] = [
    path("objekter/", objekt.objekter, name="objekter"),
    path("objekter/<path:kode>/", objekt.objekt, name="objekt"),
    path("posteringer/", kvalitet.posteringer, name="posteringer"),
    path("posteringer/csv/", kvalitet.posteringer_csv, name="posteringer_csv"),
    path("posteringer/kjor/", kvalitet.kjor, name="kjor_posteringer"),
    path("posteringer/<int:funn_id>/", kvalitet.posteringsfunn, name="posteringsfunn"),
    path("posteringer/<int:funn_id>/svar/", kvalitet.svar, name="svar_postering"),
    path("posteringer/<int:funn_id>/igjen/", kvalitet.gjenaapne, name="gjenaapne_postering"),
]
