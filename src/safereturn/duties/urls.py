from django.urls import path

from . import views

app_name = "duties"
urlpatterns = [
    path("", views.board, name="board"),
    path("episodes/<int:episode_id>/", views.episode, name="episode"),
    path("episodes/<int:episode_id>/duties/<int:duty_id>/", views.duty, name="duty"),
    path("episodes/<int:episode_id>/duties/<int:duty_id>/accept/", views.accept_duty, name="accept"),
]
