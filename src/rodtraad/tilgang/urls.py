from django.urls import URLPattern, URLResolver

app_name = "tilgang"
urlpatterns: list[URLPattern | URLResolver] = []
