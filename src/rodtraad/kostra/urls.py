from django.urls import URLPattern, URLResolver, path

from rodtraad.kostra import (
    avstemmingsvisning,
    endringsvisning,
    filvisning,
    korrigeringsvisning,
    orienteringsvisning,
)

app_name = "kostra"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kostra/filer/", filvisning.filer, name="filer"),
    path("kostra/filer/last-ned/", filvisning.last_ned, name="last_ned"),
    path("kostra/filer/kontroller/", filvisning.kontroller, name="kontroller"),
    path("kostra/filer/post/", filvisning.post, name="post"),
    path("kostra/avstemming/", avstemmingsvisning.liste, name="avstemming"),
    path("kostra/avstemming/linje/", avstemmingsvisning.linje, name="avstemmingslinje"),
    path("kostra/avstemming/linje/forklar/", avstemmingsvisning.forklar, name="forklar"),
    path(
        "kostra/avstemming/forklaring/<int:forklaring_id>/trekk/",
        avstemmingsvisning.trekk,
        name="trekk_forklaring",
    ),
    path("kostra/tall/", korrigeringsvisning.tall, name="tall"),
    path("kostra/korrigeringer/", korrigeringsvisning.liste, name="korrigeringer"),
    path("kostra/korrigeringer/ny/", korrigeringsvisning.ny, name="ny_korrigering"),
    path("kostra/korrigeringer/<int:korrigering_id>/", korrigeringsvisning.korrigering, name="korrigering"),
    path(
        "kostra/korrigeringer/<int:korrigering_id>/trekk/",
        korrigeringsvisning.trekk,
        name="trekk_korrigering",
    ),
    path(
        "kostra/korrigeringer/<int:korrigering_id>/offentlig/",
        korrigeringsvisning.offentlig,
        name="korrigering_offentlig",
    ),
    path("kostra/store-endringer/", endringsvisning.liste, name="store_endringer"),
    path("kostra/store-endringer/let/", endringsvisning.oppdater, name="oppdater_endringer"),
    path("kostra/store-endringer/<int:endring_id>/", endringsvisning.vurder, name="vurder_endring"),
    path("kostra/store-endringer/<int:endring_id>/tall/", endringsvisning.egne_tall, name="egne_tall"),
    path("kostra/orientering/", orienteringsvisning.liste, name="orientering"),
    path("kostra/orientering/let/", orienteringsvisning.lag, name="lag_utkast"),
    path("kostra/orientering/<int:utkast_id>/", orienteringsvisning.utkast, name="utkast"),
    path(
        "kostra/orientering/<int:utkast_id>/<slug:handling>/", orienteringsvisning.endre, name="endre_utkast"
    ),
]
