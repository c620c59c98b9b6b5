"""The invented year: its figures, and that the same seed tells the same year at any hour of any day."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from statistics import mean
from typing import Any

import pytest

from safereturn.agencies.models import Person
from safereturn.children.models import Child
from safereturn.config import demonstration
from safereturn.config.demonstration.children import InventedChild, invented_children
from safereturn.config.demonstration.partnership import make_partnership
from safereturn.config.demonstration.when import HOUR, Outline, outlines
from safereturn.config.demonstration.year import Told, children_as_rows, plans, tell
from safereturn.protocol.periods import in_london

NOW = dt.datetime(2026, 11, 24, 20, 15, 33, tzinfo=dt.UTC)
# The clocks change, a year begins, a leap day ends; at night, in the morning, by day.
HOURS = [
    dt.datetime(2026, 3, 29, 0, 59, 1, tzinfo=dt.UTC),
    dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC),
    dt.datetime(2027, 1, 1, 0, 0, 0, tzinfo=dt.UTC),
    dt.datetime(2028, 2, 29, 13, 7, 59, tzinfo=dt.UTC),
]


@pytest.fixture(scope="module")
def year() -> list[tuple[InventedChild, list[Outline]]]:
    children = invented_children(seed="figures", now=NOW)
    return [(child, outlines(child, seed="figures", now=NOW, until=NOW)) for child in children]


def test_about_1150_children_are_missing_about_3400_times_half_of_them_in_care(
    year: list[tuple[InventedChild, list[Outline]]],
) -> None:
    missing = [(child, outline) for child, gone in year for outline in gone if outline.kind == "missing"]
    in_care = [child for child, _ in missing if child.in_care]

    assert 1_100 <= len({child.number for child, _ in missing}) <= 1_150
    assert 3_250 <= len(missing) <= 3_600
    assert 240 <= len({child.number for child in in_care}) <= 250
    assert 0.42 <= len(in_care) / len(missing) <= 0.55


def test_most_are_back_in_a_day_and_few_are_gone_for_a_week(year: list[tuple[InventedChild, list[Outline]]]) -> None:
    hours = [(one.back_at - one.told_at) / HOUR for _, gone in year for one in gone if one.kind == "missing"]

    def back_within(limit: float) -> float:
        return mean(length < limit for length in hours)

    assert 0.44 <= back_within(8) <= 0.52
    assert 0.74 <= back_within(24) <= 0.82
    assert 0.87 <= back_within(48) <= 0.93
    assert 0.97 <= back_within(168) < 1


def test_most_are_teenagers_reported_in_the_evening_or_at_night(
    year: list[tuple[InventedChild, list[Outline]]],
) -> None:
    ages = [(outline.told_at.date() - child.born_on).days / 365.25 for child, gone in year for outline in gone]
    hours = Counter(in_london(outline.told_at).hour for _, gone in year for outline in gone)

    assert mean(12 <= age < 18 for age in ages) > 0.9
    assert 0.5 <= mean(15 <= age < 18 for age in ages) <= 0.66
    assert sum(hours[hour] for hour in (18, 19, 20, 21, 22, 23, 0, 1)) > 0.55 * hours.total()


def test_no_child_is_gone_twice_at_once_or_still_gone(year: list[tuple[InventedChild, list[Outline]]]) -> None:
    for _, gone in year:
        for outline in gone:
            assert outline.told_at <= (outline.lost_at or outline.told_at) <= outline.found_at <= outline.back_at <= NOW
            assert outline.last_seen_at is None or outline.last_seen_at <= outline.told_at
        for one, following in pairwise(gone):
            assert one.back_at < min(following.last_seen_at or following.told_at, following.told_at)


def told_year(now: dt.datetime, days: int) -> list[Told]:
    """What is told of the latest days before a moment, by a partnership that is there."""
    cast = make_partnership(seed="the same", now=now)
    planned = plans(invented_children(seed="the same", now=now), seed="the same", now=now, days=days)
    rows = children_as_rows(planned, cast)
    return [one for plan in planned for one in tell(plan, rows[plan.child.number], cast, seed="the same", now=now)]


@pytest.mark.django_db
def test_the_same_seed_and_moment_tell_the_same_and_another_seed_does_not() -> None:
    cast = make_partnership(seed="a", now=NOW)

    def told(seed: str) -> list[object]:
        planned = plans(invented_children(seed=seed, now=NOW), seed=seed, now=NOW, days=2)
        rows = children_as_rows(planned, cast)
        return [
            (str(row), row.born_on, row.facts, opening, happenings, accounts)
            for plan in planned
            for (row, opening, happenings), accounts in tell(
                plan, rows[plan.child.number], cast, seed=seed, now=NOW
            )
        ]  # fmt: skip

    assert told("a") == told("a")
    assert told("a") != told("b")


@pytest.mark.django_db
@pytest.mark.parametrize("now", HOURS, ids=str)
def test_the_year_can_end_at_any_hour(now: dt.datetime) -> None:
    told = told_year(now, days=2)

    assert len(told) > 30
    assert max(happening.at for one in told for happening in one.history.happenings) <= now


class Stopped(Exception):
    pass


@pytest.mark.django_db
def test_a_loading_that_is_stopped_leaves_nothing_behind(as_owner: Callable[[], Any]) -> None:
    def stop(share: float) -> None:
        raise Stopped

    with as_owner(), pytest.raises(Stopped):
        demonstration.load(now=NOW, days=1, progress=stop)

    assert not Person.objects.exists()
    assert not Child.objects.exists()
