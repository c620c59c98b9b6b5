"""`safereturn worker`: the jobs in the background."""

import sys

from safereturn.config.django_setup import set_up_django
from safereturn.config.keeping_alive import stop_with_the_one_who_started_us

HEARTBEATS = 6  # in the time after which a worker is given up, so that a late one is not mistaken for a dead one


def main(*, concurrency: int) -> int:
    """Work until told to stop, unless it is not safe to run (`safereturn.config.checks`), or the clock is wrong.

    Returns the exit code: 1 when the clock is wrong.
    """
    stop_with_the_one_who_started_us()
    set_up_django()

    from django.conf import settings
    from django.db import connection
    from procrastinate.contrib.django import app

    from safereturn.config.checks import refuse_unless_safe
    from safereturn.config.health import wrong_clock
    from safereturn.config.worker_connection import WorkerConnection

    refuse_unless_safe()
    if wrong := wrong_clock():
        print(f"The worker does not start. {wrong}", file=sys.stderr)
        return 1
    connection.close()
    with app.replace_connector(WorkerConnection()) as working:
        working.run_worker(
            concurrency=concurrency,
            update_heartbeat_interval=settings.RESCUE_AFTER / HEARTBEATS,
            stalled_worker_timeout=settings.RESCUE_AFTER,
        )
    return 0
