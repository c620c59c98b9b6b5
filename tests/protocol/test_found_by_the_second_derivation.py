"""What a second derivation of the duties, written apart from the rules, found wrong in them."""

from typing import Any

from safereturn.protocol.replay import answer
from tests.protocol.scenarios import FOUND, HIGH, IN_CARE, MEDIUM, NAR, REPORTED, RETURNED, duties, event, scenario

LOCATED = event("located", "10 01:00")
LOST_AGAIN = event("location-lost", "11 21:00")
NOW_IN_CARE = event("fact", "12 18:00", set={"child.looked_after_by": "derby"})


def test_a_grade_that_was_superseded_while_the_child_was_located_starts_nothing_at_the_loss() -> None:
    back_to_medium = event("categorised", "10 12:00", category="medium")
    high_while_located = event("categorised", "10 02:00", category="high")
    found = duties(REPORTED, MEDIUM, LOCATED, high_while_located, back_to_medium, LOST_AGAIN)
    assert "high-deploy-immediately" not in found
    assert "high-deploy-immediately" in duties(REPORTED, MEDIUM, LOCATED, high_while_located, LOST_AGAIN)


def test_what_becomes_true_of_a_child_who_is_back_starts_no_duty_of_a_missing_one() -> None:
    for id in ("iro-told-missing", "care-legal-advice"):
        assert id not in duties(REPORTED, HIGH, RETURNED, NOW_IN_CARE)
        assert id in duties(REPORTED, HIGH, event("fact", "10 01:00", set={"child.looked_after_by": "derby"}), RETURNED)
        assert id in duties(REPORTED, HIGH, RETURNED, event("location-lost", "10 08:00"), **IN_CARE)


def test_what_became_true_while_the_child_was_located_starts_its_duty_at_the_next_loss() -> None:
    in_care = event("fact", "10 18:00", set={"child.looked_after_by": "derby"})
    assert "iro-told-missing" not in duties(REPORTED, MEDIUM, LOCATED, in_care)
    told = duties(REPORTED, MEDIUM, LOCATED, in_care, LOST_AGAIN)["iro-told-missing"]
    assert told["arose"] == "2026-01-11T21:00:00+00:00"


def test_a_gap_at_the_report_is_no_late_fact() -> None:
    found = duties(REPORTED, HIGH, RETURNED, NOW_IN_CARE, without=("child.looked_after_by",))
    assert found["iro-told-missing"]["status"] == "open"


def test_when_the_child_left_moves_no_clock_that_has_run_out_though_nobody_had_recorded_it() -> None:
    told = event("consulted", "10 00:40", who="social-worker", told=True, consulted=True)
    learnt = event("fact", "10 10:00", set={"episode.last_seen": "2026-01-02T18:00"})
    first = event("located", "9 20:00")
    for unknown in ({"without": ("episode.last_seen",)}, {"last_seen": None}):
        away: dict[str, Any] = {"kind": "away", **IN_CARE, **unknown}
        assert duties(first, told, learnt, **away)["away-six-hour-ceiling"]["status"] == "met"


def test_a_child_of_six_is_not_sixteen_because_nobody_knows_when_they_were_seen() -> None:
    lost = event("location-lost", "9 20:00")
    away: dict[str, Any] = {"kind": "away", "last_seen": None, **IN_CARE, "placement": "semi-independent"}
    assert "semi-independent-16-18-report" not in duties(lost, **away, born="2020-01-01")
    assert "semi-independent-16-18-report" in duties(lost, **away, born="2009-06-01")


def test_a_child_who_was_lost_and_is_found_may_be_graded_absent_afterwards() -> None:
    absent = event("categorised", "10 09:00", category="absent")
    lost, found = event("location-lost", "9 21:00"), event("found", "10 06:15")
    assert answer(scenario(lost, REPORTED, found, absent, kind="away", edition="2016", **IN_CARE))["refused"] == []
    refused = answer(scenario(REPORTED, absent, kind="away", edition="2016", **IN_CARE))["refused"]
    assert [refusal["event"] for refusal in refused] == [1]


def test_a_correction_makes_no_breach_of_a_duty_that_was_stood_down_in_time() -> None:
    corrected = event("fact", "12 08:00", set={"episode.last_seen": "2026-01-05T18:00"})
    assert duties(REPORTED, LOCATED, corrected, last_seen=None)["missing-meeting-three-days"]["status"] == "stood-down"


