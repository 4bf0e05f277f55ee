from django.urls import URLPattern, URLResolver

app_name = "hendelser"
urlpatterns: list[URLPattern | URLResolver] = []
