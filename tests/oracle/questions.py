"""Where the product and the second derivation still part, until somebody decides: a history is compared up to there.

Each entry goes when its question is settled. What is cut off is counted, so that nothing hides behind it.
"""

from collections.abc import Callable
from typing import Any

from tests.oracle.clocks import instant

Scenario = dict[str, Any]
BACK = ("found", "returned")
NOT_COMPARED = frozenset({"police-team-reviews-all-cases"})
"""Whether it arises with the report or with the entry on COMPACT (6.6 with 4.2) is not decided."""


def up_to_a_question(scenario: Scenario) -> Scenario:
    """The scenario told up to the first event whose consequence is in question."""
    told = sorted(scenario["events"], key=lambda event: instant(event["at"]))
    for place, event in enumerate(told):
        if any(question(scenario, told[:place], event) for question in QUESTIONS):
            kept = told[:place]
            edition = {} if "edition" in scenario or any(one["type"] == "reported" for one in kept) else None
            return scenario | {"events": kept} if edition is not None else scenario | {"events": []}
    return scenario


def types(events: list[Scenario]) -> list[str]:
    return [event["type"] for event in events]


def last_seen_known(scenario: Scenario, before: list[Scenario]) -> bool:
    facts = [event["set"] for event in before if event["type"] == "fact"]
    return bool(scenario["episode"].get("last_seen")) or any(one.get("episode.last_seen") for one in facts)


def a_superseded_grade_when_lost_again(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    return event["type"] == "location-lost" and types(before).count("categorised") > 1


def a_fact_learnt_while_located(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    after = types(before)[types(before).index("located") :] if "located" in types(before) else []
    return event["type"] == "location-lost" and "fact" in after


def unknown_after_a_higher_grade(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    grades = {one["category"] for one in before if one["type"] == "categorised"}
    told = {"child.open_to", "child.looked_after_by"} & set(event.get("set", {}))
    return bool(told) and "no-apparent-risk" in grades and len(grades) > 1


def a_plan_learnt_late(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    away = scenario["episode"]["kind"] == "away"
    return away and event["type"] == "fact" and "child.plan_notify_after" in event["set"]


def a_sighting_learnt_late(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    return event["type"] == "fact" and "episode.last_seen" in event["set"] and bool(before)


def an_age_without_a_start(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    semi = scenario["child"].get("placement", "semi-independent") == "semi-independent" or any(
        one["set"].get("child.placement") == "semi-independent" for one in [*before, event] if one["type"] == "fact"
    )
    if not semi or last_seen_known(scenario, before):
        return False
    if scenario["episode"]["kind"] == "away":
        return event["type"] == "location-lost"
    return event["type"] != "reported" and "reported" not in types(before)


def a_fact_that_changes_once_the_child_is_back(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    return event["type"] == "fact" and any(one in BACK for one in types(before))


def lost_after_the_report(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    return scenario["episode"]["kind"] == "away" and event["type"] == "location-lost" and "reported" in types(before)


def absent_after_all(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    return event.get("category") == "absent" and scenario["episode"]["kind"] == "away"


def no_visit_that_nobody_owes(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    grades = {one["category"] for one in before if one["type"] == "categorised"}
    return event["type"] == "prevention-visit-not-made" and grades == {"no-apparent-risk"}


def nothing_but_decisions(scenario: Scenario, before: list[Scenario], event: Scenario) -> bool:
    return not before and event["type"] in ("done", "waived", "deadline-exception")


QUESTIONS: tuple[Callable[[Scenario, list[Scenario], Scenario], bool], ...] = (
    a_superseded_grade_when_lost_again,
    a_fact_learnt_while_located,
    unknown_after_a_higher_grade,
    a_plan_learnt_late,
    a_sighting_learnt_late,
    an_age_without_a_start,
    a_fact_that_changes_once_the_child_is_back,
    lost_after_the_report,
    absent_after_all,
    no_visit_that_nobody_owes,
    nothing_but_decisions,
)
