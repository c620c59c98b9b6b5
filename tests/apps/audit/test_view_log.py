"""No log, no data: who was shown whom is written and committed before anything is sent."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safereturn.audit.actions import Shown, disclose, log_views
from safereturn.audit.day_seals import seal_day
from safereturn.audit.models import CHAINS, View
from safereturn.audit.queries import views_by_an_agency, views_of_a_child
from safereturn.audit.sealing import START
from safereturn.audit.verification import verify

from .viewers import ARequest, looks

FIFTY = [Shown(child_id, child_id * 10) for child_id in range(1, 51)]


@pytest.mark.django_db
def test_a_view_says_who_saw_whom_and_why_and_when_by_the_clock_of_the_database() -> None:
    request = ARequest()
    disclose(request, page="duties:episode", because="Placed with this team", shown=[Shown(41, 410)])
    view = View.objects.get()
    assert (view.person_id, view.post_id, view.agency_id) == (3, 7, 2)
    assert (view.child_id, view.episode_id, view.page) == (41, 410, "duties:episode")
    assert (view.because, view.classes) == ("Placed with this team", ["existence", "identity"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() - at < interval '5 seconds' FROM audit_view")
        assert cursor.fetchone() == (True,)
    assert request.disclosed


@pytest.mark.django_db
def test_each_view_carries_the_seal_of_the_view_before_it_in_its_chain() -> None:
    for _ in range(2):
        log_views(shown=[Shown(5, 50), Shown(5 + CHAINS, 51), Shown(6, 60)], **looks())
    fifth = list(View.objects.filter(chain=5).order_by("place"))
    assert [view.place for view in fifth] == [0, 1, 2, 3]
    assert [bytes(view.previous) for view in fifth] == [START, *(bytes(view.seal) for view in fifth[:-1])]
    assert verify() == []


@pytest.mark.django_db
@pytest.mark.parametrize("shown", [[Shown(1, 10)], FIFTY])
def test_fifty_children_cost_as_many_statements_as_one(shown: list[Shown]) -> None:
    with CaptureQueriesContext(connection) as captured:
        log_views(shown=shown, **looks())
    statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 2


@pytest.mark.django_db
def test_a_board_without_children_is_logged_as_shown_without_a_row(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    request = ARequest()
    with django_assert_num_queries(0):
        disclose(request, page="duties:board", because="See the board", shown=[])
    assert request.disclosed


@pytest.mark.django_db
def test_a_board_that_refreshes_itself_is_logged_once_until_something_about_it_changes() -> None:
    within = dt.timedelta(minutes=15)
    assert log_views(shown=FIFTY, unless_within=within, **looks()) == 50
    assert log_views(shown=FIFTY, unless_within=within, **looks()) == 0
    assert log_views(shown=[*FIFTY, Shown(51, 510)], unless_within=within, **looks()) == 1
    assert log_views(shown=FIFTY[:1], unless_within=within, **looks(page="duties:duty")) == 1
    assert log_views(shown=FIFTY[:1], unless_within=within, **looks(classes=["identity", "location"])) == 1
    assert log_views(shown=FIFTY[:1], unless_within=within, **looks(because="Told of the episode")) == 1
    assert log_views(shown=FIFTY[:1], unless_within=dt.timedelta(0), **looks()) == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_shown_from_within_a_transaction_that_could_still_be_undone() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        log_views(shown=[Shown(1, 10)], **looks())
    assert not View.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_request_is_not_marked_as_logged_when_the_log_cannot_be_written(as_owner: Callable[[], Any]) -> None:
    request = ARequest()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_view RENAME TO audit_view_gone")
    try:
        with pytest.raises(DatabaseError):
            disclose(request, page="duties:episode", because="Placed", shown=[Shown(1, 10)])
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_view_gone RENAME TO audit_view")
    assert not request.disclosed


@pytest.mark.django_db(transaction=True)
def test_boards_opened_at_the_same_moment_keep_every_chain_whole() -> None:
    failures: list[BaseException] = []

    def look(backwards: bool) -> None:
        try:
            for _ in range(10):
                log_views(shown=reversed(FIFTY) if backwards else FIFTY, **looks())
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=(number % 2 == 1,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert View.objects.count() == 4 * 10 * 50
    assert verify() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_view SET because = 'Another reason'",
        "DELETE FROM audit_view",
        "TRUNCATE audit_view CASCADE",
        "UPDATE audit_sealedhead SET count = 0",
        "DELETE FROM audit_dayseal",
        "TRUNCATE audit_dayseal, audit_sealedhead",
    ],
)
def test_the_log_refuses_to_be_changed_by_the_service_and_even_by_its_owner(
    statement: str, as_owner: Callable[[], Any]
) -> None:
    log_views(shown=FIFTY, **looks())
    seal_day(day=dt.date(2026, 11, 24))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="permission denied"):
            _try(statement)
        with as_owner(), pytest.raises(DatabaseError, match="only ever added to"):
            _try(statement)


def _try(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("shift", [dt.timedelta(days=-1), dt.timedelta(seconds=-30), dt.timedelta(minutes=1)])
def test_the_log_takes_no_other_clock_than_the_databases(shift: dt.timedelta) -> None:
    log_views(shown=[Shown(1, 10)], **looks())
    view = View.objects.get()
    view.pk, view.place, view.at = None, 1, view.at + shift
    with pytest.raises(IntegrityError, match="time of the database alone"), transaction.atomic():
        view.save()


@pytest.mark.django_db
def test_a_referee_finds_the_views_of_a_child_and_of_an_agency_latest_first() -> None:
    for page in ("duties:board", "duties:episode"):
        log_views(shown=FIFTY, **looks(page=page))
    assert [view.page for view in views_of_a_child(9)] == ["duties:episode", "duties:board"]
    assert views_by_an_agency(2).count() == 100
    assert not views_by_an_agency(1).exists()
