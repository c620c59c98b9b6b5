"""What `safereturn editions what-if` takes for an episode, on those that the demonstration invents."""

import datetime as dt
import multiprocessing
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, processor_seconds, show
from benchmarks.web.measure import databases

DAYS = 120  # of invented episodes
LATEST = 15  # days of which are tried apart: what does not grow with the episodes falls out of the difference
ROUNDS = 5
ASKED = 100_000  # episodes


class Tried(NamedTuple):
    """How many episodes were tried, and how long that took: this process, and the database."""

    episodes: int
    here: float
    database: float


def measure() -> None:
    """Measure, and print the table."""
    with (
        tempfile.TemporaryDirectory(prefix="safereturn-bench-") as folder,
        databases(Path(folder)),
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process,
    ):
        rounds = process.submit(_rounds).result()
    more = [whole.episodes - latest.episodes for latest, whole in rounds]
    here = [(whole.here - latest.here) / count for (latest, whole), count in zip(rounds, more, strict=True)]
    database = [(whole.database - latest.database) / count for (latest, whole), count in zip(rounds, more, strict=True)]
    figures = [
        Figure("an episode, here", [seconds * 1e6 for seconds in here], "microseconds"),
        Figure("an episode, in the database", [seconds * 1e6 for seconds in database], "microseconds"),
        Figure(f"{ASKED:,} at this rate, here", [seconds * ASKED for seconds in here], "seconds"),
        Figure(
            f"{ASKED:,} at this rate, here and in the database",
            [(one + other) * ASKED for one, other in zip(here, database, strict=True)],
            "seconds",
            60,
        ),
    ]
    show(f"What-if: the 2016 edition on {rounds[0][1].episodes:,} stored episodes of 2019", figures)


def _load(moment: dt.datetime) -> None:
    """Store the invented episodes."""
    from safereturn.config.django_setup import set_up_django

    set_up_django("owner")
    from safereturn.config import demonstration

    demonstration.load(now=moment, days=DAYS)


def _rounds() -> list[tuple[Tried, Tried]]:
    """The latest days and the whole span, several times over; in a process of its own."""
    from safereturn.config.django_setup import set_up_django

    set_up_django()
    from django.db import connection

    from safereturn.config.clock import now
    from safereturn.config.what_if import what_if
    from safereturn.protocol.editions import EDITIONS

    moment = now()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        process.submit(_load, moment).result()  # apart, for it leaves much behind that a process of the command has not
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()

    def tried(days: int) -> Tried:
        found = []
        first, last = moment.date() - dt.timedelta(days=days), moment.date()
        before = _seconds_of(backend)
        here = processor_seconds(
            lambda: found.append(what_if(EDITIONS["2016"], first=first, last=last, now=moment).compared)
        )
        return Tried(found[0], here, _seconds_of(backend) - before)

    return [(tried(LATEST), tried(DAYS)) for _ in range(ROUNDS)]


def _seconds_of(process: int) -> float:
    """The processor time that another process has taken, where the system tells it; else none."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
