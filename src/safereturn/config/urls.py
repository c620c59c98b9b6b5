"""Every address of the service: each room brings its own pages."""

from importlib.util import find_spec

from django.urls import include, path

from safereturn.config import health

ROOMS = (
    "web", "audit", "agencies", "access", "people", "handbook", "children", "episodes", "duties", "finding",
    "interviews", "privacy", "oversight", "keeping",
)  # fmt: skip

handler403 = "safereturn.web.errors.refused"  # forbidden looks like unknown

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("health/worker", health.worker, name="worker"),
    *(path("", include(f"safereturn.{room}.urls")) for room in ROOMS if find_spec(f"safereturn.{room}.urls")),
    path("accounts/", include("allauth.urls")),  # last, since one of our pages stands in the place of one of its own
]
