"""Answers that cannot be meant are refused beside their field; what changed meanwhile is said."""

import uuid
from typing import Any

import pytest
from django.test import Client

from safereturn.agencies.models import Post, Team
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from safereturn.interviews.models import Account
from safereturn.protocol.periods import in_london
from tests.apps.partnership import ADDRESSED, a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db
TEN = dict.fromkeys(("worry",), "A grey car was waiting")


def typed(hours_ago: float, name: str = "at") -> dict[str, Any]:
    at = in_london(ago(hours_ago))
    parts = {"day": at.day, "month": at.month, "year": at.year, "time": f"{at:%H:%M}"}
    return {f"{name}_{part}": value for part, value in parts.items()}


def an_episode(carer: Post, *happenings: Happening, kind: str = "missing") -> Episode:
    """A child last seen ten hours ago; where missing, reported nine hours ago."""
    child = a_child(carer.team)
    reported = [Happening("reported", ago(9), {"by": "carer"})] if kind == "missing" else []
    episode = open_episode(
        child=child, kind=kind, facts=child.facts, about={"last_seen": ago(10).isoformat()}, happenings=reported,
        key=uuid.uuid4(), now=ago(9), by=carer,
    )  # fmt: skip
    for happening in happenings:
        record(episode_id=episode.pk, happenings=[happening], key=uuid.uuid4(), now=ago(0), by=carer)
    episode.refresh_from_db()
    return episode


def sent(client: Client, episode: Episode, act: str, **answers: Any) -> str:
    """What the page says to answers; empty when they were taken."""
    answer = client.post(f"/episodes/{episode.pk}/{act}/", {"key": str(uuid.uuid4()), **answers})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_nobody_decides_on_a_report_before_it_was_made(teams: dict[str, Team], carer: Post) -> None:
    police, episode = signed_in(a_post(teams["Control room"], "police-officer")), an_episode(carer)
    assert "This lies before the report" in sent(police, episode, "grade", category="medium", **typed(9.5))
    assert sent(police, episode, "grade", category="medium", **typed(8)) == ""


def test_the_lowest_category_needs_an_answer_and_a_look_within_a_day(teams: dict[str, Team], carer: Post) -> None:
    police, episode = signed_in(a_post(teams["Control room"], "police-officer")), an_episode(carer)
    lowest = {"category": "no-apparent-risk", **typed(1)}
    assert "Answer at least one of the questions" in sent(police, episode, "grade", **lowest, **typed(-3, "review_at"))
    for hours in (-24, 2):  # a day and an hour after the decision, and before it
        page = sent(police, episode, "grade", **lowest, **TEN, **typed(hours, "review_at"))
        assert "at most 24 hours after it" in page
    assert sent(police, episode, "grade", **lowest, **TEN, **typed(-22.9, "review_at")) == ""
    assert "Looked at again by" in police.get(f"/episodes/{episode.pk}/").content.decode()


def test_a_grade_that_somebody_gave_meanwhile_is_not_overruled_unseen(teams: dict[str, Team], carer: Post) -> None:
    police, episode = signed_in(a_post(teams["Control room"], "police-officer")), an_episode(carer)
    assert sent(police, episode, "grade", category="high", opened_with="", **typed(2)) == ""
    page = sent(police, episode, "grade", category="medium", opened_with="", **typed(1))
    assert "Somebody graded this child after you opened the page: High" in page
    assert 'name="opened_with" value="high"' in page
    assert sent(police, episode, "grade", category="medium", opened_with="high", **typed(1)) == ""


def test_nothing_happens_to_a_child_before_the_child_was_last_seen(carer: Post) -> None:
    home, episode = signed_in(carer), an_episode(carer)
    for act, answers in (("found", {}), ("located", {"confirmed_by": "police"})):
        assert "This lies before the child was last seen" in sent(home, episode, act, **answers, **typed(11))
    assert "enter the time of the report" in sent(home, episode, "returned", to="placement", **typed(9.5))
    assert sent(home, episode, "returned", to="placement", **typed(9)) == ""


