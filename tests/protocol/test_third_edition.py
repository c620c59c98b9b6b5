"""A new edition needs a file of its own and nothing else: the core, the questions and the sentences serve it."""

import datetime as dt
from typing import Any

import pytest

from safereturn.protocol.editions import EDITIONS, in_force
from safereturn.protocol.periods import LONDON, in_utc
from safereturn.protocol.replay import answer, explanation, explanation_why_not
from tests.protocol.scenarios import A_CHILD
from tests.protocol.third_edition import EDITION


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition is listed, as `editions.py` would list it."""
    monkeypatch.setitem(EDITIONS, EDITION.name, EDITION)


def event(type: str, at: str, **fields: Any) -> dict[str, Any]:
    day, clock = at.split()
    return {"type": type, "at": f"2027-03-{int(day):02}T{clock}", **fields}


REPORTED = event("reported", "25 21:40", by="parent")
MEDIUM = event("categorised", "25 22:10", category="medium")
WATCHED = event("categorised", "25 22:10", category="watchful-waiting")
BACK = event("returned", "27 07:00", to="home")


def scenario(*events: dict[str, Any], now: str = "2027-03-27T12:00", **child: Any) -> dict[str, Any]:
    """A child who left at 18:00 on Thursday 25 March 2027, the day before Good Friday; clocks go forward on Sunday."""
    return {
        "child": {**A_CHILD, **child},
        "episode": {"kind": "missing", "with_family": False, "last_seen": "2027-03-25T18:00"},
        "earlier": [],
        "events": list(events),
        "now": now,
    }


def rows(answered: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in answered["duties"]}


def test_a_report_after_its_first_day_falls_under_it() -> None:
    assert in_force(in_utc(dt.datetime(2027, 1, 1, 0, 30, tzinfo=LONDON))) is EDITION
    assert answer(scenario(REPORTED))["edition"] == "2027"


def test_its_clocks_and_its_teams_are_its_own() -> None:
    found = rows(answer(scenario(REPORTED, MEDIUM, BACK)))
    assert {(id, row["owner"]) for id, row in found.items()} == {
        ("harbour-police-grade", "duty-inspector"),
        ("harbour-gathering", "education-welfare-officer"),
        ("harbour-seen", "investigating-officer"),
        ("harbour-conversation", "education-welfare-officer"),
    }
    assert found["harbour-police-grade"]["status"] == "met"
    assert found["harbour-gathering"]["status"] == "stood-down"
    # 48 hours really elapse, over the night in which the clocks go forward.
    assert found["harbour-conversation"]["due"] == "2027-03-29T08:00:00+01:00"


def test_its_working_days_know_easter() -> None:
    found = rows(answer(scenario(REPORTED, child_protection_plan=True)))
    assert found["harbour-board-told"]["due"] == "2027-04-12T23:59:59+01:00"


def test_its_lowest_category_is_its_own_word() -> None:
    assert "harbour-conversation" not in rows(answer(scenario(REPORTED, WATCHED, BACK)))
    why = explanation_why_not(scenario(REPORTED, WATCHED, BACK), "harbour-conversation")
    assert "A child who was only ever watched for is not asked again." in why


def test_what_it_does_not_allow_is_refused() -> None:
    held = event("interview-held", "27 09:00", interviewer="police")
    assert answer(scenario(REPORTED, MEDIUM, BACK, held))["refused"] == [
        {"event": 3, "section": "3.2", "reason": "The police do not hold the conversation."}
    ]


def test_a_gap_becomes_a_question_under_it_too() -> None:
    data = scenario(REPORTED)
    del data["child"]["child_protection_plan"]
    assert [question["fact"] for question in answer(data)["questions"]] == ["child.child_protection_plan"]


def test_its_duties_are_carried_out_by_their_ids() -> None:
    told = event("done", "26 10:00", duty="harbour-board-told")
    found = rows(answer(scenario(REPORTED, told, child_protection_plan=True)))
    assert found["harbour-board-told"]["status"] == "met"


def test_its_sentences_are_told_like_all_others() -> None:
    told = explanation(scenario(REPORTED, MEDIUM, BACK))
    assert (
        "Back home at 07:00 on Saturday 27 March, so somebody talks with the child by 08:00 on Monday 29 March." in told
    )


def test_a_report_before_it_stays_on_the_edition_before() -> None:
    data = scenario(REPORTED)
    data["edition"] = "2019"
    assert answer(data)["edition"] == "2019"
