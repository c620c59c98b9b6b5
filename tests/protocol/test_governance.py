"""What groups and boards keep doing: every statement about them once, and when each is due next."""

import datetime as dt

import pytest

from safereturn.protocol.governance import (
    BOTH,
    Cycle,
    cycles_of,
    is_late,
    late_stretches,
    months_after,
    next_due,
)
from safereturn.protocol.register import register

START = dt.date(2026, 1, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def every(months: int | None, by: dt.date | None = None) -> Cycle:
    return Cycle(("gov-mpmg-role",), "A group meets", "A group", "The record", every=months, by=by)


def the_one(edition: str, id: str) -> Cycle:
    (cycle,) = [cycle for cycle in cycles_of(edition) if id in cycle.ids]
    return cycle


@pytest.mark.parametrize("edition", BOTH)
def test_every_governance_statement_of_an_edition_is_in_exactly_one_cycle_of_it(edition: str) -> None:
    owed = [row.id for row in register().values() if row.kind == "governance" and row.sections(edition)]
    followed = [id for cycle in cycles_of(edition) for id in cycle.ids_in(edition)]
    assert sorted(followed) == sorted(owed)
    assert len(owed) == {"2016": 28, "2019": 18}[edition]


@pytest.mark.parametrize("edition", BOTH)
def test_every_cycle_stands_in_a_section_of_its_edition_and_has_an_id_of_its_own(edition: str) -> None:
    cycles = cycles_of(edition)
    assert [cycle.id for cycle in cycles if cycle.id not in cycle.ids_in(edition)] == []
    assert [cycle.id for cycle in cycles if "" in cycle.sections(edition) or not cycle.sections(edition)] == []
    assert len({cycle.id for cycle in cycles}) == len(cycles)


# What the texts say of how often, and where they say nothing.


@pytest.mark.parametrize(
    ("edition", "id", "months"),
    [
        ("2016", "gov-strategic-group-role", 3),
        ("2016", "gov-tactical-group-role", 3),
        ("2016", "gov-mpmg-role", 1),
        ("2016", "tor-mpmg-inputs", 1),
        ("2016", "tor-mpmg-quarterly-report", 3),
        ("2016", "tor-mpmg-annual-review", 12),
        ("2016", "strategic-group-quarterly-annual", 12),
        ("2016", "strategic-problem-profile", 12),
        ("2016", "corporate-parenting-monitoring", None),
        ("2019", "gov-strategic-group-role", 3),
        ("2019", "gov-tactical-group-role", None),
        ("2019", "gov-mpmg-role", 1),
        ("2019", "gov-cre-missing-tasking", 1),
        ("2019", "gov-locality-cre-missing-panel", 1),
        ("2019", "strategic-group-quarterly-annual", 12),
        ("2019", "strategic-problem-profile", 12),
        ("2019", "boards-receive-reports", None),
        ("2019", "qa-periodic-interview-audit", None),
        ("2019", "boards-review-protocol", None),
    ],
)
def test_a_cycle_has_the_interval_that_its_edition_gives_and_none_where_it_gives_none(
    edition: str, id: str, months: int | None
) -> None:
    assert the_one(edition, id).every == months


def test_persistent_cases_of_the_county_went_from_the_tactical_group_to_the_locality_panels() -> None:
    assert the_one("2016", "persistent-forum-derbyshire").id == "gov-tactical-group-role"
    assert the_one("2019", "persistent-forum-derbyshire").id == "gov-locality-cre-missing-panel"


def test_the_group_of_the_city_meets_monthly_by_2016_and_in_2019_by_our_reading() -> None:
    assert the_one("2019", "gov-mpmg-role").reading == "A70"


# When a cycle is due next.


@pytest.mark.parametrize(
    ("latest", "months", "due"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-10-05", 3, "2027-01-05"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-12-01", 12, "2027-12-01"),
    ],
)
def test_it_is_due_on_the_same_day_of_the_month_or_on_the_last_where_there_is_no_such_day(
    latest: str, months: int, due: str
) -> None:
    asked = next_due(every(months), dt.date.fromisoformat(latest), START)
    assert asked == dt.date.fromisoformat(due)


def test_a_month_is_never_longer_than_a_month_from_any_day_of_eight_years() -> None:
    days = [START + dt.timedelta(days=number) for number in range(8 * 366)]
    for count in (1, 3, 12):
        for one in days:
            after = months_after(one, count)
            assert (after.year * 12 + after.month) - (one.year * 12 + one.month) == count
            assert after.day == one.day or (after.day < one.day and (after + dt.timedelta(days=1)).day == 1)


def test_what_was_never_kept_counts_from_the_start() -> None:
    assert next_due(every(3), None, START) == day("04-01")


def test_what_has_no_interval_is_never_due_and_never_late() -> None:
    assert next_due(every(None), None, START) is None
    assert next_due(every(None), day("02-01"), START) is None
    assert late_stretches(every(None), [day("02-01")], START, day("12-01")) == []
    assert not is_late(None, utc("2099-01-01T00:00"))


def test_there_is_a_time_where_the_text_gives_an_interval_or_a_day() -> None:
    assert every(3).has_time
    assert every(None, by=START).has_time
    assert not every(None).has_time


def test_a_review_by_a_day_is_due_on_that_day_until_it_was_held_and_then_no_more() -> None:
    review = the_one("2016", "protocol-review-2016")
    assert next_due(review, None, dt.date(2016, 2, 1)) == dt.date(2017, 12, 31)
    assert next_due(review, dt.date(2017, 11, 2), dt.date(2016, 2, 1)) is None
    assert next_due(the_one("2019", "protocol-adoption-2019"), None, START) == dt.date(2026, 4, 30)


def test_the_day_that_it_is_due_ends_at_midnight_in_london() -> None:
    assert not is_late(day("07-15"), utc("2026-07-15T22:59"))
    assert is_late(day("07-15"), utc("2026-07-15T23:00"))  # in summer, midnight in London
    assert not is_late(day("12-15"), utc("2026-12-15T23:59"))
    assert is_late(day("12-15"), utc("2026-12-16T00:00"))


def test_it_was_late_from_the_day_after_it_was_due_until_it_was_kept() -> None:
    stretches = late_stretches(every(1), [day("03-20"), day("01-20")], START, day("06-01"))
    assert stretches == [(day("02-21"), day("03-20")), (day("04-21"), day("06-01"))]


def test_a_cycle_that_was_kept_on_the_day_it_was_due_was_not_late() -> None:
    assert late_stretches(every(1), [day("02-01"), day("03-01")], START, day("04-01")) == []


def test_lateness_lasts_until_today_where_nothing_was_kept() -> None:
    assert late_stretches(every(3), [], START, day("05-01")) == [(day("04-02"), day("05-01"))]