def test_an_interview_is_about_the_return_and_never_an_empty_page(teams: dict[str, Team], carer: Post) -> None:
    episode = an_episode(carer, Happening("returned", ago(5), {"to": "placement"}))
    worker = signed_in(a_post(teams["City social care"], "social-worker"))
    held = {"interviewer": "social-worker", "parent_seen": "no", **ADDRESSED}
    assert "This lies before the return" in sent(worker, episode, "offer", answer="yes", **typed(6))
    assert "Enter why" in sent(worker, episode, "offer", answer="declined", **typed(4))
    assert "why there is nothing to write" in sent(worker, episode, "interview", **held, **typed(4))
    words = {"in_the_childs_words": "I was cold", **typed(4)}
    assert "or the child did not want to say, write that" in sent(
        worker, episode, "interview", **held | {"harm": ""}, **words
    )
    assert sent(worker, episode, "interview", **held, **words) == ""
    assert Account.objects.get().in_the_childs_words == "I was cold"


def test_a_child_on_a_plan_is_known_to_somebody(teams: dict[str, Team], carer: Post) -> None:
    door, episode = signed_in(a_post(teams["First Contact"], "front-door-worker")), an_episode(carer)
    assert "Tick the service that holds it" in sent(door, episode, "known", plan="yes", **typed(1))
    assert sent(door, episode, "known", plan="yes", known="social-care", **typed(1)) == ""


def test_a_check_before_the_police_decided_is_kept_and_meets_nothing_yet(teams: dict[str, Team], carer: Post) -> None:
    door, episode = (
        signed_in(a_post(teams["First Contact"], "front-door-worker")),
        an_episode(carer, Happening("categorised", ago(2), {"category": "medium"})),
    )
    assert sent(door, episode, "known", plan="no", **typed(3)) == ""
    assert Duty.objects.get(protocol_id="la-check-child-known").status == "open"


def test_an_away_child_whom_nobody_can_find_is_shown_so_until_the_police_are_told(carer: Post) -> None:
    home, episode = signed_in(carer), an_episode(carer, kind="away")
    assert sent(home, episode, "lost", **typed(1)) == ""
    page = home.get(f"/episodes/{episode.pk}/").content.decode()
    assert "nobody has told the police" in page
    assert f"/episodes/{episode.pk}/reported/" in page
    assert "Not reported" in home.get("/").content.decode()
    assert sent(home, episode, "reported", incident_number="DC-7", **typed(0.5)) == ""
    episode.refresh_from_db()
    assert episode.state == "reported"


def test_the_incident_number_can_be_added_later(carer: Post) -> None:
    home, episode = signed_in(carer), an_episode(carer)
    assert sent(home, episode, "note", says="Incident number DC-260109-0412", **typed(0)) == ""
    assert "DC-260109-0412" in home.get(f"/episodes/{episode.pk}/").content.decode()


def test_a_note_whose_words_are_not_for_the_home_says_so(teams: dict[str, Team], carer: Post) -> None:
    police, episode = signed_in(a_post(teams["Control room"], "police-officer")), an_episode(carer)
    assert sent(police, episode, "note", says="A grey car at Example Street", **typed(0)) == ""
    page = signed_in(carer).get(f"/episodes/{episode.pk}/").content.decode()
    assert "grey car" not in page
    assert "What it says is not shown to your team." in page
    assert "grey car" in police.get(f"/episodes/{episode.pk}/").content.decode()


def test_a_closed_episode_says_when_it_was_closed(teams: dict[str, Team], carer: Post) -> None:
    returned = Happening("returned", ago(5), {"to": "placement"})
    seen = Happening("prevention-visit", ago(4), {"in_person": True})
    held = Happening("interview-held", ago(3), {"interviewer": "social-worker"})
    graded = Happening("categorised", ago(8), {"category": "medium"})
    episode = an_episode(carer, graded, returned, seen, held)
    officer = signed_in(a_post(teams["Control room"], "police-officer"))
    assert sent(officer, episode, "close", **typed(0)) == ""
    assert "Closed " + f"{in_london(ago(0)):%H:%M}"[:4] in officer.get(f"/episodes/{episode.pk}/").content.decode()
