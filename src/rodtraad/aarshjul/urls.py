from django.urls import URLPattern, URLResolver

app_name = "aarshjul"
urlpatterns: list[URLPattern | URLResolver] = []
