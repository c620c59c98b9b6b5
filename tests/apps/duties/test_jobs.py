"""Reminders: once before a duty is due and once when it is, to the team that owes it, whatever was missed meanwhile."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from safereturn.agencies.models import Post, Team
from safereturn.duties import jobs
from safereturn.duties.models import Duty, Reminder
from safereturn.duties.queries import WAITING
from safereturn.duties.reminder_mail import AGAIN_AFTER, mail_reminders
from safereturn.duties.reminders import remind
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from tests.apps.partnership import a_child, a_partnership, a_post

pytestmark = pytest.mark.django_db
BACK = dt.datetime(2026, 3, 20, 22, 0, tzinfo=dt.UTC)
BEFORE, DUE = Reminder.Kind.BEFORE, Reminder.Kind.DUE


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


@pytest.fixture
def carer() -> Post:
    return a_post(a_partnership()["Alder House"], "residential-worker")


@pytest.fixture
def interview(carer: Post) -> Duty:
    """A return interview of a child in care who came back at `BACK`: due in 72 hours."""
    child = a_child(carer.team)
    episode = open_episode(
        child=child,
        kind="missing",
        facts=child.facts,
        about={"last_seen": (BACK - hours(4)).isoformat(), "with_family": False, "education_only": False},
        happenings=[Happening("reported", BACK - hours(3), {"by": "carer"})],
        key=uuid.uuid4(),
        now=BACK - hours(3),
        by=carer,
    )
    told(episode, carer, Happening("returned", BACK, {"to": "placement"}))
    return Duty.objects.get(episode=episode, protocol_id="return-interview")


def told(episode: Episode, by: Post, happening: Happening) -> None:
    record(episode_id=episode.pk, happenings=[happening], key=uuid.uuid4(), now=happening.at, by=by)


def reminded(duty: Duty) -> list[tuple[str, dt.datetime]]:
    return list(Reminder.objects.filter(duty=duty).order_by("pk").values_list("kind", "due_at"))


def test_nobody_is_reminded_of_an_episode_that_is_closed(interview: Duty) -> None:
    Episode.objects.filter(pk=interview.episode_id).update(closed_at=BACK + hours(1))
    remind(now=BACK + hours(80))
    assert reminded(interview) == []


def test_a_team_is_reminded_when_a_quarter_of_the_time_is_left_and_again_when_the_duty_is_due(interview: Duty) -> None:
    due = BACK + hours(72)
    for moment, so_far in (
        (BACK + hours(53.9), []),
        (BACK + hours(54), [(BEFORE, due)]),
        (BACK + hours(71.9), [(BEFORE, due)]),
        (due, [(BEFORE, due), (DUE, due)]),
        (due + hours(200), [(BEFORE, due), (DUE, due)]),
    ):
        remind(now=moment)
        assert reminded(interview) == so_far
    assert {reminder.team for reminder in interview.reminders.all()} == {interview.team}


def test_reminding_twice_of_the_same_changes_nothing(interview: Duty) -> None:
    assert remind(now=BACK + hours(80)) > 0
    assert remind(now=BACK + hours(80)) == 0


def test_after_a_long_standstill_one_reminder_says_that_the_duty_is_due(interview: Duty) -> None:
    """Nobody worked for a week: that the duty would soon have been due helps nobody now."""
    remind(now=BACK + hours(24 * 7))
    assert reminded(interview) == [(DUE, BACK + hours(72))]


def test_a_duty_that_becomes_due_at_another_time_is_reminded_of_anew(interview: Duty) -> None:
    remind(now=BACK + hours(72))
    Duty.objects.filter(pk=interview.pk).update(arose_at=BACK + hours(40), due_at=BACK + hours(112))
    remind(now=BACK + hours(73))
    assert reminded(interview) == [(DUE, BACK + hours(72))]
    remind(now=BACK + hours(100))
    remind(now=BACK + hours(112))
    assert reminded(interview)[1:] == [(BEFORE, BACK + hours(112)), (DUE, BACK + hours(112))]


def test_the_team_that_a_duty_moves_to_is_reminded_too(interview: Duty) -> None:
    remind(now=BACK + hours(72))
    other = Team.objects.get(name="County social care")
    Duty.objects.filter(pk=interview.pk).update(team=other)
    remind(now=BACK + hours(73))
    assert [reminder.team for reminder in interview.reminders.order_by("pk")] == [interview.team, other]


def test_a_duty_that_was_done_is_not_reminded_of(interview: Duty, carer: Post) -> None:
    told(interview.episode, carer, Happening("interview-held", BACK + hours(2), {"interviewer": "social-worker"}))
    remind(now=BACK + hours(100))
    assert reminded(interview) == []


def test_a_duty_without_a_due_time_is_not_reminded_of(interview: Duty) -> None:
    untimed = Duty.objects.filter(episode=interview.episode, due_at=None, status="open")
    assert untimed.exists()
    remind(now=BACK + hours(1000))
    assert not Reminder.objects.filter(duty__in=untimed).exists()


def test_a_duty_that_turns_on_what_nobody_recorded_is_reminded_of(interview: Duty) -> None:
    Duty.objects.filter(pk=interview.pk).update(status="undecided")
    remind(now=BACK + hours(72))
    assert reminded(interview) == [(DUE, BACK + hours(72))]


def test_an_event_and_the_job_that_looks_at_what_it_made_due_are_kept_or_undone_together(interview: Duty) -> None:
    def count() -> int:
        return ProcrastinateJob.objects.filter(task_name="safereturn.duties.jobs.remind_of_episode").count()

    before = count()
    carer = a_post(Team.objects.get(name="Alder House"), "home-manager")
    with transaction.atomic():
        told(interview.episode, carer, noted())
        assert count() == before + 1
        transaction.set_rollback(True)
    assert count() == before
    told(interview.episode, carer, noted())
    assert count() == before + 1


def noted() -> Happening:
    return Happening("noted", BACK + hours(1), {"words": "Seen at the bus station."})


def test_a_job_carries_the_number_of_the_episode_and_nothing_about_the_child(interview: Duty) -> None:
    job = ProcrastinateJob.objects.filter(task_name="safereturn.duties.jobs.remind_of_episode").latest("id")
    assert (job.args, job.lock) == ({"episode_id": interview.episode_id}, f"episode-{interview.episode_id}")


def test_the_job_of_an_event_reminds_of_its_own_episode_alone(interview: Duty) -> None:
    jobs.remind_of_episode(interview.episode_id + 1)
    assert reminded(interview) == []
    jobs.remind_of_episode(interview.episode_id)
    assert reminded(interview) == [(DUE, BACK + hours(72))]  # by today's clock, long after


# Mail


@pytest.fixture
def mailbox(interview: Duty) -> str:
    assert interview.team is not None
    interview.team.mailbox = "city.social.care@derby.example"
    interview.team.save()
    remind(now=BACK + hours(72))
    return interview.team.mailbox


def test_a_mail_says_that_a_task_waits_and_its_reference_and_nothing_about_the_child(
    interview: Duty, mailbox: str
) -> None:
    assert mail_reminders(now=BACK + hours(72)) == 1
    (message,) = mail.outbox
    assert message.to == [mailbox]
    assert interview.episode.reference in message.body
    child = interview.episode.child
    for word in (child.given_name, child.family_name, "interview", "missing", "Alder House"):
        assert word not in message.subject + message.body


def test_a_mail_is_sent_once(mailbox: str) -> None:
    mail_reminders(now=BACK + hours(72))
    mail_reminders(now=BACK + hours(73))
    assert len(mail.outbox) == 1


def test_a_team_without_a_mailbox_is_reminded_on_the_pages_alone(interview: Duty) -> None:
    assert remind(now=BACK + hours(72)) > 0
    assert mail_reminders(now=BACK + hours(72)) == 0


def test_a_task_that_was_done_meanwhile_is_not_mailed_about(interview: Duty, mailbox: str, carer: Post) -> None:
    told(interview.episode, carer, Happening("interview-held", BACK + hours(2), {"interviewer": "social-worker"}))
    Reminder.objects.exclude(duty=interview).delete()
    assert mail_reminders(now=BACK + hours(73)) == 0


class RefusingServer:
    """A mail server that refuses one address, and takes the rest."""

    refuses = ""
    sent: list[str]

    def __init__(self, **_: Any) -> None:
        type(self).sent = []

    def send_messages(self, messages: Iterable[Any]) -> int:
        for message in messages:
            if self.refuses in message.to:
                raise ConnectionRefusedError("mailbox unavailable")
            self.sent += message.to
        return 1


@pytest.fixture
def refusing(settings: Settings, mailbox: str) -> type[RefusingServer]:
    settings.EMAIL_BACKEND = f"{__name__}.RefusingServer"
    RefusingServer.refuses = mailbox
    return RefusingServer


def test_a_mail_that_fails_loses_no_reminder_holds_up_nobody_and_is_tried_again(
    interview: Duty, mailbox: str, refusing: type[RefusingServer]
) -> None:
    now = BACK + hours(72)
    waits = Duty.objects.filter(episode=interview.episode, status__in=WAITING).exclude(team=interview.team)
    other = waits.exclude(team=None).order_by("pk")[0]
    Team.objects.filter(pk=other.team_id).update(mailbox="another.team@partner.example")
    Reminder.objects.create(duty=other, kind=DUE, due_at=BACK, team=other.team)

    assert mail_reminders(now=now) == 1
    assert refusing.sent == ["another.team@partner.example"]
    failed = Reminder.objects.get(duty=interview, team=interview.team)
    assert (failed.mailed_at, failed.mail_failed_at) == (None, now)

    assert mail_reminders(now=now + AGAIN_AFTER / 2) == 0  # a server in trouble is not asked each minute
    refusing.refuses = ""
    assert mail_reminders(now=now + AGAIN_AFTER) == 1
    failed.refresh_from_db()
    assert failed.mailed_at == now + AGAIN_AFTER


# Pages


def pages(duty: Duty) -> list[str]:
    """The page of a duty and that of its episode, as the team that owes it sees them."""
    assert duty.team is not None
    client = Client()
    worker = a_post(duty.team, "social-worker")
    client.force_login(worker.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    episode = f"/episodes/{duty.episode_id}/"
    return [client.get(address).content.decode() for address in (f"{episode}duties/{duty.pk}/", episode)]


def test_the_pages_say_when_a_team_was_reminded_of_what_it_owes(interview: Duty) -> None:
    remind(now=BACK + hours(54))
    assert ["Reminded" in page for page in pages(interview)] == [True, True]


def test_the_pages_of_a_duty_that_nobody_was_reminded_of_do_not_speak_of_it(interview: Duty) -> None:
    assert ["Reminded" in page for page in pages(interview)] == [False, False]


@pytest.mark.usefixtures("refusing")
def test_the_page_of_a_duty_says_that_a_mail_failed_and_is_tried_again(interview: Duty) -> None:
    mail_reminders(now=BACK + hours(72))
    assert "The mail to the team failed, and is tried again" in pages(interview)[0]


def test_a_mail_that_arrived_is_not_spoken_of(interview: Duty, mailbox: str) -> None:
    assert mail_reminders(now=BACK + hours(72)) == 1
    assert "The mail to the team failed" not in pages(interview)[0]
