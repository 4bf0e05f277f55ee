from django.urls import URLPattern, URLResolver

app_name = "ledelse"
urlpatterns: list[URLPattern | URLResolver] = []
