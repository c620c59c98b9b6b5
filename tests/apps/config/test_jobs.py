"""Jobs outlive the worker that was killed with them, and leave with the transaction that they came in."""

import os
import signal
import threading
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate import App
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from pytest_django.fixtures import Settings

from safereturn.config import checks, clock, jobs, worker_connection
from safereturn.config.commands import worker
from safereturn.config.worker_connection import WorkerConnection
from safereturn.duties.jobs import remind_of_episode
from safereturn.web.drafts import keep_words
from safereturn.web.models import Draft
from tests.apps.config.workers import QUEUE, a_worker, statuses, taken_by, work

AsOwner = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db(transaction=True)


def look_at(episode_id: int) -> int:
    return remind_of_episode.configure(queue=QUEUE, lock=f"episode-{episode_id}").defer(episode_id=episode_id)


def rescue() -> None:
    jobs.rescue.configure(queue=QUEUE).defer(timestamp=0)


def test_a_job_whose_worker_was_killed_holds_up_the_next_of_its_child_until_it_is_rescued() -> None:
    killed = a_worker("61 seconds")
    taken_by(killed, look_at(9))
    look_at(9)
    look_at(8)

    work(app)
    assert statuses() == {"remind_of_episode": ["doing", "todo", "succeeded"]}

    rescue()
    work(app)
    assert statuses() == {"remind_of_episode": ["succeeded", "succeeded", "succeeded"], "rescue": ["succeeded"]}


def test_a_job_whose_worker_is_alive_is_left_to_it(settings: Settings) -> None:
    taken_by(a_worker("59 seconds"), look_at(9))
    rescue()
    work(app, stalled_worker_timeout=settings.RESCUE_AFTER)
    assert statuses() == {"remind_of_episode": ["doing"], "rescue": ["succeeded"]}


def test_a_worker_that_starts_rescues_at_once_and_within_two_minutes_of_the_kill_at_the_latest(
    settings: Settings,
) -> None:
    assert (jobs.rescue.name, "") in app.periodic_registry.periodic_tasks
    start = 30  # seconds, generously, until a killed worker was started again
    assert settings.RESCUE_AFTER + jobs.RESCUE_EVERY + start <= 120


def test_two_rescuers_at_once_do_no_harm() -> None:
    taken_by(a_worker("61 seconds"), look_at(9))
    rescue()
    rescue()
    work(app, concurrency=2)
    assert statuses() == {"remind_of_episode": ["succeeded"], "rescue": ["succeeded", "succeeded"]}


