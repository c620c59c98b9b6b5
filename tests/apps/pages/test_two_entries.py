"""Even a single episode is assessed twice: the worker writes an entry, and so do the police (A59)."""

import uuid
from typing import Any

import pytest

from safereturn.agencies.models import Post, Team
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode
from safereturn.protocol.periods import in_london
from tests.apps.partnership import a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(carer: Post) -> Duty:
    child = a_child(carer.team)
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, about={"last_seen": ago(10).isoformat()},
        happenings=[Happening("reported", ago(9), {"by": "carer"})], key=uuid.uuid4(), now=ago(9), by=carer,
    )  # fmt: skip
    return Duty.objects.get(episode=episode, protocol_id="single-episode-assessed")


@pytest.fixture
def worker(teams: dict[str, Team]) -> Post:
    return a_post(teams["City social care"], "social-worker")


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


def address(duty: Duty) -> str:
    return f"/episodes/{duty.episode_id}/duties/{duty.pk}/"


def page(by: Post, duty: Duty) -> str:
    return signed_in(by).get(address(duty)).content.decode()


def assessed(by: Post, duty: Duty, words: str = "Medium: a row at home", outcome: str = "done") -> str:
    at = in_london(ago(0))
    when = {"at_day": at.day, "at_month": at.month, "at_year": at.year, "at_time": f"{at:%H:%M}"}
    sent = {"key": str(uuid.uuid4()), "outcome": outcome, "words": words, **when}
    shown: Any = signed_in(by).post(address(duty), sent, follow=True)
    duty.refresh_from_db()
    return str(shown.content.decode())


def test_it_is_met_when_both_have_written_theirs(assessment: Duty, worker: Post, officer: Post) -> None:
    assert "The lead worker: not yet" in page(worker, assessment)
    assessed(worker, assessment)
    assert (assessment.status, assessment.owner, assessment.team) == ("open", "police", officer.team)
    assert "The lead worker: done" in page(officer, assessment)
    timeline = assessed(officer, assessment, "High: seen with an adult whom we know")
    assert assessment.status == "met"
    assert "Assess what happened, by the lead worker. Medium: a row at home" in timeline
    assert "Assess what happened, by the police. High: seen with an adult whom we know" in timeline


def test_the_police_need_not_wait_for_the_worker(assessment: Duty, worker: Post, officer: Post) -> None:
    assessed(officer, assessment)
    assert (assessment.status, assessment.owner, assessment.team) == ("open", "lead-worker", worker.team)
    assert "Record what became of it" not in page(officer, assessment)
    assessed(worker, assessment)
    assert assessment.status == "met"


def test_whoever_has_a_part_alone_cannot_excuse_the_others(assessment: Duty, officer: Post) -> None:
    assert "for an exceptional reason" not in page(officer, assessment)
    assessed(officer, assessment, outcome="excused")
    assert not assessment.reason_recorded


def test_an_entry_says_what_it_comes_to(assessment: Duty, worker: Post) -> None:
    assert "how high you see the risk" in assessed(worker, assessment, words=" ")
    assert assessment.owner == "lead-worker"


def test_the_home_writes_no_entry(assessment: Duty, carer: Post) -> None:
    assert "Record what became of it" not in page(carer, assessment)
    assert signed_in(carer).post(address(assessment), {"outcome": "done"}).status_code == 404
