from django.urls import path

from safereturn.episodes.acts import view_of

from .forms import ACTS

app_name = "interviews"
urlpatterns = [path(f"episodes/<int:episode_id>/{act.name}/", view_of(act), name=act.name) for act in ACTS]
