"""What holds for every history that the contract allows: some hundreds here, many more in a quiet hour."""

import json
import os
from collections import Counter
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from safereturn.protocol.findings import findings
from safereturn.protocol.replay import answer
from safereturn.protocol.scenario import read
from safereturn.protocol.why_not import why_not
from tests.oracle.clocks import instant
from tests.oracle.histories import HISTORIES

LATER = "2030-01-01T12:00"
SETTLED = ("met", "met-late", "waived", "declined", "stood-down")
FACTS_LEARNT: dict[str, Any] = {
    "child.born": "2012-05-04",
    "child.area": "derbyshire",
    "child.looked_after_by": "derby",
    "child.placement": "foster",
    "child.registered_home": False,
    "child.open_to": ["mat"],
    "child.child_protection_plan": True,
    "child.significant_harm_concern": False,
    "child.missing_plan": True,
    "child.plan_notify_after": 2,
    "episode.with_family": True,
    "episode.education_only": False,
}
LATE_EVENTS: tuple[dict[str, Any], ...] = (
    {"type": "located", "confirmed_by": "police"},
    {"type": "found"},
    {"type": "returned", "to": "home"},
    {"type": "location-lost"},
    {"type": "reported", "by": "carer"},
    {"type": "categorised", "category": "medium"},
    {"type": "meeting-held", "meeting": "missing-meeting"},
    {"type": "prevention-visit-not-made", "reason": "seen last week", "agreed_with": "parent"},
    {"type": "interview-signed-off", "by": "line-manager"},
    {"type": "placed", "planned": False},
    {"type": "closed", "by": "team-manager"},
    *({"type": "fact", "set": {name: answer}} for name, answer in FACTS_LEARNT.items()),
)
EVERY_RUN_ALIKE = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}

settings.register_profile("here", max_examples=250, derandomize=True, **EVERY_RUN_ALIKE)
settings.register_profile("deep", max_examples=20_000, **EVERY_RUN_ALIKE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "here"))


