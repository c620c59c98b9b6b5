"""Whether a worker lives: workers write down every few seconds that they do."""

import datetime as dt
import time

from django.conf import settings
from django.db import DatabaseError, connection

SILENT_FOR = dt.timedelta(minutes=2)  # after which nobody is thought to work
NOBODY_WORKS = (
    "Reminders are not being sent at the moment. The times and clocks on these pages are right: please go by them."
)

_started = time.monotonic()
_heard_of = float("-inf")  # when this process last saw that a worker lives


def a_worker_lives() -> bool:
    """Whether a worker was heard of within two minutes. Raises `DatabaseError` when the database does not answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - %s)",
            [SILENT_FOR],
        )
        (lives,) = cursor.fetchone()
    return bool(lives)


def banners() -> list[str]:
    """What every page says when nobody works in the background; empty when somebody does.

    One query, and none for half a minute after it found a worker. A process that has just started says nothing: the
    worker may be starting too.
    """
    global _heard_of
    moment = time.monotonic()
    if moment - _started < settings.WORKER_AWAITED_FOR or moment - _heard_of < settings.WORKER_ASKED_ABOUT_EVERY:
        return []
    try:
        lives = a_worker_lives()
    except DatabaseError:
        return []  # the page has something worse to say
    if lives:
        _heard_of = moment
    return [] if lives else [NOBODY_WORKS]
