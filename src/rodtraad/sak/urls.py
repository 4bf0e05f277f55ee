from django.urls import URLPattern, URLResolver

app_name = "sak"
urlpatterns: list[URLPattern | URLResolver] = []
