from django.urls import path

from safereturn.episodes.acts import urls_of

from . import answers, schooling, views

app_name = "duties"
urlpatterns = [
    path("", views.board, name="board"),
    path("episodes/<int:episode_id>/", views.episode, name="episode"),
    path("episodes/<int:episode_id>/duties/<int:duty_id>/", views.duty, name="duty"),
    path("episodes/<int:episode_id>/duties/<int:duty_id>/accept/", views.accept_duty, name="accept"),
    path("episodes/<int:episode_id>/accept/", views.accept_all, name="accept-all"),
    *(address for act in (*answers.ACTS, *schooling.ACTS) for address in urls_of("duties", act)),
]
