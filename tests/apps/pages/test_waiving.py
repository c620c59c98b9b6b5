"""In 2016 a team manager may waive the interview of a child at home who was only ever absent, with a reason."""

import uuid
from typing import Any

import pytest

from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from safereturn.protocol.periods import in_london
from tests.apps.partnership import a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db
BUTTON = "Waive the return interview"


def back(by: Post, child: Child, *, category: str = "absent", edition: str = "2016", hours_ago: float = 2) -> Episode:
    """A child who is back since some hours, after being recorded so."""
    reported, graded, returned = (ago(hours_ago + before) for before in (6, 5, 0))
    about = {"last_seen": ago(hours_ago + 7).isoformat(), "with_family": False, "education_only": False}
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, about=about, key=uuid.uuid4(), now=reported, by=by,
        happenings=[Happening("reported", reported, {"by": "other"})],
    )  # fmt: skip
    Episode.objects.filter(pk=episode.pk).update(edition=edition)
    happened = [
        Happening("categorised", graded, {"category": category}),
        Happening("found", returned, {}),
        Happening("returned", returned, {"to": "home"}),
    ]
    record(episode_id=episode.pk, happenings=happened, key=uuid.uuid4(), now=ago(0), by=by)
    return Episode.objects.get(pk=episode.pk)


@pytest.fixture
def caller(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "call-taker")


@pytest.fixture
def manager(teams: dict[str, Team]) -> Post:
    return a_post(teams["City social care"], "team-manager")


def sent(by: Post, episode: Episode, **answers: Any) -> Any:
    given = {"key": str(uuid.uuid4()), **_now(), **answers}
    return signed_in(by).post(f"/episodes/{episode.pk}/waive/", given, follow=True)


def _now() -> dict[str, Any]:
    at = in_london(ago(0))
    return {"at_day": at.day, "at_month": at.month, "at_year": at.year, "at_time": f"{at:%H:%M}"}


def interview(episode: Episode) -> Duty:
    return Duty.objects.get(episode=episode, protocol_id="return-interview")


def test_the_manager_presses_gives_a_reason_and_the_interview_is_waived(caller: Post, manager: Post) -> None:
    episode = back(caller, a_child())
    assert BUTTON in signed_in(manager).get(f"/episodes/{episode.pk}/").content.decode()
    shown = sent(manager, episode, reason="Late home from the cinema, and the bus was cancelled").content.decode()
    assert "The interview is waived, with your reason." in shown
    assert interview(episode).status == "waived"
    assert "the bus was cancelled" in shown  # in the timeline, for who reads notes
    assert BUTTON not in shown


def test_without_a_reason_it_stays_owed(caller: Post, manager: Post) -> None:
    episode = back(caller, a_child())
    assert "Enter why no interview is offered" in sent(manager, episode, reason=" ").content.decode()
    assert interview(episode).status == "open"


def test_after_the_72_hours_it_stays_late(caller: Post, manager: Post) -> None:
    episode = back(caller, a_child(), hours_ago=80)
    sent(manager, episode, reason="Nobody asked in time")
    assert interview(episode).is_late_at(ago(0))


@pytest.mark.parametrize(
    ("category", "edition", "facts"),
    [
        ("medium", "2016", {}),
        ("absent", "2016", {"looked_after_by": "derby", "placement": "foster", "open_to": ["social-care"]}),
        ("medium", "2019", {}),
    ],
)
def test_no_other_interview_can_be_waived(
    caller: Post, manager: Post, category: str, edition: str, facts: dict[str, Any]
) -> None:
    episode = back(caller, a_child(**facts), category=category, edition=edition)
    page = signed_in(manager).get(f"/episodes/{episode.pk}/")
    assert BUTTON not in page.content.decode()
    sent(manager, episode, reason="Busy")
    assert interview(episode).status == "open"


@pytest.mark.parametrize(("team", "role"), [("City early help", "runaways-worker"), ("Control room", "duty-inspector")])
def test_nobody_else_can_waive_it(caller: Post, teams: dict[str, Team], team: str, role: str) -> None:
    episode = back(caller, a_child())
    somebody = a_post(teams[team], role)
    assert BUTTON not in signed_in(somebody).get(f"/episodes/{episode.pk}/").content.decode()
    assert sent(somebody, episode, reason="Busy").status_code in (403, 404)
    assert interview(episode).status == "open"


def test_a_child_whose_whereabouts_are_unknown_has_no_interview_to_waive(caller: Post, manager: Post) -> None:
    child = a_child()
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, about={}, key=uuid.uuid4(), now=ago(2), by=caller,
        happenings=[Happening("reported", ago(2), {"by": "other"})],
    )  # fmt: skip
    assert sent(manager, episode, reason="Busy").status_code in (403, 404)
