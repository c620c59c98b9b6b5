from django.urls import path

from . import views

app_name = "oversight"
urlpatterns = [
    path("oversight/", views.oversight, name="oversight"),
    path("oversight/<slug:cycle_id>/", views.cycle, name="cycle"),
    path("oversight/<slug:cycle_id>/<int:kept_id>/mistake/", views.mistake, name="mistake"),
]
