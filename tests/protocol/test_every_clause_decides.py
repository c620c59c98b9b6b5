"""Every clause decides about somebody: none stands in the rules that no child, whatever happens, ever meets.

A clause decides where its duty has started and it is the first that holds; a row of a table, where it is the first that
fits; a constraint, where it refuses. The children are those of the scenarios that practitioners read, and a few more.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.facts import Unrecorded
from safereturn.protocol.findings import findings
from safereturn.protocol.notation import Duty, Table
from safereturn.protocol.scenario import read
from safereturn.protocol.settings import Settings
from tests.protocol.scenarios import FOUND, REPORTED, RETURNED, event, scenario

HANDBOOK = Path(__file__).parents[1] / "handbook"
UNBORN = scenario(REPORTED, RETURNED, edition="2016", expected="2026-03-01")
UNBORN["child"].pop("born")
ABSENT = event("categorised", "9 22:05", category="absent")
AT_A_FRIENDS = scenario(REPORTED, ABSENT, kind="away", edition="2016")
NO_REASON = [
    scenario(REPORTED, FOUND, event("prevention-visit-not-made", "10 09:00"), edition=name) for name in EDITIONS
]
NOT_OFFERED = event("interview-declined", "10 09:00", reason="Does not want to")
NO_OFFER = [scenario(REPORTED, RETURNED, NOT_OFFERED, edition=name) for name in EDITIONS]
NOT_AT_SCHOOL = scenario(event("came-about", "9 09:10", what="absent-from-school"))
SETTLED = Settings(school_days_derby=10)


def deciding(duty: Duty, facts: Any) -> Iterator[object]:
    """The clause that decides for these facts and, where the duty follows, the row that names who acts."""
    try:
        clause = next((clause for clause in duty.clauses if clause.holds(facts)), None)
        yield clause
        if isinstance(duty.by, Table) and (clause is None or clause.follows):
            yield duty.by.row(facts)
    except Unrecorded:
        return


def decided_in(told: dict[str, Any]) -> Iterator[object]:
    """What decides in a scenario: of each duty that starts, by the facts from then on, and what refuses an event."""
    edition, scenario = read(told)
    found = findings(scenario, edition)
    reasons = {refusal.reason for refusal in found.refused}
    yield from (constraint for constraint in edition.constraints if constraint.says in reasons)
    versions = found.history.versions
    for starts, duties in edition.by_start.items():
        for occasion in starts(found.history):
            before = sum(version.order <= occasion.order for version in versions[1:])
            for duty in duties:
                for version in versions[before:]:
                    yield from deciding(duty, version.facts)


@cache
def decided() -> set[int]:
    """The identities of all that decides about some child."""
    told = [one for path in sorted(HANDBOOK.glob("*.json")) for one in json.loads(path.read_text(encoding="utf-8"))]
    scenarios = [one["scenario"] for one in told if one["expect"].get("exit") != 2]
    found = {
        id(what)
        for scenario in [*scenarios, UNBORN, AT_A_FRIENDS, *NO_REASON, *NO_OFFER]
        for what in decided_in(scenario)
    }
    with patch.dict(EDITIONS, {"2019": EDITIONS["2019"].read_as(SETTLED)}):
        return found | {id(what) for what in decided_in(NOT_AT_SCHOOL)}


@pytest.mark.parametrize("name", EDITIONS)
def test_every_clause_row_and_constraint_decides_about_some_child(name: str) -> None:
    edition = EDITIONS[name]
    clauses = [(duty.id, clause) for duty in edition.duties for clause in duty.clauses]
    rows = [(duty.id, row) for duty in edition.duties if isinstance(duty.by, Table) for row in duty.by.rows]
    constraints = [(constraint.id, constraint) for constraint in edition.constraints]
    assert len(clauses) > 50
    assert [(id_, what.says) for id_, what in (*clauses, *rows, *constraints) if id(what) not in decided()] == []
