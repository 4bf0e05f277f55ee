from django.urls import URLPattern, URLResolver

app_name = "kostra"
urlpatterns: list[URLPattern | URLResolver] = []