def what_is_owed(rows: list[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    return Counter((row["id"], row["owner"], row["strength"], row["arose"], row["due"]) for row in rows)


def told_late(scenario: dict[str, Any], *events: dict[str, Any]) -> dict[str, Any]:
    """The scenario with these events at its very end, where the contract allows them there."""
    types = {event["type"] for event in scenario["events"]}
    missing = scenario["episode"]["kind"] == "missing"
    for event in events:
        assume(event["type"] != "reported" or "returned" not in types)
        assume(event["type"] not in ("categorised", "returned") or "reported" in types or not missing)
        assume("child.born" not in event.get("set", {}) or scenario["child"].get("expected") is None)
    return {**scenario, "events": [*scenario["events"], *({**event, "at": scenario["now"]} for event in events)]}


@given(HISTORIES)
def test_time_creates_no_duty_and_ends_none_but_makes_them_late(scenario: dict[str, Any]) -> None:
    then, later = answer(scenario), answer({**scenario, "now": LATER})
    assert what_is_owed(then["duties"]) == what_is_owed(later["duties"])
    assert then["questions"] == later["questions"]
    assert then["refused"] == later["refused"]
    assert all(row["status"] != "open" or row["due"] is None for row in later["duties"])


@given(HISTORIES)
def test_a_settled_duty_stays_as_it_was_settled_whenever_it_is_looked_at(scenario: dict[str, Any]) -> None:
    settled = Counter(json.dumps(row) for row in answer(scenario)["duties"] if row["status"] in SETTLED)
    assert settled <= Counter(json.dumps(row) for row in answer({**scenario, "now": LATER})["duties"])


@given(HISTORIES)
def test_what_was_refused_might_as_well_not_have_been_told(scenario: dict[str, Any]) -> None:
    told = answer(scenario)
    refused = {refusal["event"] for refusal in told["refused"]}
    kept = [event for place, event in enumerate(scenario["events"]) if place not in refused]
    without = answer({**scenario, "events": kept})
    assert without == {**told, "refused": []}


@given(HISTORIES, st.integers(min_value=0))
def test_a_gap_never_takes_a_duty_out_of_view(scenario: dict[str, Any], number: int) -> None:
    facts = sorted(scenario["child"]) or ["area"]
    gap = facts[number % len(facts)]
    less = {**scenario, "child": {name: fact for name, fact in scenario["child"].items() if name != gap}}
    owed = Counter(row["id"] for row in answer(scenario)["duties"])
    in_view = Counter(row["id"] for row in answer(less)["duties"])
    assert owed <= in_view, (gap, owed - in_view)


@given(HISTORIES, st.sampled_from(sorted(FACTS_LEARNT)))
def test_one_more_fact_makes_no_question_of_what_was_certain(scenario: dict[str, Any], fact: str) -> None:
    part, name = fact.split(".")
    assume(name not in scenario[part] and not (name == "born" and scenario["child"].get("expected")))
    more = {**scenario, part: {**scenario[part], name: FACTS_LEARNT[fact]}}
    before, after = answer(scenario)["duties"], answer(more)["duties"]
    asked = {row["id"] for row in after if row["status"] == "undecided"}
    assert asked <= {row["id"] for row in before if row["status"] == "undecided"}


@given(HISTORIES, st.sampled_from(LATE_EVENTS))
def test_what_happens_late_takes_no_duty_away_without_a_word(scenario: dict[str, Any], late: dict[str, Any]) -> None:
    before, after = answer(scenario), answer(told_late(scenario, late))
    gone = Counter(row["id"] for row in before["duties"]) - Counter(row["id"] for row in after["duties"])
    assert not gone


@given(HISTORIES, st.randoms(use_true_random=False))
def test_events_may_be_written_down_in_any_order_as_long_as_those_of_one_minute_keep_theirs(
    scenario: dict[str, Any], chance: Random
) -> None:
    """The times tell what happened first; within one minute the list does, as the contract has it."""
    events = scenario["events"]
    minutes = list(dict.fromkeys(instant(event["at"]) for event in events))
    chance.shuffle(minutes)
    places = sorted(range(len(events)), key=lambda place: minutes.index(instant(events[place]["at"])))
    anew = answer({**scenario, "events": [events[place] for place in places]})
    refused = [{**refusal, "event": places[refusal["event"]]} for refusal in anew["refused"]]
    assert {**anew, "refused": sorted(refused, key=lambda one: one["event"])} == answer(scenario)


@given(HISTORIES)
def test_deriving_again_changes_nothing(scenario: dict[str, Any]) -> None:
    told = json.dumps(scenario)
    first = json.dumps(answer(scenario))
    assert json.dumps(answer(json.loads(told))) == first
    assert json.dumps(scenario) == told


@given(HISTORIES)
def test_every_child_has_an_answer_to_every_duty_of_its_edition(scenario: dict[str, Any]) -> None:
    edition, told = read(scenario)
    found = findings(told, edition)
    for duty in edition.duties:
        assert why_not(duty.id, found)[-1] in ".?"


@given(HISTORIES)
def test_while_a_reported_child_is_gone_somebody_has_something_to_do(scenario: dict[str, Any]) -> None:
    assume(any(event["type"] == "reported" for event in scenario["events"]))
    untouched = [event for event in scenario["events"] if event["type"] not in ("done", "waived")]
    told = answer({**scenario, "events": untouched})
    acting = [row["owner"] for row in told["duties"] if row["status"] not in SETTLED]
    assert acting or told["state"] not in ("reported", "missing", "located")


@given(HISTORIES)
def test_whoever_owes_something_is_somebody_and_why_is_a_sentence(scenario: dict[str, Any]) -> None:
    for row in answer(scenario)["duties"]:
        assert row["owner"]
        assert row["sections"]
        assert row["because"][0].isupper()
        assert row["because"][-1] in ".?"
        assert "None" not in row["because"]
