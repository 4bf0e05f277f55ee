from django.urls import URLPattern, URLResolver, path

from rodtraad.personal import views

app_name = "personal"
urlpatterns: list[URLPattern | URLResolver] = [path("bemanning/", views.bemanning, name="bemanning")]
