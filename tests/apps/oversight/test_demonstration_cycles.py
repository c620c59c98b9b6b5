"""The invented year of the groups and boards: two cycles late, whatever day it is, and the same each time."""

import datetime as dt
from collections import defaultdict
from typing import Any

import pytest

from safereturn.config.demonstration.oversight import LATE, kept_cycles
from safereturn.oversight.models import CycleKept
from safereturn.oversight.presenters import lines_of
from safereturn.protocol.editions import EDITIONS

EDITION = EDITIONS["2019"]
DAYS = [dt.datetime(2026, 11, 24, 20, tzinfo=dt.UTC) + dt.timedelta(days=number) for number in range(0, 1200, 29)]
NOW = DAYS[0]


class ACast:
    """Says who carries a role, without any people."""

    def words(self, role: str, facts: dict[str, Any], home: str | None, chance: object) -> str:
        """The role and the area."""
        return f"{role} of {facts['area']}"


def invented(now: dt.datetime) -> list[CycleKept]:
    return kept_cycles(ACast(), seed="a seed", now=now)  # type: ignore[arg-type]  # it is asked for words alone


@pytest.mark.parametrize("now", DAYS, ids=lambda now: f"{now:%Y-%m-%d}")
def test_two_cycles_are_late_and_the_others_were_never_late_in_the_year(now: dt.datetime) -> None:
    kept = defaultdict(list)
    for row in invented(now):
        kept[row.cycle].append(row)
    lines = lines_of(EDITION, kept, now)
    assert {line.cycle.id for line in lines if line.is_late} == set(LATE)
    assert [line.cycle.id for line in lines if line.strip.late and line.cycle.id not in LATE] == []
    assert [line.cycle.id for line in lines if line.latest is None] == []


def test_nothing_lies_ahead_or_at_a_weekend_and_a_monthly_group_met_about_twelve_times() -> None:
    days = defaultdict(list)
    for row in invented(NOW):
        days[row.cycle].append(row.held_on)
    every_day = [day for some in days.values() for day in some]
    assert max(every_day) <= NOW.date()
    assert {day.weekday() for day in every_day} <= set(range(5))
    assert 12 <= len(days["gov-mpmg-role"]) <= 14


def test_the_same_seed_and_day_give_the_same_year_each_said_by_somebody() -> None:
    def told() -> list[tuple[object, ...]]:
        return [(row.cycle, row.edition, row.held_on, row.reference, row.said_by) for row in invented(NOW)]

    assert told() == told()
    assert {row.said_by for row in invented(NOW)} == {
        "police-oversight-team of derby",
        "missing-children-lead of derby",
        "missing-children-lead of derbyshire",
    }
