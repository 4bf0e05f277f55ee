from django.urls import URLPattern, URLResolver

app_name = "oppgaver"
urlpatterns: list[URLPattern | URLResolver] = []
