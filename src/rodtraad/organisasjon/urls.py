from django.urls import URLPattern, URLResolver

app_name = "organisasjon"
urlpatterns: list[URLPattern | URLResolver] = []
