"""What the protocol wants written down is kept under its prompts, and read by those whom it concerns."""

import uuid
from typing import Any

import pytest

from safereturn.agencies.models import Post, Team
from safereturn.duties.presenters import NOT_SHOWN
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode, Event
from safereturn.protocol.periods import in_london
from tests.apps.partnership import a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "investigating-officer")


@pytest.fixture
def episode(carer: Post) -> Episode:
    """A child who was reported nine hours ago."""
    child = a_child(carer.team)
    return open_episode(
        child=child, kind="missing", facts=child.facts, about={"last_seen": ago(10).isoformat()},
        happenings=[Happening("reported", ago(9), {"by": "carer"})], key=uuid.uuid4(), now=ago(9), by=carer,
    )  # fmt: skip


def told(episode: Episode, by: Post, act: str, *, hours_ago: float = 1, **answers: Any) -> None:
    """Record an act on its page."""
    at = in_london(ago(hours_ago))
    when = {"at_day": at.day, "at_month": at.month, "at_year": at.year, "at_time": f"{at:%H:%M}"}
    answer = signed_in(by).post(f"/episodes/{episode.pk}/{act}/", {"key": str(uuid.uuid4()), **when, **answers})
    assert answer.status_code == 302, answer.content.decode()


def page_for(post: Post, episode: Episode) -> str:
    return signed_in(post).get(f"/episodes/{episode.pk}/").content.decode()


def written(episode: Episode) -> dict[str, Any]:
    content: dict[str, Any] = Event.objects.get(episode=episode, type="written-up").content
    return content


def test_what_weighs_in_the_grading_is_kept_with_it(episode: Episode, officer: Post) -> None:
    told(episode, officer, "grade", category="high", factors=["age", "radicalisation"])
    assert written(episode) == {"risk": {"age": True, "radicalisation": True}}
    assert "Radicalisation" in page_for(officer, episode)


def test_what_a_carer_tells_of_the_child_is_read_by_the_police(episode: Episode, carer: Post, officer: Post) -> None:
    told(episode, carer, "details", haunts="The skate park by the river")
    assert "The skate park by the river" in page_for(officer, episode)


def test_what_the_meeting_decided_is_not_read_by_the_home(episode: Episode, carer: Post, officer: Post) -> None:
    front_door = a_post(Team.objects.get(name="First Contact"), "front-door-worker")
    told(episode, officer, "grade", category="high")
    told(episode, front_door, "decided", section_47="Yes: because of the uncle")
    assert "because of the uncle" in page_for(officer, episode)
    home = page_for(carer, episode)
    assert "because of the uncle" not in home
    assert NOT_SHOWN in home


def test_what_the_visit_found_is_kept_beside_the_visit(episode: Episode, carer: Post, officer: Post) -> None:
    record(
        episode_id=episode.pk,
        happenings=[Happening("returned", ago(3), {"to": "placement"})],
        key=uuid.uuid4(),
        now=ago(0),
        by=carer,
    )
    told(episode, officer, "visit", outcome="seen", whereabouts="With an adult whose name she did not give")
    assert written(episode) == {"visit": {"whereabouts": "With an adult whose name she did not give"}}
    assert "an adult whose name" not in page_for(carer, episode)


def test_a_page_on_which_nothing_is_answered_is_not_kept(episode: Episode, carer: Post) -> None:
    answer = signed_in(carer).post(f"/episodes/{episode.pk}/details/", {"key": str(uuid.uuid4()), "haunts": "  "})
    assert "Answer at least one of the questions" in answer.content.decode()
    assert not Event.objects.filter(episode=episode, type="written-up").exists()
