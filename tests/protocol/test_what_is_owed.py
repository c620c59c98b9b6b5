"""Sentences of the contract and of the readings that are easy to get wrong, each as a small story."""

from typing import Any

import pytest

from safereturn.protocol.replay import answer
from tests.protocol.scenarios import FOUND, HIGH, IN_CARE, MEDIUM, NAR, REPORTED, RETURNED, duties, event, scenario


def status(id: str, *events: dict[str, Any], **words: Any) -> str:
    return str(duties(*events, **words)[id]["status"])


PLAN = {"child_protection_plan": True}
OTHERS = {**IN_CARE, "looked_after_by": "other"}  # another authority's child

# The return interview


@pytest.mark.parametrize(
    ("child", "owner", "answerable"),
    [
        ({}, "runaways-worker", "childrens-services"),
        ({"area": "derbyshire"}, "mat-worker", "childrens-services"),
        ({"open_to": ["mat"]}, "lead-worker", "childrens-services"),
        (IN_CARE, "social-worker", "childrens-services"),
        ({**IN_CARE, "area": "derbyshire"}, "social-worker", "childrens-services"),
        (OTHERS, "placing-authority", None),
        ({**OTHERS, "area": "derbyshire", "open_to": ["yos"]}, "yos-worker", "placing-authority"),
        ({**OTHERS, "area": "derbyshire", "open_to": []}, "placing-authority", None),
        ({**IN_CARE, "area": "elsewhere"}, "social-worker", "childrens-services"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("edition", ["2016", "2019"])
def test_who_interviews(edition: str, child: dict[str, Any], owner: str, answerable: str | None) -> None:
    interview = duties(REPORTED, MEDIUM, RETURNED, edition=edition, **child)["return-interview"]
    assert (interview["owner"], interview["answerable"]) == (owner, answerable)


def low(edition: str) -> dict[str, Any]:
    return event("categorised", "9 22:05", category="absent" if edition == "2016" else "no-apparent-risk")


@pytest.mark.parametrize(
    ("why", "child", "about", "category", "in_2016", "in_2019"),
    [
        ("at home, medium", {}, {}, "medium", True, True),
        ("at home, lowest category", {}, {}, None, True, False),
        ("in care, lowest category", IN_CARE, {}, None, True, True),
        ("with family under a plan", PLAN, {"with_family": True}, "high", False, False),
        ("with family, no child protection", {}, {"with_family": True}, "high", True, True),
        ("in care, family with a plan", {**IN_CARE, **PLAN}, {"with_family": True}, "high", True, True),
        ("missing school alone, lowest category", {}, {"education_only": True}, None, False, False),
        ("missing school alone, but medium", {}, {"education_only": True}, "medium", True, True),
    ],
)  # fmt: skip
def test_which_children_are_interviewed(
    why: str, child: dict[str, Any], about: dict[str, Any], category: str | None, in_2016: bool, in_2019: bool
) -> None:
    for edition, expected in (("2016", in_2016), ("2019", in_2019)):
        graded = event("categorised", "9 22:05", category=category) if category else low(edition)
        found = duties(REPORTED, graded, RETURNED, edition=edition, about=about, **child)
        assert ("return-interview" in found) is expected, (why, edition)


def test_a_downgrade_does_not_take_the_interview_away() -> None:
    assert "return-interview" in duties(
        REPORTED, MEDIUM, event("categorised", "9 23:00", category="no-apparent-risk"), RETURNED
    )


def test_a_grading_after_the_return_makes_the_interview_arise_then_and_due_as_from_the_return() -> None:
    later = event("categorised", "10 12:00", category="medium")
    interview = duties(REPORTED, NAR, RETURNED, later)["return-interview"]
    assert interview["arose"] == "2026-01-10T12:00:00+00:00"
    assert interview["due"] == "2026-01-13T07:00:00+00:00"


def test_found_does_not_start_the_interview() -> None:
    assert "return-interview" not in duties(REPORTED, MEDIUM, FOUND)


def test_an_interview_declined_after_an_offer_and_signed_off_counts_as_declined() -> None:
    offered, declined = event("interview-offered", "10 09:00"), event("interview-declined", "10 10:00")
    assert status("return-interview", REPORTED, MEDIUM, RETURNED, offered, declined, now="2026-01-11T09:00") == "open"
    signed = event("interview-signed-off", "20 10:00", by="team-manager")
    assert status("return-interview", REPORTED, MEDIUM, RETURNED, offered, declined, signed) == "declined"


def test_an_interview_held_at_the_very_minute_it_is_due_is_in_time() -> None:
    held = event("interview-held", "13 07:00", interviewer="social-worker")
    assert status("return-interview", REPORTED, MEDIUM, RETURNED, held) == "met"
    late = event("interview-held", "13 07:01", interviewer="social-worker")
    assert status("return-interview", REPORTED, MEDIUM, RETURNED, late) == "met-late"


def test_each_interview_is_signed_off() -> None:
    held = event("interview-held", "11 09:00", interviewer="social-worker")
    assert status("interview-manager-quality", REPORTED, MEDIUM, RETURNED, held) == "open"
    signed = event("interview-signed-off", "12 10:00", by="team-manager")
    assert status("interview-manager-quality", REPORTED, MEDIUM, RETURNED, held, signed) == "met"


def test_an_unborn_baby_is_neither_visited_nor_interviewed() -> None:
    found = duties(REPORTED, MEDIUM, RETURNED, without=("child.born",), expected="2026-05-01")
    assert "prevention-visit" not in found
    assert "return-interview" not in found


def test_in_2016_a_team_manager_may_waive_the_interview_of_a_child_only_ever_absent_at_home() -> None:
    waived = event("waived", "10 12:00", duty="return-interview", reason="Ten minutes late", by="team-manager")
    assert status("return-interview", REPORTED, low("2016"), RETURNED, waived, edition="2016") == "waived"
    refused = answer(scenario(REPORTED, MEDIUM, RETURNED, waived, edition="2016"))["refused"]
    assert [entry["section"] for entry in refused] == ["6.7"]
    assert answer(scenario(REPORTED, MEDIUM, RETURNED, waived))["refused"][0]["event"] == 3


# Ceilings


def test_the_lowest_category_lasts_a_day_and_a_return_to_it_reopens_the_same_row() -> None:
    up, down = (
        event("categorised", "10 08:00", category="medium"),
        event("categorised", "10 20:00", category="no-apparent-risk"),
    )
    assert status("low-category-24h-ceiling", REPORTED, NAR, up) == "met"
    reopened = duties(REPORTED, NAR, up, down)["low-category-24h-ceiling"]
    assert (reopened["status"], reopened["due"]) == ("overdue", "2026-01-10T22:05:00+00:00")
    again = event("categorised", "11 08:00", category="high")
    assert status("low-category-24h-ceiling", REPORTED, NAR, up, down, again) == "met-late"


AWAY = {"kind": "away", "last_seen": "2026-01-09T19:00", **IN_CARE}


def test_telling_alone_meets_the_notice_and_not_the_ceiling() -> None:
    told = event("consulted", "9 22:00", who="social-worker", told=True, consulted=False)
    assert status("away-notify-social-worker", told, **AWAY) == "met"
    assert status("away-six-hour-ceiling", told, **AWAY) == "overdue"
    asked = event("consulted", "10 00:30", who="out-of-hours-service", consulted=True)
    assert status("away-six-hour-ceiling", told, asked, **AWAY) == "met"


def test_the_childs_own_plan_may_be_shorter_than_six_hours_and_never_longer() -> None:
    assert duties(**{**AWAY, "plan_notify_after": 2})["away-six-hour-ceiling"]["due"] == "2026-01-09T21:00:00+00:00"
    assert duties(**{**AWAY, "plan_notify_after": 9})["away-six-hour-ceiling"]["due"] == "2026-01-10T01:00:00+00:00"


def test_an_away_child_who_is_lost_and_reported_is_missing_from_the_loss() -> None:
    lost, report = event("location-lost", "9 21:00"), event("reported", "9 21:30", by="carer")
    found = duties(lost, report, **AWAY)
    assert found["missing-meeting-three-days"]["due"] == "2026-01-12T21:00:00+00:00"
    assert found["away-six-hour-ceiling"]["status"] == "stood-down"
    assert answer(scenario(lost, report, **AWAY))["state"] == "reported"


def test_an_away_child_who_is_lost_and_never_reported_keeps_the_away_duties() -> None:
    assert status("away-six-hour-ceiling", event("location-lost", "9 21:00"), **AWAY) == "overdue"


def test_a_report_of_an_away_child_whose_place_is_known_asks_for_a_decision_alone() -> None:
    known, report = event("fact", "9 21:00", set={"child.disabled": False}), event("reported", "9 21:30", by="carer")
    before, after = (answer(scenario(*told, **AWAY)) for told in ((known,), (known, report)))
    assert after["state"] == "away"
    new = {row["id"] for row in after["duties"]} - {row["id"] for row in before["duties"]}
    assert new == {"police-decide-recorded-category"}


# Meetings


def test_a_child_located_and_lost_again_is_met_about_anew() -> None:
    located, lost = event("located", "11 10:00"), event("location-lost", "12 10:00")
    meetings = [
        r
        for r in answer(scenario(REPORTED, MEDIUM, located, lost))["duties"]
        if r["id"] == "missing-meeting-three-days"
    ]
    assert [(row["status"], row["due"]) for row in meetings] == [
        ("stood-down", "2026-01-12T17:30:00+00:00"),
        ("overdue", "2026-01-15T10:00:00+00:00"),
    ]


def test_a_child_found_after_the_meeting_was_due_leaves_it_overdue() -> None:
    assert status("missing-meeting-three-days", REPORTED, MEDIUM, event("found", "13 10:00")) == "overdue"


def test_in_2016_a_strategy_meeting_meets_the_meeting_and_the_reviews() -> None:
    first = event("meeting-held", "11 10:00", meeting="strategy-meeting")
    second = event("meeting-held", "14 10:00", meeting="strategy-meeting")
    rows = [
        r
        for r in answer(scenario(REPORTED, MEDIUM, first, second, edition="2016"))["duties"]
        if r["id"] in ("missing-meeting-three-days", "five-day-reviews")
    ]
    assert [(row["id"], row["status"]) for row in rows] == [
        ("missing-meeting-three-days", "met"),
        ("five-day-reviews", "met"),
        ("five-day-reviews", "overdue"),
    ]


# Repeated episodes


def before(*reports: str) -> list[dict[str, Any]]:
    return [{"reported": report, "returned": None, "category": "medium"} for report in reports]


def test_exactly_thirty_days_still_count_and_a_minute_more_does_not() -> None:
    inside = duties(REPORTED, earlier=before("2025-12-10T21:40", "2025-12-20T10:00"))
    assert "strategy-meeting-three-in-30" in inside
    outside = duties(REPORTED, earlier=before("2025-12-10T21:39", "2025-12-20T10:00"))
    assert "strategy-meeting-three-in-30" not in outside
    assert "police-review-three-in-90" in outside
    assert "persistent-two-episodes-meeting" in outside


def test_the_repeat_trigger_follows_the_council_that_looks_after_the_child() -> None:
    earlier = before("2025-12-20T21:40", "2026-01-02T10:00")
    city_child_in_the_county = {**IN_CARE, "area": "derbyshire"}
    found = duties(REPORTED, earlier=earlier, **city_child_in_the_county)
    assert "persistent-three-in-30-derby" in found
    assert "persistent-three-in-30-derbyshire" not in found


# Facts that come late


def test_a_fact_that_makes_a_duty_follow_makes_it_arise_then() -> None:
    known = event("fact", "10 12:00", set={"child.child_protection_plan": True})
    assert duties(REPORTED, known)["cp-manager-told-missing"]["arose"] == "2026-01-10T12:00:00+00:00"


def test_a_fact_that_ends_a_duty_stands_it_down_unless_it_was_late_by_then() -> None:
    not_so = event("fact", "10 12:00", set={"child.child_protection_plan": False})
    found = duties(REPORTED, not_so, child_protection_plan=True)
    assert found["cp-conference-brought-forward"]["status"] == "stood-down"
    too_late = event("fact", "2026-02-10T12:00", set={"child.child_protection_plan": False})
    found = duties(REPORTED, too_late, child_protection_plan=True, now="2026-02-20T12:00")
    assert found["cp-conference-brought-forward"]["status"] == "overdue"


# Gaps


def test_a_gap_that_decides_whether_a_duty_follows_leaves_it_undecided_with_its_clock() -> None:
    found = answer(scenario(REPORTED, RETURNED))
    interview = next(row for row in found["duties"] if row["id"] == "return-interview")
    assert (interview["status"], interview["due"]) == ("undecided", "2026-01-13T07:00:00+00:00")
    assert "category" in {question["fact"] for question in found["questions"]}


def test_a_gap_that_only_changes_who_leaves_the_duty_as_certain_as_it_is() -> None:
    found = answer(scenario(REPORTED, MEDIUM, RETURNED, without=("child.open_to",), now="2026-01-11T09:00"))
    interview = next(row for row in found["duties"] if row["id"] == "return-interview")
    assert (interview["status"], interview["owner"]) == ("open", "childrens-services")
    asked = next(question for question in found["questions"] if question["fact"] == "child.open_to")
    assert "return-interview" in asked["needed_for"]


def test_a_duty_that_follows_either_way_is_not_undecided() -> None:
    found = duties(REPORTED, MEDIUM, RETURNED, without=("child.looked_after_by",), now="2026-01-11T09:00")
    assert found["return-interview"]["status"] == "open"


def test_when_nobody_recorded_the_last_sighting_the_clock_runs_from_the_report_and_the_question_is_put() -> None:
    found = answer(scenario(REPORTED, without=("episode.last_seen",)))
    meeting = next(row for row in found["duties"] if row["id"] == "missing-meeting-three-days")
    assert meeting["due"] == "2026-01-12T21:40:00+00:00"
    assert "episode.last_seen" in {question["fact"] for question in found["questions"]}


@pytest.mark.parametrize("edition", ["2016", "2019"])
def test_every_gap_that_could_matter_is_asked_and_no_other(edition: str) -> None:
    """In 2019 missing school decides nothing beside the category: only medium and high are interviewed at home."""
    bare = {"child": {}, "episode": {"kind": "missing"}, "events": [REPORTED, RETURNED], "now": "2026-01-11T09:00"}
    questions = answer({**bare, "edition": edition})["questions"]
    asked = {question["fact"] for question in questions if "return-interview" in question["needed_for"]}
    assert asked == {
        "child.born",
        "child.area",
        "child.looked_after_by",
        "child.open_to",
        "child.child_protection_plan",
        "child.significant_harm_concern",
        "episode.with_family",
        "category",
        *(["episode.education_only"] if edition == "2016" else []),
    }


# What is refused


@pytest.mark.parametrize(
    ("events", "section"),
    [
        ([event("prevention-visit", "10 09:00", in_person=False)], "6.6"),
        ([event("prevention-visit-not-made", "10 09:00", reason="No officer")], "6.6"),
        ([event("interview-held", "10 09:00", interviewer="carer")], "6.7"),
        ([event("interview-held", "10 09:00", interviewer="investigating-officer")], "6.7"),
        ([event("interview-held", "10 09:00", interviewer="parent")], "6.7"),
        ([event("interview-declined", "10 09:00")], "6.7"),
        ([event("done", "10 09:00", duty="return-interview")], "6.7"),
        ([event("done", "10 09:00", duty="iro-told-missing")], "5.4"),
        ([event("done", "10 09:00", duty="away-interview-72h")], "4.1.4"),
        ([event("waived", "10 09:00", duty="prevention-visit", reason="Busy", by="police")], "6.6"),
        ([event("deadline-exception", "10 09:00", duty="cp-core-group-five-days", reason="Snow")], "6.9"),
        ([event("closed", "10 09:00", by="police")], "6.6"),
    ],
)
def test_an_event_that_the_protocol_does_not_allow_is_refused_and_changes_nothing(
    events: list[dict[str, Any]], section: str
) -> None:
    told = (REPORTED, MEDIUM, FOUND, RETURNED)
    with_it = answer(scenario(*told, *events))
    assert [(entry["event"], entry["section"]) for entry in with_it["refused"]] == [(4, section)]
    assert with_it["duties"] == answer(scenario(*told))["duties"]


def test_an_episode_closes_when_visit_and_interview_are_settled_and_nothing_is_late_without_a_reason() -> None:
    visit = event("prevention-visit", "10 09:00", in_person=True)
    held = event("interview-held", "11 09:00", interviewer="runaways-worker")
    closed = event("closed", "12 09:00", by="police")
    told = (REPORTED, MEDIUM, FOUND, RETURNED, visit, held)
    assert answer(scenario(*told, closed))["state"] == "closed"
    assert answer(scenario(REPORTED, MEDIUM, FOUND, RETURNED, visit, closed))["state"] == "returned"
    late = event("found", "14 09:00")
    back = event("returned", "14 10:00", to="home")
    after = [
        event("prevention-visit", "14 12:00", in_person=True),
        event("interview-held", "15 09:00", interviewer="mat-worker"),
    ]
    refused = answer(scenario(REPORTED, MEDIUM, late, back, *after, event("closed", "16 09:00")))["refused"]
    assert [entry["section"] for entry in refused] == ["5.4"]
    excused = event(
        "deadline-exception", "15 10:00", duty="missing-meeting-three-days", reason="Snow", by="team-manager"
    )
    result = answer(scenario(REPORTED, MEDIUM, late, back, *after, excused, event("closed", "16 09:00")))
    assert result["state"] == "closed"
    assert next(r for r in result["duties"] if r["id"] == "missing-meeting-three-days")["status"] == "overdue"


def test_high_risk_raises_its_ten_duties_once() -> None:
    again = event("categorised", "10 03:00", category="high")
    rows = answer(scenario(REPORTED, HIGH, again))["duties"]
    assert sum(row["id"].startswith("high-") for row in rows) == 10


@pytest.mark.parametrize(
    ("planned", "due"), [(True, "2026-01-20T10:00:00+00:00"), (False, "2026-01-21T10:00:00+00:00")]
)
def test_the_host_is_told_before_a_planned_placement_and_within_a_day_of_any_other(planned: bool, due: str) -> None:
    placed = event("placed", "20 10:00", planned=planned)
    assert duties(REPORTED, placed)["placing-notifies-host-missing-lead"]["due"] == due
    told_before = event("done", "9 21:00", duty="placing-notifies-host-missing-lead")
    assert status("placing-notifies-host-missing-lead", told_before, REPORTED, placed) == "met"
    assert "placing-notifies-host-missing-lead" not in duties(REPORTED, placed, edition="2016")
