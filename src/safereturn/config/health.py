"""Whether the service lives, and whether it can be relied on: for the machinery that watches it. Shows no child."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safereturn.config import clock, worker_life

NO_DATABASE = "The database does not answer."
LARGEST_DRIFT = timedelta(seconds=30)  # between our clock and the database's: due times would be read wrongly


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return _answer("live")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers, and its clock and ours agree; otherwise 503 and why. Pages need no worker."""
    try:
        wrong = wrong_clock()
    except DatabaseError:
        return _answer(NO_DATABASE, status=503)
    return _answer(wrong, status=503) if wrong else _answer("ready")


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """A worker lives; otherwise 503. Pages and clocks are right without one; reminders, mail and seals wait."""
    try:
        lives = worker_life.a_worker_lives()
    except DatabaseError:
        return _answer(NO_DATABASE, status=503)
    if lives:
        return _answer("working")
    return _answer("No worker was heard of for two minutes: reminders, mail and seals wait. Start one.", status=503)


def wrong_clock() -> str:
    """What is wrong when our clock and the database's differ by more than 30 seconds; empty when they agree.

    Raises `DatabaseError` when the database does not answer.
    """
    drift = clock_drift()
    if abs(drift) <= LARGEST_DRIFT:
        return ""
    return f"This clock and the database's differ by {drift.total_seconds():.0f} seconds. Set both by NTP."


def clock_drift() -> timedelta:
    """How far our clock is ahead of the database's. Raises `DatabaseError` when the database does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (its_time,) = cursor.fetchone()
    return clock.now() - its_time


def _answer(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)
