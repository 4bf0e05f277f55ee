"""The addresses of login: allauth's views, each with its rule; what is not listed here does not exist."""

from allauth.account import views as konto
from django.urls import URLPattern, URLResolver, path

from rodtraad.hendelser.adgang import adgang

urlpatterns: list[URLPattern | URLResolver] = [
    path("logg-inn/", adgang("aapen")(konto.login), name="account_login"),
    path("logg-ut/", adgang("aapen")(konto.logout), name="account_logout"),
]
