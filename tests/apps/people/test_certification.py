"""Each quarter an administrator says of every post that it is still right."""

import datetime as dt

import pytest
from django.core import mail

from safereturn.agencies.models import PeopleChange, Post
from safereturn.people.certification import is_late, last_day, must_be_certified, round_began
from safereturn.people.jobs import tell_of_late_posts
from safereturn.people.mail import mail_agency

from .conftest import NOW, send, signed_in, words_of

pytestmark = pytest.mark.django_db
SPRING = dt.datetime(2026, 3, 31, 23, tzinfo=dt.UTC)  # the second quarter begins at midnight in London, in summer time


def post_certified(at: dt.datetime, *, started: dt.datetime = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) -> Post:
    return Post(started_at=started, certified_at=at)


def test_a_round_begins_with_the_quarter_on_londons_clocks() -> None:
    assert round_began(SPRING) == SPRING
    assert round_began(SPRING - dt.timedelta(seconds=1)) == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert round_began(dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC)) == dt.datetime(2026, 9, 30, 23, tzinfo=dt.UTC)


def test_a_post_that_was_certified_before_the_quarter_is_due_and_after_28_days_late() -> None:
    post = post_certified(SPRING - dt.timedelta(seconds=1))
    assert not must_be_certified(post, SPRING - dt.timedelta(seconds=1))
    assert must_be_certified(post, SPRING)
    assert not is_late(post, SPRING + dt.timedelta(days=28) - dt.timedelta(seconds=1))
    assert is_late(post, SPRING + dt.timedelta(days=28))


def test_the_28_days_are_whole_days_in_london_although_the_clocks_go_back_in_october() -> None:
    post = post_certified(dt.datetime(2026, 9, 1, tzinfo=dt.UTC))
    assert last_day(dt.datetime(2026, 10, 2, tzinfo=dt.UTC)) == dt.date(2026, 10, 28)
    assert not is_late(post, dt.datetime(2026, 10, 28, 23, 59, tzinfo=dt.UTC))
    assert is_late(post, dt.datetime(2026, 10, 29, tzinfo=dt.UTC))


def test_a_post_that_was_certified_or_given_in_the_quarter_waits_for_the_next() -> None:
    certified = post_certified(SPRING)
    given = Post(started_at=SPRING + dt.timedelta(days=3))
    for post in (certified, given):
        assert not must_be_certified(post, SPRING + dt.timedelta(days=80))
        assert must_be_certified(post, SPRING + dt.timedelta(days=91))


def test_an_administrator_certifies_and_ends_posts_in_one_form_and_leaves_the_rest(
    admin: Post, second: Post, worker: Post
) -> None:
    others = [
        Post.objects.create(person=second.person, team=worker.team, role=role, started_at=worker.started_at)
        for role in ("lead-worker", "team-manager")
    ]
    Post.objects.filter(pk=worker.pk).update(certified_at=NOW - dt.timedelta(days=100))
    client = signed_in(admin)
    assert "Not certified in time: Social worker, City social care." in words_of(client.get("/people/"))
    assert "Certify posts Late" in words_of(client.get("/people/certify/"))
    assert "Never signed in." in words_of(client.get("/people/certify/"))
    answer = send(client, "/people/certify/", **{f"post-{worker.pk}": "right", f"post-{others[0].pk}": "ends"})
    ends = f"{second.person.full_name}, {others[0].kind.name}"
    assert f"Certified: 1. Ended: {ends}." in words_of(answer)
    worker.refresh_from_db()
    assert worker.certified_at == NOW
    ended = Post.objects.get(pk=others[0].pk)
    assert ended.ended_at == NOW
    left_open = Post.objects.get(pk=others[1].pk)
    assert (left_open.certified_at, left_open.ended_at) == (None, None)
    assert set(PeopleChange.objects.values_list("what", flat=True)) == {"post-certified", "post-ended"}


def test_an_empty_answer_is_explained_and_changes_nothing(admin: Post, worker: Post) -> None:
    Post.objects.update(certified_at=None)
    answer = send(signed_in(admin), "/people/certify/")
    assert "Say of at least one post whether it is still right" in words_of(answer)
    assert not PeopleChange.objects.exists()


def test_nobody_certifies_their_own_post(admin: Post, worker: Post) -> None:
    Post.objects.update(certified_at=None)
    page = words_of(signed_in(admin).get("/people/certify/"))
    assert "Wyn Worker" in page
    assert "Ada Keeper: Agency administrator" not in page


def test_a_late_post_still_opens_what_it_opened_and_its_administrator_is_told_every_week(
    admin: Post, worker: Post
) -> None:
    Post.objects.filter(pk=worker.pk).update(certified_at=NOW - dt.timedelta(days=100))
    assert signed_in(worker).get("/").status_code == 200
    tell_of_late_posts(timestamp=0)
    mail_agency(agency_id=worker.agency_id, about="late")
    (message,) = mail.outbox
    assert message.bcc == [admin.person.email]
    assert "not certified within 28 days" in message.body
    assert "Wyn" not in message.body