def test_a_visit_that_was_no_longer_wanted_is_not_waived_afterwards() -> None:
    lowest = event("categorised", "10 08:00", category="no-apparent-risk")
    not_made = event("prevention-visit-not-made", "10 09:00", reason="Often late", agreed_with="parent")
    assert duties(REPORTED, RETURNED, lowest, not_made)["prevention-visit"]["status"] == "stood-down"


def test_an_interview_that_was_overdue_is_met_late_though_the_child_left_care_meanwhile() -> None:
    left_care = event("fact", "14 09:00", set={"child.looked_after_by": None})
    held = event("interview-held", "15 10:00", interviewer="social-worker", parent_seen=True)
    lowest = event("categorised", "9 22:05", category="no-apparent-risk")
    late = duties(REPORTED, lowest, RETURNED, left_care, held, **IN_CARE)["return-interview"]
    assert late["status"] == "met-late"


def test_the_day_of_the_lowest_category_counts_from_its_first_grading() -> None:
    first = event("categorised", "10 02:00", category="no-apparent-risk")
    again = event("categorised", "10 20:00", category="no-apparent-risk")
    ceiling = duties(REPORTED, LOCATED, first, again, LOST_AGAIN)["low-category-24h-ceiling"]
    assert ceiling["due"] == "2026-01-11T02:00:00+00:00"


def test_a_question_that_was_answered_is_not_asked_again() -> None:
    told = event("consulted", "9 20:00", who="social-worker", told=True, consulted=True)
    answered = event("fact", "12 10:00", set={"child.plan_notify_after": 9})
    first = event("located", "9 19:00")
    away: dict[str, Any] = {"kind": "away", **IN_CARE, "without": ("child.plan_notify_after",)}
    asked = answer(scenario(first, told, answered, **away))["questions"]
    assert "child.plan_notify_after" not in [question["fact"] for question in asked]


def test_nothing_is_done_about_a_duty_before_it_arises_in_the_same_minute() -> None:
    done = event("done", "10 12:00", duty="iro-told-missing")
    in_care = event("fact", "10 12:00", set={"child.looked_after_by": "derby"})
    assert [refusal["event"] for refusal in answer(scenario(REPORTED, done, in_care))["refused"]] == [1]
    assert answer(scenario(REPORTED, in_care, done))["refused"] == []


def test_telling_is_not_taken_for_granted_where_only_consulting_was_told() -> None:
    consulted = event("consulted", "9 20:00", who="social-worker", consulted=True)
    away: dict[str, Any] = {"kind": "away", **IN_CARE}
    assert duties(event("located", "9 19:00"), consulted, **away)["away-notify-social-worker"]["met_at"] is None


def test_an_act_in_the_order_of_the_fact_that_it_needs_counts_the_facts_before_it() -> None:
    allocated = event("done", "10 12:00", duty="unknown-case-allocated-derby")
    in_care = event("fact", "10 12:00", set={"child.looked_after_by": "derby"})
    assert "allocated-worker-offers-support" in duties(REPORTED, MEDIUM, allocated, in_care)
    assert "allocated-worker-offers-support" not in duties(REPORTED, MEDIUM, in_care, allocated)


def test_an_act_that_is_refused_leaves_two_placements_of_one_moment_in_their_order() -> None:
    """Found by the invented histories: two rows of one duty changed places once anything was said of another."""
    told = scenario(
        event("placed", "9 08:00", planned=False), event("placed", "9 08:01", planned=True),
        event("done", "9 08:01", duty="iro-told-missing"), kind="away", now="2026-01-09T08:01", without=("child",),
    )  # fmt: skip
    told["child"], told["episode"] = {}, {"kind": "away"}
    without = {**told, "events": told["events"][:2]}
    assert answer(told)["duties"] == answer(without)["duties"]


HIGH_AT_TWO = event("categorised", "10 02:00", category="high")
LOWEST_AT_NINE = event("categorised", "10 09:00", category="no-apparent-risk")
FOUND_AND_LOST = (REPORTED, MEDIUM, FOUND, event("location-lost", "10 06:40"))


def test_enquiries_and_reviews_go_on_when_a_found_child_is_lost_before_it_is_back() -> None:
    for id in ("enquiries-until-found", "continual-review", "carers-and-worker-feed-investigation"):
        assert duties(REPORTED, MEDIUM, FOUND, edition="2016")[id]["status"] == "stood-down"
        assert duties(*FOUND_AND_LOST, edition="2016")[id]["status"] == "open"
        found_again = event("found", "11 09:00")
        assert duties(*FOUND_AND_LOST, found_again, edition="2016")[id]["status"] == "stood-down"
        lost_after_the_return = (REPORTED, MEDIUM, RETURNED, event("location-lost", "10 08:00"))
        assert duties(*lost_after_the_return, edition="2016")[id]["status"] == "stood-down"


