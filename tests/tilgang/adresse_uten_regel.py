"""An address somebody forgot to give a rule."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from rodtraad.web import urls


def glemt(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hemmelig")


urlpatterns = [path("glemt/", glemt), *urls.urlpatterns]
handler403 = urls.handler403
