"""Times in the words people use, on London's clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from safereturn.web.wording import clock, day, due_in, how_long, length, moment, nearby

NOW = datetime(2026, 1, 9, 21, 40, tzinfo=UTC)


def test_a_moment_is_said_as_people_say_it():
    assert moment(NOW) == "21:40 on Friday 9 January 2026"


def test_a_summer_moment_is_said_on_london_clocks():
    assert moment(datetime(2026, 7, 1, 20, 40, tzinfo=UTC)) == "21:40 on Wednesday 1 July 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 0, "00:00"), (0, 5, "00:05"), (9, 0, "09:00"), (12, 30, "12:30"), (21, 7, "21:07")],
)
def test_the_time_of_day(hour, minute, said):
    assert clock(datetime(2026, 1, 9, hour, minute, tzinfo=UTC)) == said


def test_a_day_may_be_a_date_or_a_moment():
    assert day(date(2026, 1, 9)) == "Friday 9 January 2026"
    assert day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (-1, "20:40 today"),
        (-24, "21:40 yesterday"),
        (24, "21:40 tomorrow"),
        (-48, "21:40 on 7 January"),
        (-24 * 30, "21:40 on 10 December 2025"),
    ],
)
def test_a_moment_near_now_is_said_briefly(hours, said):
    assert nearby(NOW + timedelta(hours=hours), NOW) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=3, minutes=20), "3 hours 20 minutes"),
        (timedelta(hours=24), "1 day"),
        (timedelta(days=2, hours=4, minutes=59), "2 days 4 hours"),
        (timedelta(days=2, minutes=59), "2 days"),
    ],
)
def test_a_length_of_time_in_its_two_largest_units(span, said):
    assert length(span) == said


def test_the_night_the_clocks_go_forward_is_an_hour_shorter():
    assert how_long(datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)) == "7 hours"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(40, "in 40 minutes"), (0, "due now"), (-120, "2 hours late"), (-1, "1 minute late"), (72 * 60, "in 3 days")],
)
def test_how_a_due_time_stands(minutes, said):
    assert due_in(NOW + timedelta(minutes=minutes), NOW) == said


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        moment(datetime(2026, 1, 9, 21, 40))  # noqa: DTZ001
