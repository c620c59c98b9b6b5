"""An absence from school is told on one page, and the school's duties follow from it."""

import uuid
from typing import Any

import pytest

from safereturn.agencies.models import Agency, Post, Team
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode
from safereturn.episodes.models import Episode
from safereturn.protocol.periods import in_london
from tests.apps.partnership import a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def front_door(teams: dict[str, Team]) -> Post:
    return a_post(teams["First Contact"], "front-door-worker")


@pytest.fixture
def episode(carer: Post) -> Episode:
    """A child who was reported nine hours ago, under the edition of 2016."""
    child = a_child(carer.team)
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, about={"last_seen": ago(10).isoformat()},
        happenings=[Happening("reported", ago(9), {"by": "carer"})], key=uuid.uuid4(), now=ago(9), by=carer,
    )  # fmt: skip
    Episode.objects.filter(pk=episode.pk).update(edition="2016")
    episode.refresh_from_db()
    return episode


def told(episode: Episode, by: Post, what: str, *, hours_ago: float = 1) -> None:
    at = in_london(ago(hours_ago))
    when = {"at_day": at.day, "at_month": at.month, "at_year": at.year, "at_time": f"{at:%H:%M}"}
    answer = signed_in(by).post(
        f"/episodes/{episode.pk}/school/", {"key": str(uuid.uuid4()), "what": what, **when}, follow=True
    )
    assert "It is recorded." in answer.content.decode(), answer.content.decode()


def page(by: Post, episode: Episode) -> str:
    return signed_in(by).get(f"/episodes/{episode.pk}/school/").content.decode()


def owed(episode: Episode, id: str) -> Any:
    return Duty.objects.get(episode=episode, protocol_id=id)


def test_absent_back_and_what_the_school_did(episode: Episode, front_door: Post) -> None:
    before = page(front_door, episode)
    assert "Back at school" not in before  # nobody is back who was not away
    assert "The school contacted" not in before
    told(episode, front_door, "absent-from-school", hours_ago=2)
    assert owed(episode, "school-first-day-contact").due_at is not None
    assert owed(episode, "head-tells-ewo-10-days").provisional
    shown = page(front_door, episode)
    assert "the school acts by" in shown
    assert "no term dates are given for then, so working days are counted" in shown
    told(episode, front_door, "school-first-day-contact")
    assert owed(episode, "school-first-day-contact").status in ("met", "met-late")  # late, if midnight lay between
    assert "The school contacted" not in page(front_door, episode)
    told(episode, front_door, "back-at-school", hours_ago=0)
    assert owed(episode, "head-tells-ewo-10-days").status == "stood-down"
    assert "the school acts by" not in page(front_door, episode)


def test_the_page_of_the_duty_says_why_its_time_is_provisional(episode: Episode, front_door: Post) -> None:
    told(episode, front_door, "absent-from-school")
    duty = owed(episode, "head-tells-ewo-10-days")
    shown = signed_in(front_door).get(f"/episodes/{episode.pk}/duties/{duty.pk}/").content.decode()
    assert "provisional: no term dates are given for then, so working days are counted" in shown


def test_an_answer_that_is_not_offered_is_refused(episode: Episode, front_door: Post) -> None:
    answer = signed_in(front_door).post(
        f"/episodes/{episode.pk}/school/", {"key": str(uuid.uuid4()), "what": "back-at-school"}
    )
    assert "Select a valid choice" in answer.content.decode() or "error" in answer.content.decode()
    assert not episode.events.filter(type="came-about").exists()


def test_who_is_not_tied_to_the_episode_does_not_reach_the_page(episode: Episode, teams: dict[str, Team]) -> None:
    elsewhere = a_post(teams["Birch House"], "residential-worker")
    assert signed_in(elsewhere).get(f"/episodes/{episode.pk}/school/").status_code in (403, 404)


def test_a_school_that_reports_a_pupil_owes_what_a_school_owes_from_then_on(teams: dict[str, Team]) -> None:
    agency = Agency.objects.create(name="Vale Academy", kind="school")
    school = Team.objects.create(agency=agency, name="Vale Academy", kind="school", area="derby")
    lead = a_post(school, "school-safeguarding-lead")
    client = signed_in(lead)
    base = client.get("/report/").headers["Location"].rsplit("/", 2)[0]
    born = {"born_on_day": 4, "born_on_month": 5, "born_on_year": 2012}
    client.post(
        f"{base}/name/",
        {"given_name": "Wren", "family_name": "Pupil", "area": "derby", "looked_after_by": "no", **born},
    )
    client.post(f"{base}/happened/", {"kind": "missing", "with_family": "no", "circumstances": "Not at registration"})
    client.post(f"{base}/worries/", {})
    client.post(f"{base}/send/", {})
    episode = Episode.objects.get()
    assert episode.events.get(type="reported").content["by"] == "school"
    told(episode, lead, "absent-from-school")
    assert owed(episode, "school-first-day-contact").team == school
    assert "Wren" in client.get("/").content.decode()
