"""Whether the service lives, and whether it can be relied on: for the machinery that watches it. Shows no child."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safereturn.config import clock

LARGEST_DRIFT = timedelta(seconds=30)  # between our clock and the database's: due times would be read wrongly


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return _answer("live")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers, and its clock and ours agree; otherwise 503 and why."""
    try:
        drift = clock_drift()
    except DatabaseError:
        return _answer("The database does not answer.", status=503)
    if abs(drift) > LARGEST_DRIFT:
        seconds = drift.total_seconds()
        return _answer(f"This clock and the database's differ by {seconds:.0f} seconds. Set both by NTP.", status=503)
    return _answer("ready")


def clock_drift() -> timedelta:
    """How far our clock is ahead of the database's. Raises `DatabaseError` when the database does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (its_time,) = cursor.fetchone()
    return clock.now() - its_time


def _answer(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)
