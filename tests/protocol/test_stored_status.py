"""What is stored of a duty says how it stood when it was written; the time of day only tells open from overdue."""

import datetime as dt

import pytest

from safereturn.protocol.findings import status_at

DUE = dt.datetime(2026, 1, 12, 21, 40, tzinfo=dt.UTC)
A_SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize("stored", ["open", "overdue"])
def test_a_duty_is_open_until_the_moment_it_is_due_and_overdue_after_it(stored: str) -> None:
    assert status_at(stored, DUE, DUE - A_SECOND) == "open"
    assert status_at(stored, DUE, DUE) == "open"
    assert status_at(stored, DUE, DUE + A_SECOND) == "overdue"


def test_a_duty_without_a_time_is_never_overdue() -> None:
    assert status_at("open", None, DUE) == "open"


@pytest.mark.parametrize("stored", ["met", "met-late", "waived", "declined", "stood-down", "undecided"])
def test_every_other_status_stays_as_it_was_written(stored: str) -> None:
    assert status_at(stored, DUE, DUE + A_SECOND) == stored
