"""An empty page, and a list of fifty rows written in Django's ordinary way."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from safereturn.config.clock import now

from .models import Duty

ROWS = 50


@login_required
def empty(request: HttpRequest) -> HttpResponse:
    """A signed-in page with nothing on it."""
    return render(request, "page.html")


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """The fifty duties of a team that are due first."""
    duties = Duty.objects.filter(team_id=5, is_open=True).select_related("episode", "child")
    moment = now()
    return render(
        request,
        "page.html",
        {
            "rows": [
                {
                    "code": duty.code,
                    "due_at": duty.due_at,
                    "episode_id": duty.episode_id,
                    "family_name": duty.child.family_name,
                    "given_name": duty.child.given_name,
                    "category": duty.episode.category,
                    "late": duty.due_at < moment,
                }
                for duty in duties.order_by("due_at", "id")[:ROWS]
            ]
        },
    )


urlpatterns = [path("empty", empty), path("rows", rows)]
