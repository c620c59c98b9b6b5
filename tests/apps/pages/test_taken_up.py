"""A child who is gone again before being heard: one interview takes up both episodes (A47)."""

import datetime as dt
import uuid
from typing import Any

import pytest

from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode, Event
from safereturn.interviews.models import Account
from safereturn.protocol.periods import in_london
from tests.apps.partnership import ADDRESSED, a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db
ASKED = "Which earlier returns did you talk about as well?"
GONE_AGAIN = "The child is gone again: one interview will take up both"


@pytest.fixture
def child(carer: Post) -> Child:
    return a_child(carer.team)


@pytest.fixture
def worker(teams: dict[str, Team]) -> Post:
    return a_post(teams["City social care"], "social-worker")


def gone_and_back(child: Child, by: Post, *, hours_ago: float) -> Episode:
    """An episode of the child, back so many hours ago after three hours."""
    reported = ago(hours_ago + 3)
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, about={"last_seen": ago(hours_ago + 4).isoformat()},
        happenings=[Happening("reported", reported, {"by": "carer"})], key=uuid.uuid4(), now=reported, by=by,
    )  # fmt: skip
    returned = Happening("returned", ago(hours_ago), {"to": "placement"})
    record(episode_id=episode.pk, happenings=[returned], key=uuid.uuid4(), now=ago(0), by=by)
    episode.refresh_from_db()
    return episode


def typed(at: dt.datetime) -> dict[str, Any]:
    local = in_london(at)
    return {"at_day": local.day, "at_month": local.month, "at_year": local.year, "at_time": f"{local:%H:%M}"}


def page(by: Post, episode: Episode, act: str) -> str:
    return signed_in(by).get(f"/episodes/{episode.pk}/{act}/").content.decode()


def sent(by: Post, episode: Episode, act: str, **answers: Any) -> str:
    given = {"key": str(uuid.uuid4()), **typed(ago(0)), **answers}
    return signed_in(by).post(f"/episodes/{episode.pk}/{act}/", given, follow=True).content.decode()


def interviewed(by: Post, episode: Episode, *taken_up: Episode) -> str:
    return sent(
        by, episode, "interview", interviewer="social-worker", parent_seen="no",
        in_the_childs_words="Both times, a row", takes_up=[str(one.pk) for one in taken_up], **ADDRESSED,
    )  # fmt: skip


def status(episode: Episode) -> str:
    return Duty.objects.get(episode=episode, protocol_id="return-interview").status


def test_one_interview_meets_both_and_each_says_with_which_other(child: Child, carer: Post, worker: Post) -> None:
    first = gone_and_back(child, carer, hours_ago=40)
    second = gone_and_back(child, carer, hours_ago=10)
    assert first.reference in page(worker, second, "interview")
    interviewed(worker, second, first)
    assert (status(first), status(second)) == ("met", "met")
    held = {event.episode_id: event.content for event in Event.objects.filter(type="interview-held")}
    assert held[first.pk]["together_with"] == second.reference
    assert held[second.pk]["together_with"] == first.reference
    shown = signed_in(worker).get(f"/episodes/{first.pk}/").content.decode()
    assert f"together with that of {second.reference}" in shown


def test_the_one_account_is_signed_off_in_each(child: Child, carer: Post, worker: Post, teams: dict[str, Team]) -> None:
    first, second = (gone_and_back(child, carer, hours_ago=hours) for hours in (40, 10))
    interviewed(worker, second, first)
    assert Account.objects.count() == 1
    manager = a_post(teams["City social care"], "team-manager")
    for episode in (first, second):
        assert "Both times, a row" in page(manager, episode, "sign-off")


def test_what_is_not_ticked_stays_owed(child: Child, carer: Post, worker: Post) -> None:
    first, second = (gone_and_back(child, carer, hours_ago=hours) for hours in (40, 10))
    interviewed(worker, second)
    assert (status(first), status(second)) == ("open", "met")
    assert "together_with" not in Event.objects.get(type="interview-held").content


def test_late_for_the_first_it_stays_late(child: Child, carer: Post, worker: Post) -> None:
    first, second = (gone_and_back(child, carer, hours_ago=hours) for hours in (100, 10))
    interviewed(worker, second, first)
    assert (status(first), status(second)) == ("met-late", "met")


def test_that_the_child_is_gone_again_is_recorded_and_meets_nothing(child: Child, carer: Post, worker: Post) -> None:
    first = gone_and_back(child, carer, hours_ago=40)
    assert GONE_AGAIN not in page(worker, first, "offer")
    gone_and_back(child, carer, hours_ago=10)
    assert GONE_AGAIN in page(worker, first, "offer")
    sent(worker, first, "offer", answer="superseded")
    assert Event.objects.filter(episode=first, type="interview-superseded").exists()
    assert not Event.objects.filter(episode=first, type="interview-offered").exists()
    assert status(first) == "open"


def test_an_interview_that_was_held_is_not_asked_about_again(child: Child, carer: Post, worker: Post) -> None:
    first = gone_and_back(child, carer, hours_ago=40)
    interviewed(worker, first)
    assert ASKED not in page(worker, gone_and_back(child, carer, hours_ago=10), "interview")


def test_another_childs_episode_cannot_be_taken_up(child: Child, carer: Post, worker: Post) -> None:
    other = gone_and_back(a_child(carer.team), carer, hours_ago=40)
    second = gone_and_back(child, carer, hours_ago=10)
    assert ASKED not in page(worker, second, "interview")
    interviewed(worker, second, other)
    assert (status(other), status(second)) == ("open", "met")


def test_who_may_not_interview_in_the_earlier_episode_is_not_asked_about_it(
    child: Child, carer: Post, teams: dict[str, Team]
) -> None:
    first, second = (gone_and_back(child, carer, hours_ago=hours) for hours in (40, 10))
    elsewhere = a_post(teams["County early help"], "mat-worker")
    told = Happening("noted", ago(1), {"says": "Rang"})
    record(episode_id=second.pk, happenings=[told], key=uuid.uuid4(), now=ago(0), by=elsewhere)
    assert ASKED not in page(elsewhere, second, "interview")
    interviewed(elsewhere, second, first)
    assert (status(first), status(second)) == ("open", "met")
