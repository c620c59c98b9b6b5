"""Form fields for days and moments, typed in parts and read on London's clocks."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field

from .london import NoSuchMoment, london_moment, month_number, time_of_day
from .widgets import DateParts, MomentParts

FIRST_YEAR, LAST_YEAR = 1900, 2100  # a year outside is a slip of the finger


def _wrong(part: str | None, message: str) -> ValidationError:
    """An error that names the part to mend, so that the page can mark it and lead there."""
    return ValidationError(message, code="invalid", params={"part": part})


def _date_of(typed_day: str, typed_month: str, typed_year: str) -> date:
    for part, typed in (("day", typed_day), ("month", typed_month), ("year", typed_year)):
        if not typed:
            raise _wrong(part, f"Enter the {part}")
    if not typed_day.isdecimal() or not 1 <= int(typed_day) <= 31:
        raise _wrong("day", "Enter the day as a number from 1 to 31")
    try:
        month = month_number(typed_month)
    except ValueError:
        raise _wrong("month", "Enter the month as a number from 1 to 12, or by its name") from None
    if not typed_year.isdecimal() or len(typed_year) != 4:
        raise _wrong("year", "Enter the year with 4 numbers, for example 2026")
    if not FIRST_YEAR <= int(typed_year) <= LAST_YEAR:
        raise _wrong("year", f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return date(int(typed_year), month, int(typed_day))
    except ValueError:
        raise _wrong("day", "There is no such day in that month. Check the day and the month") from None


def _typed(value: Any, parts: int) -> list[str]:
    """The words typed into each part, without the spaces around them."""
    words = [str(word or "").strip() for word in value or []]
    return words + [""] * (parts - len(words))


class LondonDateField(Field):
    """A day, typed as day, month and year. Gives a `date`, or None when left empty and not required."""

    widget = DateParts

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        day, month, year = _typed(value, 3)
        return _date_of(day, month, year) if day or month or year else None


class LondonMomentField(Field):
    """A day and a time of day on London's clocks. Gives a `datetime` in UTC, or None when left empty and not required.

    In the hour that October repeats, the first of the two is meant; a time in the hour that March skips is refused.
    """

    widget = MomentParts

    def to_python(self, value: Any) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        day, month, year, at = _typed(value, 4)
        if not (day or month or year or at):
            return None
        on = _date_of(day, month, year)
        if not at:
            raise _wrong("time", "Enter the time")
        try:
            return london_moment(on, time_of_day(at))
        except NoSuchMoment:
            raise _wrong(
                "time",
                "The clocks went forward from 1am to 2am that night, so that time did not happen. "
                "Enter a time before 1am or from 2am",
            ) from None
        except ValueError:
            raise _wrong("time", "Enter the time like 21:40 or 9:40pm") from None
