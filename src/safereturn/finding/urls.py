from django.urls import path

from . import views

app_name = "finding"
urlpatterns = [
    path("children/find/", views.find, name="find"),
    path("children/alike/", views.alike, name="alike"),
    path("children/alike/<int:pair_id>/", views.pair, name="pair"),
]
