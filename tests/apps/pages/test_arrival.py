"""A child who is found and has not arrived anywhere for a day: the manager is asked to decide (A02)."""

import datetime as dt
import uuid
from typing import Any

import pytest

from safereturn.agencies.models import Post, Team
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.periods import in_london
from safereturn.protocol.settings import Settings
from tests.apps.partnership import a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db
ASKED = "A team manager decides whether where the child is now counts as the return"
ON_BOARD = "Found and not back: a manager decides"


@pytest.fixture
def manager(teams: dict[str, Team]) -> Post:
    return a_post(teams["City social care"], "team-manager")


def found(carer: Post, *, hours_ago: float, how: str = "found") -> Episode:
    """A child of the home who was found, or located, so many hours ago and is not back."""
    child, reported = a_child(carer.team), ago(hours_ago + 6)
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, key=uuid.uuid4(), now=reported, by=carer,
        about={"last_seen": ago(hours_ago + 7).isoformat(), "with_family": False, "education_only": False},
        happenings=[Happening("reported", reported, {"by": "carer"})],
    )  # fmt: skip
    happened = [
        Happening("categorised", ago(hours_ago + 5), {"category": "medium"}),
        Happening(how, ago(hours_ago), {"confirmed_by": "police"} if how == "located" else {}),
    ]
    record(episode_id=episode.pk, happenings=happened, key=uuid.uuid4(), now=ago(0), by=carer)
    episode.refresh_from_db()
    return episode


def parts(name: str, at: dt.datetime) -> dict[str, Any]:
    local = in_london(at)
    typed = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    return {f"{name}_{part}": value for part, value in typed.items()}


def decided(by: Post, episode: Episode, *, at: dt.datetime | None = None, **answers: Any) -> str:
    sent = {"key": str(uuid.uuid4()), "reason": "In hospital with a broken arm", **parts("at", at or ago(0)), **answers}
    return signed_in(by).post(f"/episodes/{episode.pk}/arrival/", sent, follow=True).content.decode()


def page(by: Post, episode: Episode) -> str:
    return signed_in(by).get(f"/episodes/{episode.pk}/").content.decode()


def board(by: Post) -> str:
    return signed_in(by).get("/").content.decode()


@pytest.mark.parametrize("how", ["found", "located"])
def test_after_a_day_the_manager_is_asked_on_the_board_and_in_the_episode(carer: Post, manager: Post, how: str) -> None:
    episode = found(carer, hours_ago=24, how=how)
    assert ON_BOARD in board(manager)
    assert ASKED in page(manager, episode)
    assert f'href="/episodes/{episode.pk}/arrival/">Decide</a>' in page(manager, episode)


def test_within_the_day_nobody_is_asked(carer: Post, manager: Post) -> None:
    episode = found(carer, hours_ago=23)
    assert ON_BOARD not in board(manager)
    assert ASKED not in page(manager, episode)


def test_the_hours_are_a_setting(carer: Post, manager: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, edition in EDITIONS.items():
        monkeypatch.setitem(EDITIONS, name, edition.read_as(Settings(arrival_asked_after=6)))
    assert ASKED in page(manager, found(carer, hours_ago=7))


def test_the_home_sees_that_a_manager_is_asked_and_cannot_decide(carer: Post) -> None:
    episode = found(carer, hours_ago=30)
    assert ASKED in page(carer, episode)
    assert ">Decide</a>" not in page(carer, episode)
    assert signed_in(carer).get(f"/episodes/{episode.pk}/arrival/").status_code in (403, 404)


def test_where_the_child_is_counts_as_the_return_and_the_interviews_clock_starts(carer: Post, manager: Post) -> None:
    episode = found(carer, hours_ago=30)
    arrived = ago(28)
    shown = decided(manager, episode, at=arrived, decision="arrived")
    assert "The decision is recorded." in shown
    assert ASKED not in shown
    assert "In hospital with a broken arm" in shown
    interview = Duty.objects.get(episode=episode, protocol_id="return-interview")
    assert interview.due_at == arrived + dt.timedelta(hours=72)


def test_still_on_the_way_the_manager_is_asked_again_when_they_said(carer: Post, manager: Post) -> None:
    episode = found(carer, hours_ago=30)
    later = ago(-5)
    assert ASKED not in decided(manager, episode, decision="wait", **parts("again_at", later))
    episode.refresh_from_db()
    assert episode.arrival_asked_at == later
    assert not Duty.objects.filter(episode=episode, protocol_id="return-interview").exists()


def test_who_waits_says_until_when(carer: Post, manager: Post) -> None:
    episode = found(carer, hours_ago=30)
    assert "Enter when you want to be asked again" in decided(manager, episode, decision="wait")
    for when in (ago(1), ago(-24 * 8)):
        refused = decided(manager, episode, decision="wait", **parts("again_at", when))
        assert "Enter a time from now on, and at most a week ahead" in refused


def test_a_decision_needs_a_reason(carer: Post, manager: Post) -> None:
    episode = found(carer, hours_ago=30)
    assert "Enter where the child is, and why" in decided(manager, episode, decision="arrived", reason=" ")


def test_a_child_who_is_only_located_has_not_arrived(carer: Post, manager: Post) -> None:
    episode = found(carer, hours_ago=30, how="located")
    assert "Select a valid choice" in decided(manager, episode, decision="arrived")
    episode.refresh_from_db()
    assert episode.state == "located"


def test_nobody_arrives_before_being_found(carer: Post, manager: Post) -> None:
    episode = found(carer, hours_ago=30)
    assert "the moment when the child was found" in decided(manager, episode, at=ago(31), decision="arrived")


def test_a_child_who_is_lost_again_is_no_longer_awaited(carer: Post) -> None:
    episode = found(carer, hours_ago=30)
    record(
        episode_id=episode.pk, happenings=[Happening("location-lost", ago(1))], key=uuid.uuid4(), now=ago(0), by=carer
    )  # fmt: skip
    episode.refresh_from_db()
    assert episode.arrival_asked_at is None
