"""Where an episode stands, and since when: what is asked of the course itself rather than of a duty."""

import datetime as dt
from typing import Any

import pytest

from safereturn.protocol.course import awaited_since, whereabouts_known_so_far
from safereturn.protocol.history import History
from safereturn.protocol.replay import answer
from safereturn.protocol.scenario import BadScenario, read
from tests.protocol.scenarios import FOUND, IN_CARE, MEDIUM, NAR, REPORTED, RETURNED, duties, event, scenario

LOCATED = event("located", "10 01:00")
LOST_AGAIN = event("location-lost", "10 02:00")
LOCATED_AGAIN = event("located", "10 04:00")


def history(*events: dict[str, Any], **words: Any) -> History:
    edition, told = read(scenario(*events, **words))
    return History(told, edition)


def at(clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-01-10T{clock}+00:00")


def test_a_child_is_awaited_since_it_was_first_known_where_they_are() -> None:
    assert awaited_since(history(REPORTED, MEDIUM, LOCATED)) == at("01:00")
    assert awaited_since(history(REPORTED, MEDIUM, LOCATED, LOCATED_AGAIN, FOUND)) == at("01:00")
    assert awaited_since(history(REPORTED, MEDIUM, FOUND)) == at("06:15")
    assert awaited_since(history(LOCATED)) == at("01:00")


def test_a_child_who_was_lost_again_is_awaited_since_it_was_known_anew() -> None:
    assert awaited_since(history(REPORTED, MEDIUM, LOCATED, LOST_AGAIN, LOCATED_AGAIN)) == at("04:00")
    lost_once_more = (event("location-lost", "10 05:00"), event("located", "10 05:30"))
    told = (REPORTED, MEDIUM, LOCATED, LOST_AGAIN, LOCATED_AGAIN, *lost_once_more)
    assert awaited_since(history(*told)) == at("05:30")


@pytest.mark.parametrize("told", [(), (LOCATED, LOST_AGAIN), (RETURNED,), (FOUND, RETURNED)])
def test_nobody_is_awaited_who_is_back_or_of_whom_nobody_knows_where(told: tuple[dict[str, Any], ...]) -> None:
    assert awaited_since(history(REPORTED, MEDIUM, *told)) is None


def test_a_child_located_twice_before_anybody_reported_them_is_located() -> None:
    assert answer(scenario(LOCATED, LOCATED_AGAIN))["state"] == "located"
    assert answer(scenario(LOST_AGAIN))["state"] == "missing"


def test_an_away_child_is_at_a_known_place_until_it_is_lost() -> None:
    away: dict[str, Any] = {"kind": "away", **IN_CARE}
    assert whereabouts_known_so_far(history(event("consulted", "9 18:00", who="social-worker", told=True), **away))
    assert not whereabouts_known_so_far(history(LOST_AGAIN, **away))
    assert not whereabouts_known_so_far(history(LOCATED, LOST_AGAIN, **away))
    assert whereabouts_known_so_far(history(LOST_AGAIN, LOCATED_AGAIN, **away))
    assert whereabouts_known_so_far(history(LOST_AGAIN, RETURNED, **away))


def test_what_is_owed_of_an_away_child_ends_when_they_are_first_missing_and_not_when_they_are_lost_anew() -> None:
    lost, located = event("location-lost", "9 20:00"), event("located", "9 22:00")
    reported, lost_anew = event("reported", "9 20:30", by="carer"), event("location-lost", "10 09:00")
    told = duties(lost, reported, located, lost_anew, kind="away", **IN_CARE)
    assert told["away-six-hour-ceiling"]["status"] == "stood-down"


def test_what_is_done_after_a_duty_no_longer_follows_does_not_meet_it_though_it_would_follow_again_too_late() -> None:
    home, in_care = (
        event("fact", when, set={"child.looked_after_by": council})
        for when, council in (("9 23:00", None), ("10 14:00", "derby"))
    )
    done = event("done", "10 12:00", duty="iro-told-missing")
    told = duties(REPORTED, MEDIUM, home, RETURNED, done, in_care, **IN_CARE)
    assert told["iro-told-missing"]["status"] == "stood-down"


def test_a_scenario_may_be_looked_at_until_the_end_of_2099_and_no_later() -> None:
    assert answer(scenario(REPORTED, now="2099-12-31T23:59"))["state"] == "reported"
    with pytest.raises(BadScenario, match="2000 to 2099"):
        answer(scenario(REPORTED, now="2100-01-01T00:00"))


def test_the_age_of_a_child_nobody_saw_leave_is_that_at_the_first_thing_told() -> None:
    first, later = event("located", "9 18:00"), event("location-lost", "12 18:00")
    born = "2010-01-11"  # sixteen between the two
    home: dict[str, Any] = {**IN_CARE, "placement": "semi-independent", "kind": "away", "last_seen": None}
    assert "semi-independent-16-18-report" not in duties(first, later, born=born, **home)
    assert "semi-independent-16-18-report" in duties(later, born=born, **home)


def test_a_reason_names_the_moment_from_which_its_clock_runs() -> None:
    told = duties(REPORTED, NAR)["low-category-24h-ceiling"]["because"]
    assert told.startswith("First graded no apparent risk at 22:05 on Friday 9 January, ")


def test_a_reason_says_whether_the_child_went_missing_or_is_back() -> None:
    words: dict[str, Any] = {**IN_CARE, "area": "derbyshire"}
    rows = answer(scenario(REPORTED, RETURNED, **words))["duties"]
    told = [row["because"] for row in rows if row["id"] == "residential-professionals-told-derbyshire"]
    assert [because[:40] for because in told] == [
        "Missing since 17:30 on Friday 9 January,",
        "Back home at 07:00 on Saturday 10 Januar",
    ]


def test_a_reason_names_no_placement_that_nobody_recorded() -> None:
    away: dict[str, Any] = {**IN_CARE, "kind": "away"}
    told = duties(RETURNED, without=("child.placement", "child.registered_home"), **away)["away-interview-opportunity"][
        "because"
    ]
    assert told.startswith("Back at 07:00 on Saturday 10 January after being away, so ")


def test_a_reason_says_whose_part_is_done() -> None:
    part = event("done", "10 12:00", duty="single-episode-assessed", by="police")
    told = duties(REPORTED, MEDIUM, part)["single-episode-assessed"]
    assert told["because"].endswith("; so far the police at 12:00 on Saturday 10 January.")
    assert "so far" not in duties(REPORTED, MEDIUM)["single-episode-assessed"]["because"]


def test_what_is_learnt_before_the_end_begins_a_duty_and_what_is_learnt_after_it_does_not() -> None:
    family: dict[str, Any] = {"about": {"with_family": True}}
    before, after = (event("fact", at, set={"child.child_protection_plan": True}) for at in ("10 02:00", "10 08:00"))
    bound = "cp-conference-brought-forward"
    assert duties(REPORTED, before, RETURNED, **family)[bound]["status"] == "stood-down"
    assert bound not in duties(REPORTED, RETURNED, after, **family)


def test_what_was_waived_may_be_done_as_long_as_it_follows_and_no_longer() -> None:
    waived = event("waived", "9 23:00", duty="iro-told-missing", reason="Told before", by="social-worker")
    home = event("fact", "10 05:00", set={"child.looked_after_by": None})
    for at, status in (("9 23:30", "met"), ("10 06:00", "waived")):
        done = event("done", at, duty="iro-told-missing")
        assert duties(REPORTED, waived, done, home, **IN_CARE)["iro-told-missing"]["status"] == status


def test_a_reason_still_speaks_of_a_placement_that_the_child_has_left_since() -> None:
    left = event("fact", "10 08:00", set={"child.placement": None})
    away: dict[str, Any] = {**IN_CARE, "kind": "away", "placement": "foster", "registered_home": None}
    told = duties(RETURNED, left, **away)["away-interview-opportunity"]
    assert (told["status"], " from a placement" in told["because"]) == ("stood-down", True)