def test_nobody_closes_the_episode_of_a_found_child_who_is_lost_again() -> None:
    visited, closed = event("prevention-visit", "10 06:20", in_person=True), event("closed", "10 06:45", by="police")
    [refused] = answer(scenario(*FOUND_AND_LOST, visited, closed))["refused"]
    assert refused["section"] == "5.1"


def test_a_national_alert_is_thought_of_anew_when_a_family_is_lost_again() -> None:
    family: dict[str, Any] = {"child_protection_plan": True, "about": {"with_family": True}}
    rows = answer(scenario(REPORTED, MEDIUM, LOCATED, LOST_AGAIN, **family))["duties"]
    alerts = [row["status"] for row in rows if row["id"] == "cp-missing-national-alert"]
    assert alerts == ["stood-down", "open"]


def test_what_the_police_choose_for_an_unknown_child_comes_back_with_the_lowest_category() -> None:
    assert duties(REPORTED, NAR, HIGH_AT_TWO)["unknown-nar-police-choose-action"]["status"] == "stood-down"
    rows = answer(scenario(REPORTED, NAR, HIGH_AT_TWO, LOWEST_AT_NINE))["duties"]
    assert [row["status"] for row in rows if row["id"] == "unknown-nar-police-choose-action"] == ["open"]


def test_a_case_closed_at_high_risk_is_left_to_the_police_only_when_back_at_the_lowest_category() -> None:
    no_longer_known = event("fact", "10 04:00", set={"child.open_to": []})
    told = duties(REPORTED, NAR, HIGH_AT_TWO, no_longer_known, LOWEST_AT_NINE, open_to=["mat"])
    assert told["unknown-nar-police-choose-action"]["arose"] == "2026-01-10T09:00:00+00:00"


def test_the_place_of_a_child_is_known_though_nobody_reported_it_missing() -> None:
    assert answer(scenario(LOCATED))["state"] == "located"
    assert answer(scenario(LOCATED, LOST_AGAIN))["state"] == "missing"


def test_a_location_that_is_told_of_a_found_child_does_not_make_it_less_than_found() -> None:
    assert answer(scenario(REPORTED, MEDIUM, FOUND, event("located", "10 06:30")))["state"] == "found"


def test_a_child_who_is_reported_missing_is_not_found_whatever_was_told_before() -> None:
    assert answer(scenario(event("found", "9 21:00"), REPORTED))["state"] == "reported"


def test_of_the_grades_given_before_a_child_was_missing_the_latest_is_weighed_and_no_other() -> None:
    first, second = event("categorised", "9 18:00", category="medium"), event("categorised", "9 19:00", category="high")
    lost = event("location-lost", "9 21:00")
    rows = answer(scenario(first, second, lost, REPORTED, kind="away", **IN_CARE))["duties"]
    assert [row["arose"][11:16] for row in rows if row["id"] == "risk-factor-radicalisation"] == ["21:40"]


def test_a_child_who_is_back_is_not_absent_whatever_is_told_afterwards() -> None:
    absent = event("categorised", "10 09:00", category="absent")
    lost = event("location-lost", "10 08:00")
    refused = answer(scenario(RETURNED, lost, absent, kind="away", edition="2016", **IN_CARE))["refused"]
    assert [refusal["event"] for refusal in refused] == [2]


def test_what_is_done_after_all_is_met_though_it_had_been_waived() -> None:
    waived = event("waived", "10 09:00", duty="iro-told-missing", reason="On leave", by="social-worker")
    done = event("done", "10 10:00", duty="iro-told-missing")
    assert duties(REPORTED, waived, **IN_CARE)["iro-told-missing"]["status"] == "waived"
    assert duties(REPORTED, waived, done, **IN_CARE)["iro-told-missing"]["status"] == "met"


def test_whether_an_act_is_heard_does_not_hang_on_what_is_told_after_it() -> None:
    left = "2026-01-09T17:30"
    judged, later = event("done", left, duty="away-carer-discretion"), event("fact", left, set={"child.area": "derby"})
    taken_back = event("fact", left, set={"episode.last_seen": None})
    taken_back_later = event("fact", "9 18:00", set={"episode.last_seen": None})
    for told in ((judged,), (judged, later), (judged, taken_back), (judged, taken_back_later)):
        assert answer(scenario(*told, kind="away", last_seen=left, **IN_CARE))["refused"] == []


