"""An account that nobody uses for 30 days is disabled, by the database's clock; its administrator opens it again."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from safereturn.agencies.models import PeopleChange, Person, Post
from safereturn.people import actions
from safereturn.people.jobs import disable_idle
from safereturn.people.mail import mail_agency

from .conftest import NOW, PASSWORD, send, sent, signed_in, words_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def now_in_the_database() -> dt.datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        (moment,) = cursor.fetchone()
    return moment


def used(post: Post, at: dt.datetime | None, *, opened: dt.datetime) -> None:
    """Somebody signed in for the last time at a moment, and their account was opened at another."""
    Person.objects.filter(pk=post.person_id).update(last_login=at, opened_at=opened)


def is_on(post: Post) -> bool:
    return Person.objects.get(pk=post.person_id).is_active


def test_after_thirty_days_without_signing_in_an_account_is_disabled_and_not_before(
    worker: Post, now_in_the_database: dt.datetime
) -> None:
    used(worker, now_in_the_database - 30 * DAY + dt.timedelta(minutes=1), opened=now_in_the_database - 400 * DAY)
    assert actions.disable_idle(now=NOW) == 0
    assert is_on(worker)
    used(worker, now_in_the_database - 30 * DAY, opened=now_in_the_database - 400 * DAY)
    assert actions.disable_idle(now=NOW) == 1
    assert not is_on(worker)


def test_whoever_never_signed_in_has_thirty_days_from_the_opening_of_the_account(
    worker: Post, now_in_the_database: dt.datetime
) -> None:
    used(worker, None, opened=now_in_the_database - 29 * DAY)
    assert actions.disable_idle(now=NOW) == 0
    used(worker, None, opened=now_in_the_database - 31 * DAY)
    assert actions.disable_idle(now=NOW) == 1


def test_the_clock_of_the_worker_makes_no_difference(
    worker: Post, now_in_the_database: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    used(worker, now_in_the_database - 20 * DAY, opened=now_in_the_database - 400 * DAY)
    monkeypatch.setattr("safereturn.config.clock.now", lambda: now_in_the_database + 20 * DAY)
    disable_idle(timestamp=0)
    assert is_on(worker)


def test_a_second_run_and_a_run_that_was_missed_change_nothing_else(
    worker: Post, now_in_the_database: dt.datetime
) -> None:
    used(worker, now_in_the_database - 90 * DAY, opened=now_in_the_database - 400 * DAY)
    disable_idle(timestamp=0)
    disable_idle(timestamp=0)
    (line,) = PeopleChange.objects.all()
    assert (line.what, line.person_id, line.agency_id) == ("idle", worker.person_id, worker.agency_id)
    assert (line.by_post_id, line.said_by) == (None, "Safe Return itself")


def test_the_invented_people_of_the_demonstration_are_left_as_they_are(
    worker: Post, now_in_the_database: dt.datetime
) -> None:
    used(worker, None, opened=now_in_the_database - 400 * DAY)
    Person.objects.filter(pk=worker.person_id).update(in_demonstration=True)
    assert actions.disable_idle(now=NOW) == 0


def test_a_disabled_account_opens_nothing_and_its_administrator_opens_it_again(
    admin: Post, worker: Post, now_in_the_database: dt.datetime
) -> None:
    browser = signed_in(worker)
    used(admin, now_in_the_database, opened=now_in_the_database)
    used(worker, now_in_the_database - 31 * DAY, opened=now_in_the_database - 400 * DAY)
    disable_idle(timestamp=0)
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    answer = Client().post("/accounts/login/", {"login": worker.person.email, "password": PASSWORD})
    assert answer.headers["Location"] != "/"
    client = signed_in(admin)
    assert "Not used for 30 days, and so disabled." in words_of(client.get("/people/"))
    send(client, f"/people/{worker.person_id}/open/")
    assert is_on(worker)
    assert actions.disable_idle(now=NOW) == 0  # thirty days begin anew
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")


def test_the_administrator_is_told_by_mail_without_a_name(
    admin: Post, worker: Post, now_in_the_database: dt.datetime
) -> None:
    used(worker, now_in_the_database - 31 * DAY, opened=now_in_the_database - 400 * DAY)
    disable_idle(timestamp=0)
    mail_agency(agency_id=worker.agency_id, about="idle")
    (message,) = mail.outbox
    assert message.bcc == [admin.person.email]
    assert "Wyn" not in message.body


def test_a_person_who_is_soon_disabled_is_shown_a_week_before(admin: Post, worker: Post) -> None:
    used(worker, NOW - 22 * DAY, opened=NOW - 400 * DAY)
    assert "Will be disabled" not in words_of(signed_in(admin).get(f"/people/{worker.person_id}/"))
    used(worker, NOW - 24 * DAY, opened=NOW - 400 * DAY)
    page = words_of(signed_in(admin).get(f"/people/{worker.person_id}/"))
    assert "Will be disabled on Monday 16 February 2026, unless they sign in." in page


def test_whoever_lost_a_telephone_signs_in_with_a_new_password_and_sets_up_a_new_proof(
    admin: Post, worker: Post
) -> None:
    browser = signed_in(worker)
    actions.send_link(person=worker.person, without_proofs=True, address="http://testserver", sent=sent(admin))
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    person = Person.objects.get(pk=worker.person_id)
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert client.get("/").headers["Location"] == "/accounts/2fa/"
    changes = PeopleChange.objects.order_by("id").values_list("what", flat=True)
    assert list(changes) == ["proofs-removed", "link-sent"]
