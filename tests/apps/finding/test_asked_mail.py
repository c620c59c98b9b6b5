"""The mail to a team that somebody asks, or has told something: once, and not a word about the child."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from safereturn.agencies.models import Person, Post, Team
from safereturn.children.models import Child
from safereturn.duties.reminder_mail import AGAIN_AFTER
from safereturn.finding import jobs
from safereturn.finding.asked_mail import mail_asked
from safereturn.finding.asking import answer, ask
from safereturn.finding.handing import hand_over, take_up
from safereturn.finding.models import Asking, HandedOver, Notice
from tests.apps.duties.test_jobs import RefusingServer
from tests.apps.partnership import a_child, a_partnership, a_post

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)
MAILBOX = "city.social.care@derby.example"


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def holder(teams: dict[str, Team]) -> Post:
    Team.objects.filter(pk=teams["City social care"].pk).update(mailbox=MAILBOX)
    return a_post(teams["City social care"], "social-worker")


@pytest.fixture
def stranger(teams: dict[str, Team]) -> Post:
    return a_post(teams["County early help"], "mat-worker")


@pytest.fixture
def child(teams: dict[str, Team]) -> Child:
    return a_child(teams["Alder House"])


def asks(child: Child, holder: Post, stranger: Post) -> Asking:
    ask(child=child, team=holder.team, reason="He sleeps here", key=uuid.uuid4(), by=stranger)
    return Asking.objects.latest("pk")


def tells(child: Child, holder: Post, stranger: Post) -> HandedOver:
    key = uuid.uuid4()
    hand_over(child=child, team=holder.team, words="Seen on the bus", known_at=NOW, key=key, by=stranger)
    return HandedOver.objects.get(key=key)


def test_one_mail_says_that_somebody_asks_and_where_to_look_and_nothing_about_the_child(
    child: Child, holder: Post, stranger: Post, settings: Settings
) -> None:
    settings.SAFERETURN_ADDRESS = "https://safe-return.example"
    asks(child, holder, stranger)
    tells(child, holder, stranger)
    assert mail_asked(now=NOW) == 1
    (message,) = mail.outbox
    assert message.to == [MAILBOX]
    assert "https://safe-return.example/children/asked/" in message.body
    for word in (child.given_name, child.family_name, "sleeps", "bus", stranger.person.full_name, stranger.team.name):
        assert word not in message.subject + message.body


def test_it_is_sent_once_and_again_only_of_something_new(child: Child, holder: Post, stranger: Post) -> None:
    tells(child, holder, stranger)
    assert [mail_asked(now=NOW), mail_asked(now=NOW)] == [1, 0]
    tells(child, holder, stranger)
    assert mail_asked(now=NOW) == 1
    jobs.mail_asked(timestamp=0)
    assert len(mail.outbox) == 2


def test_what_was_answered_or_taken_up_meanwhile_is_not_mailed_about(
    child: Child, holder: Post, stranger: Post
) -> None:
    answer(asking=asks(child, holder, stranger), is_let_in=False, words="Ring us", by=holder)
    take_up(handed=tells(child, holder, stranger), words="We ring the aunt", by=holder)
    assert mail_asked(now=NOW) == 0


def test_a_team_without_a_mailbox_gets_none_until_it_has_one(child: Child, holder: Post, stranger: Post) -> None:
    Team.objects.update(mailbox="")
    tells(child, holder, stranger)
    assert mail_asked(now=NOW) == 0
    Team.objects.filter(pk=holder.team_id).update(mailbox=MAILBOX)
    assert mail_asked(now=NOW) == 1


def test_a_team_in_which_nobody_can_answer_gets_none(
    teams: dict[str, Team], child: Child, holder: Post, stranger: Post
) -> None:
    asks(child, holder, stranger)
    a_post(holder.team, "agency-administrator")  # who works with no child
    Person.objects.filter(pk=holder.person_id).update(is_active=False)
    assert mail_asked(now=NOW) == 0
    a_post(holder.team, "team-manager")
    assert mail_asked(now=NOW) == 1


def test_who_has_left_since_they_asked_is_not_mailed_about_and_what_they_told_is(
    child: Child, holder: Post, stranger: Post
) -> None:
    asks(child, holder, stranger)
    Post.objects.filter(pk=stranger.pk).update(ended_at=NOW)
    assert mail_asked(now=NOW) == 0
    tells(child, holder, stranger)
    assert mail_asked(now=NOW) == 1


def test_a_mail_that_fails_is_tried_again_and_holds_up_nobody(
    teams: dict[str, Team], child: Child, holder: Post, stranger: Post, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "tests.apps.duties.test_jobs.RefusingServer"
    RefusingServer.refuses = MAILBOX
    other = a_post(teams["First Contact"], "front-door-worker")
    Team.objects.filter(pk=other.team_id).update(mailbox="first.contact@derby.example")
    for whom in (holder, other):
        tells(child, whom, stranger)
    assert mail_asked(now=NOW) == 1
    assert RefusingServer.sent == ["first.contact@derby.example"]
    assert Notice.objects.get(mailed_at=None).mail_failed_at == NOW
    assert mail_asked(now=NOW + AGAIN_AFTER / 2) == 0
    RefusingServer.refuses = ""
    assert mail_asked(now=NOW + AGAIN_AFTER) == 1