def test_what_was_done_after_a_child_had_left_counts_though_nobody_had_said_yet_when_that_was() -> None:
    done, left = event("done", "9 18:30", duty="away-carer-discretion"), {"episode.last_seen": "2026-01-09T17:30"}
    for learnt in (event("fact", "9 18:30", set=left), event("fact", "9 20:00", set=left)):
        told = duties(done, learnt, kind="away", last_seen=None, **IN_CARE)["away-carer-discretion"]
        assert (told["status"], told["met_at"]) == ("met", "2026-01-09T18:30:00+00:00")


def test_what_was_let_go_in_time_is_not_made_late_by_a_sighting_that_is_told_afterwards() -> None:
    first = event("located", "9 18:00")
    waived, too_late = (
        event("waived", at, duty="away-notify-social-worker", reason="She knows", by="team-manager")
        for at in ("9 21:00", "9 22:30")
    )
    learnt = event("fact", "9 22:00", set={"episode.last_seen": "2026-01-09T12:00"})
    away: dict[str, Any] = {"kind": "away", "last_seen": None, **IN_CARE}
    notice = "away-notify-social-worker"
    assert duties(first, waived, learnt, **away)[notice]["status"] == "waived"
    assert duties(first, learnt, too_late, **away)[notice]["status"] == "overdue"


def test_what_was_let_go_at_the_very_due_time_was_let_go_in_time() -> None:
    waived = event("waived", "10 00:00", duty="away-notify-social-worker", reason="She knows", by="team-manager")
    learnt = event("fact", "10 00:00", set={"episode.last_seen": "2026-01-09T12:00"})
    away: dict[str, Any] = {"kind": "away", "last_seen": None, **IN_CARE}
    told = duties(event("located", "9 18:00"), waived, learnt, **away)["away-notify-social-worker"]
    assert (told["status"], told["due"]) == ("waived", "2026-01-10T00:00:00+00:00")


def test_each_breach_of_a_duty_has_its_own_reason() -> None:
    excused = event("deadline-exception", "17 10:00", duty="missing-meeting-three-days", reason="Ice", by="police")
    closed = event("closed", "18 10:00", by="police")
    told = (REPORTED, MEDIUM, event("located", "13 01:00"), event("location-lost", "13 21:00"))
    home = (event("returned", "17 12:00", to="home"), event("prevention-visit", "17 13:00", in_person=True))
    held = event("interview-held", "17 14:00", interviewer="runaways-worker")
    once = answer(scenario(*told, excused, *home, held, closed))
    twice = answer(scenario(*told, excused, excused, *home, held, closed))
    assert [(one["event"], one["section"]) for one in once["refused"]] == [(8, "5.4")]
    assert twice["state"] == "closed"


def test_what_was_let_go_as_a_choice_must_be_done_when_it_turns_out_to_be_none() -> None:
    waived = event("waived", "10 09:00", duty="away-interview-opportunity", reason="Well", by="team-manager")
    learnt = event("fact", "10 11:00", set={"child.registered_home": True})
    foster: dict[str, Any] = {"kind": "away", **IN_CARE, "placement": "foster", "registered_home": None}
    assert duties(RETURNED, waived, **foster)["away-interview-opportunity"]["status"] == "waived"
    told = answer(scenario(RETURNED, waived, learnt, now="2026-01-10T12:00", **foster))
    assert [one["event"] for one in told["refused"]] == [1]
    assert [d["status"] for d in told["duties"] if d["id"] == "away-interview-opportunity"] == ["open"]


def test_a_question_that_was_answered_no_is_not_asked_again_of_a_child_who_is_back() -> None:
    at_home = event("fact", "10 08:00", set={"child.looked_after_by": None})
    gaps = ("child.looked_after_by", "child.one_to_one_care")
    asked = answer(scenario(REPORTED, RETURNED, at_home, NOW_IN_CARE, without=gaps))["questions"]
    assert "one-to-one-proactive-checks" not in [id for one in asked for id in one["needed_for"]]


def test_each_notice_given_before_an_unplanned_placement_meets_one() -> None:
    notice = "placing-notifies-host-missing-lead"
    given = [event("done", at, duty=notice) for at in ("9 18:00", "9 19:00")]
    placed = [event("placed", at, planned=False) for at in ("9 20:00", "9 22:00")]
    rows = answer(scenario(*given, *placed, **IN_CARE))["duties"]
    assert [row["status"] for row in rows if row["id"] == notice] == ["met", "met"]
