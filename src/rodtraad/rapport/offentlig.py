"""Addresses where everyone reads the published status of decisions; the version asked for by `?versjon=`."""

from django.urls import URLPattern, path, register_converter

from rodtraad.rapport import views


class Halvaarsledd:
    """The part of an address that names a half-year."""

    regex = "vaar|host"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Halvaarsledd, "halvaar")
urlpatterns: list[URLPattern] = [
    path("", views.offentlig_liste, name="vedtaksrapporter_alle"),
    path("<int:aar>/<halvaar:halvaar>/", views.offentlig, name="vedtaksrapport"),
    path(
        "<int:aar>/<halvaar:halvaar>/vedtak.csv",
        views.offentlig_data,
        {"form": "csv"},
        name="vedtaksrapport_csv",
    ),
    path(
        "<int:aar>/<halvaar:halvaar>/vedtak.json",
        views.offentlig_data,
        {"form": "json"},
        name="vedtaksrapport_json",
    ),
]
