from django.urls import URLPattern, URLResolver

app_name = "rapport"
urlpatterns: list[URLPattern | URLResolver] = []
