"""What people type for a day or a moment, and what it is taken to mean."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from safereturn.web.forms import LondonDateField, LondonMomentField


def typed(*parts: str) -> datetime | None:
    return LondonMomentField().clean(list(parts))


def complaint(*parts: str) -> tuple[str, str]:
    """The part that is said to be wrong, and the words."""
    with pytest.raises(ValidationError) as refused:
        typed(*parts)
    [error] = refused.value.error_list
    return error.params["part"], error.message


@pytest.mark.parametrize(
    "at", ["21:40", "21.40", "2140", "9:40pm", "9.40 PM", "940pm", "9:40 p.m.", " 9:40pm ", "21 40", "9:40 pm"]
)
def test_a_time_may_be_typed_as_one_likes(at):
    assert typed("9", "1", "2026", at) == datetime(2026, 1, 9, 21, 40, tzinfo=UTC)


@pytest.mark.parametrize(("at", "hour"), [("9pm", 21), ("12am", 0), ("12pm", 12), ("00:00", 0), ("0900", 9)])
def test_whole_hours(at, hour):
    assert typed("9", "1", "2026", at) == datetime(2026, 1, 9, hour, tzinfo=UTC)


@pytest.mark.parametrize("month", ["1", "01", "January", "jan", "JAN"])
def test_a_month_may_be_typed_by_name(month):
    assert typed("9", month, "2026", "21:40") == datetime(2026, 1, 9, 21, 40, tzinfo=UTC)


def test_a_summer_time_is_read_on_london_clocks():
    assert typed("1", "7", "2026", "21:40") == datetime(2026, 7, 1, 20, 40, tzinfo=UTC)


def test_an_hour_that_the_clocks_skipped_is_refused():
    part, words = complaint("29", "3", "2026", "1:30am")
    assert part == "time"
    assert "clocks went forward" in words


def test_an_hour_that_the_clocks_repeated_means_the_first():
    assert typed("25", "10", "2026", "01:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        (("", "1", "2026", "21:40"), "day"),
        (("32", "1", "2026", "21:40"), "day"),
        (("30", "2", "2026", "21:40"), "day"),
        (("9", "1", "abcd", "21:40"), "year"),
        (("9", "13", "2026", "21:40"), "month"),
        (("9", "ma", "2026", "21:40"), "month"),
        (("9", "²", "2026", "21:40"), "month"),
        (("9", "1", "26", "21:40"), "year"),
        (("9", "1", "0000", "21:40"), "year"),
        (("9", "1", "0226", "21:40"), "year"),
        (("9", "1", "2026", ""), "time"),
        (("9", "1", "2026", "9"), "time"),
        (("9", "1", "2026", "24:00"), "time"),
        (("9", "1", "2026", "21:60"), "time"),
        (("9", "1", "2026", "13pm"), "time"),
        (("9", "1", "2026", "0am"), "time"),
        (("9", "1", "2026", "tea time"), "time"),
    ],
)
def test_an_error_names_the_part_to_mend(parts, part):
    assert complaint(*parts)[0] == part


def test_nothing_typed_is_nothing_told():
    assert LondonMomentField(required=False).clean(["", "", "", ""]) is None
    assert LondonDateField(required=False).clean(["", "", ""]) is None


def test_a_required_moment_is_asked_for():
    with pytest.raises(ValidationError, match="required"):
        typed("", " ", "", "")


def test_a_day_is_a_date():
    assert LondonDateField().clean(["9", "January", "2026"]) == date(2026, 1, 9)