def test_jobs_that_ended_are_removed_after_a_day_and_those_that_failed_after_a_month() -> None:
    def ended(status: str, hours: int) -> int:
        job = look_at(hours)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job])
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job])
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(hours => %s) WHERE job_id = %s",
                [hours, job],
            )
        return job

    month = 30 * 24
    for status, hours in (("succeeded", 23), ("succeeded", 25), ("failed", month - 1), ("failed", month + 1)):
        ended(status, hours)
    waiting = look_at(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '1 year' WHERE job_id = %s", [waiting])
    jobs.remove_old_jobs.configure(queue=QUEUE).defer(timestamp=0)

    work(app)

    assert statuses()["remind_of_episode"] == ["succeeded", "failed", "succeeded"]


@pytest.fixture
def own() -> App:
    """An app for jobs that only a test has."""
    return DjangoApp(connector=DjangoConnector())


def test_words_that_nobody_sent_are_forgotten_after_a_week(as_owner: AsOwner) -> None:
    words = {form: keep_words(form=form, key=uuid.uuid4(), words={"told": ["Left at tea"]}, by=1) for form in "ab"}
    with as_owner():
        Draft.objects.filter(pk=words["a"].pk).update(saved_at=clock.now() - timedelta(days=7, minutes=1))
        Draft.objects.filter(pk=words["b"].pk).update(saved_at=clock.now() - timedelta(days=6, hours=23))
    jobs.forget_unsent_words(timestamp=0)
    assert list(Draft.objects.values_list("form", flat=True)) == ["b"]


def test_a_job_that_a_job_defers_leaves_with_its_transaction(own: App) -> None:
    @own.task(name="later")
    def later() -> None: ...

    @own.task(name="fails")
    def fails() -> None:
        with transaction.atomic():
            later.configure(queue=QUEUE).defer()
            raise ZeroDivisionError

    @own.task(name="works")
    def works() -> None:
        with transaction.atomic():
            later.configure(queue=QUEUE).defer()

    fails.configure(queue=QUEUE).defer()
    work(own)
    assert statuses() == {"fails": ["failed"]}
    works.configure(queue=QUEUE).defer()
    work(own)
    assert statuses() == {"fails": ["failed"], "works": ["succeeded"], "later": ["succeeded"]}


LOSES_ITS_CONNECTION = "SELECT pg_terminate_backend(pg_backend_pid()) FROM nextval('tries') AS tries WHERE tries <= 2"


@pytest.mark.parametrize(("pauses", "fails"), [((0, 0), False), ((0,), True)])
def test_the_end_of_a_job_is_written_again_when_the_database_was_lost_meanwhile(
    pauses: tuple[int, ...], fails: bool, as_owner: AsOwner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that loses its connection twice succeeds at its third attempt, if there is one."""
    monkeypatch.setattr(worker_connection, "PAUSES", pauses)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP SEQUENCE IF EXISTS tries")
        cursor.execute("CREATE SEQUENCE tries")

    async def write() -> None:
        database = WorkerConnection()
        await database.open_async()
        try:
            await database.execute_query_async(LOSES_ITS_CONNECTION)
        finally:
            await database.close_async()

    if fails:
        with pytest.raises(ConnectorException):
            async_to_sync(write)()
    else:
        async_to_sync(write)()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP SEQUENCE tries")


@pytest.fixture
def half_a_minute_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    true_time = clock.now
    monkeypatch.setattr(clock, "now", lambda: true_time() + timedelta(seconds=31))


@pytest.mark.usefixtures("half_a_minute_fast")
def test_a_worker_whose_clock_is_wrong_stops() -> None:
    jobs.stop_with_a_wrong_clock.configure(queue=QUEUE).defer(timestamp=0)
    stopped_by: list[str] = []
    too_late = threading.Timer(20, lambda: (stopped_by.append("us"), os.kill(os.getpid(), signal.SIGTERM)))
    too_late.start()
    try:
        work(app, wait=True)
    finally:
        too_late.cancel()
    assert stopped_by == []
    assert statuses() == {"stop_with_a_wrong_clock": ["succeeded"]}


def test_a_worker_whose_clock_is_right_goes_on() -> None:
    jobs.stop_with_a_wrong_clock.configure(queue=QUEUE).defer(timestamp=0)
    look_at(9)
    work(app)
    assert statuses() == {"stop_with_a_wrong_clock": ["succeeded"], "remind_of_episode": ["succeeded"]}


@pytest.mark.usefixtures("half_a_minute_fast")
def test_a_worker_does_not_start_with_a_wrong_clock_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFERETURN_ROLE", os.environ["SAFERETURN_ROLE"])
    monkeypatch.setattr(checks, "reasons_not_to_start", lambda: [])  # the database of the tests is fast, not safe

    assert worker.main(concurrency=1) == 1

    assert "The worker does not start. This clock and the database's differ by 31 seconds" in capsys.readouterr().err


def test_every_job_is_given_numbers_and_days_alone() -> None:
    """A job's arguments lie in a table that many may read: nothing about a child goes into them."""
    given = {
        (task.name.rpartition(".")[2], name): hint
        for task in app.tasks.values()
        if task.name.startswith("safereturn.")
        for name, hint in _arguments(task.func)
    }
    words = {("mail_day_seal", "day"), ("mail_agency", "about"), ("mail_link", "address")}  # the service's own address
    assert {given.pop(name) for name in words} == {str}
    assert set(given.values()) == {int}


def _arguments(function: Any) -> list[tuple[str, Any]]:
    return [(name, hint) for name, hint in function.__annotations__.items() if name not in ("context", "return")]
