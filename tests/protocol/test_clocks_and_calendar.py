"""Hours are elapsed, days keep the wall clock, working days follow the calendar: on every hard date."""

import datetime as dt

import holidays
import pytest
from dateutil.easter import easter

from safereturn.protocol.periods import LONDON, days, hours, in_utc, is_provisional, next_time_of_day, working_days
from safereturn.protocol.working_days import (
    bank_holidays,
    easter_sunday,
    is_working_day,
    working_day_after,
)
from tests.protocol.scenarios import REPORTED, duties, event

MINUTE = dt.timedelta(minutes=1)


def last_sunday(year: int, month: int) -> dt.date:
    day = dt.date(year, month, 31)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)


CHANGES = [
    dt.datetime.combine(last_sunday(year, month), dt.time(1), dt.UTC) for year in range(2026, 2036) for month in (3, 10)
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change:%Y-%m-%d}")
def test_hours_are_elapsed_at_every_minute_around_a_clock_change(change: dt.datetime) -> None:
    seconds = {count: (hours(count), count * 3600) for count in (6, 24, 72)}
    for minutes in range(-80 * 60, 80 * 60 + 1):
        start = change + minutes * MINUTE
        told = start.astimezone(LONDON)
        for period, expected in seconds.values():
            due = period.after(in_utc(told))
            assert due.timestamp() - start.timestamp() == expected


def at(text: str) -> dt.datetime:
    return in_utc(dt.datetime.fromisoformat(text).replace(tzinfo=LONDON))


def test_three_days_across_the_march_change_end_at_the_same_time_on_the_clock() -> None:
    assert days(3).after(at("2026-03-27T18:00")) == at("2026-03-30T18:00")
    assert hours(72).after(at("2026-03-27T18:00")) == at("2026-03-30T19:00")


def test_three_days_across_the_october_change_end_at_the_same_time_on_the_clock() -> None:
    assert days(3).after(at("2026-10-23T18:00")) == at("2026-10-26T18:00")
    assert hours(72).after(at("2026-10-23T18:00")) == at("2026-10-26T17:00")


def test_five_days_over_a_leap_day() -> None:
    assert days(5).after(at("2028-02-26T09:00")) == at("2028-03-02T09:00")


def test_the_night_of_a_child_who_leaves_at_eleven_is_the_next_one() -> None:
    assert next_time_of_day(at("2016-06-01T23:00"), dt.time(23)) == at("2016-06-02T23:00")


ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2030))


@pytest.mark.parametrize("year", range(2016, 2029))
def test_five_and_twenty_working_days_from_every_date_agree_with_an_independent_calendar(year: int) -> None:
    day = dt.date(year, 1, 1)
    while day.year == year:
        for count in (5, 20):
            left, expected = count, day
            while left:
                expected += dt.timedelta(days=1)
                left -= expected.weekday() < 5 and expected not in ENGLAND
            assert working_day_after(day, count) == expected, day
        day += dt.timedelta(days=1)


def test_the_bank_holidays_of_every_year_of_the_century_agree_with_an_independent_calendar() -> None:
    for year in range(2012, 2101):
        days = holidays.country_holidays("GB", subdiv="ENG", years=year)
        assert bank_holidays(year) == {day for day in days if day.year == year and day.weekday() < 5}


def test_easter_of_every_year_agrees_with_an_independent_rule() -> None:
    assert [easter_sunday(year) for year in range(1583, 4100)] == [easter(year) for year in range(1583, 4100)]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2020-05-08", "VE Day, moved from the Monday"),
        ("2022-06-02", "the Platinum Jubilee, moved from May"),
        ("2022-06-03", "the Platinum Jubilee"),
        ("2022-09-19", "the state funeral"),
        ("2023-05-08", "the coronation"),
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
        ("2026-12-28", "in place of Boxing Day, a Saturday"),
        ("2027-12-27", "in place of Christmas Day, a Saturday"),
    ],
)
def test_a_proclaimed_holiday_is_no_working_day(day: str, why: str) -> None:
    assert not is_working_day(dt.date.fromisoformat(day)), why


def test_a_day_that_lost_its_holiday_is_a_working_day() -> None:
    assert is_working_day(dt.date(2020, 5, 4))
    assert is_working_day(dt.date(2022, 5, 30))


def test_twenty_working_days_over_christmas_end_at_the_end_of_the_day() -> None:
    assert working_days(20).after(at("2026-12-11T10:00")) == at("2027-01-13T23:59:59")


def test_a_date_past_the_published_holidays_is_provisional() -> None:
    assert not is_provisional(at("2028-12-31T23:59:59"))
    assert is_provisional(at("2029-01-01T00:00"))
    reported = event("reported", "2028-12-20T10:00", by="parent")
    conference = duties(reported, now="2028-12-21T10:00", last_seen="2028-12-20T09:00", child_protection_plan=True)[
        "cp-conference-brought-forward"
    ]
    assert conference["provisional"] is True
    assert "provisional" not in duties(REPORTED)["missing-meeting-three-days"]
