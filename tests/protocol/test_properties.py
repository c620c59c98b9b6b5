"""What holds for every history that the contract allows: some hundreds here, many more in a quiet hour."""

import json
import os
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safereturn.protocol.replay import answer
from tests.protocol.histories import told_by

LATER = "2030-01-01T12:00"
SETTLED = ("met", "met-late", "waived", "declined", "stood-down")
EVERY_RUN_ALIKE = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}

settings.register_profile("here", max_examples=250, derandomize=True, **EVERY_RUN_ALIKE)
settings.register_profile("deep", max_examples=20_000, **EVERY_RUN_ALIKE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "here"))

HISTORIES = st.randoms(use_true_random=False).map(told_by)


def what_is_owed(rows: list[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    return Counter((row["id"], row["owner"], row["strength"], row["arose"], row["due"]) for row in rows)


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


@given(HISTORIES)
def test_whoever_owes_something_is_somebody_and_why_is_a_sentence(scenario: dict[str, Any]) -> None:
    for row in answer(scenario)["duties"]:
        assert row["owner"]
        assert row["sections"]
        assert row["because"][0].isupper()
        assert row["because"][-1] in ".?"
        assert "None" not in row["because"]
