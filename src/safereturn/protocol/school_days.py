"""School days: those on which the schools of an area are open, by the term dates that its council gives.

No rule yields term dates, so none are guessed. Where a council gave none, or none for that time, working days are
counted instead: that comes out earlier, never later, and is provisional (reading B60).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from . import vocabulary as v
from .working_days import is_working_day

_ONE_DAY: Final = dt.timedelta(days=1)
_AREAS: Final = (v.DERBY, v.DERBYSHIRE)
_EXAMPLE: Final = "2026-10-23"


class Term(NamedTuple):
    """A stretch of days, both ends included, in which the schools are open on weekdays. A half-term parts two."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The terms of an area in their order, the days in them on which its schools are closed, and who says so."""

    source: str
    terms: tuple[Term, ...]
    closed: frozenset[dt.date] = frozenset()

    def covers(self, day: dt.date) -> bool:
        """Whether a day lies between the first day and the last of which the calendar tells."""
        return self.terms[0].first <= day <= self.terms[-1].last

    def is_school_day(self, day: dt.date) -> bool:
        """Whether the schools are open on a day that the calendar covers; no school opens on a bank holiday."""
        in_term = any(term.first <= day <= term.last for term in self.terms)
        return in_term and is_working_day(day) and day not in self.closed


# By area; filled at the start from the file of the partnership (config.term_dates).
CALENDARS: Final[dict[str, SchoolCalendar]] = {}


class BadTermDates(ValueError):
    """Term dates that cannot be used. `faults` holds each: where, what is wrong, and what would be right."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def nth_school_day(first: dt.date, count: int, area: str | None) -> dt.date:
    """The `count`-th school day of an area, `first` itself included if it is one."""
    calendar = CALENDARS.get(area or "")
    day, left = first - _ONE_DAY, count
    while left:
        day += _ONE_DAY
        is_open = calendar.is_school_day if calendar is not None and calendar.covers(day) else is_working_day
        left -= is_open(day)
    return day


def is_certain(first: dt.date, last: dt.date, area: str | None) -> bool:
    """Whether the term dates of an area cover all days between two, both included."""
    calendar = CALENDARS.get(area or "")
    return calendar is not None and calendar.covers(first) and calendar.covers(last)


def calendars_from(told: Any) -> dict[str, SchoolCalendar]:
    """The calendars that a partnership wrote down, by area. Raises `BadTermDates` with every fault.

    `{"derby": {"source": …, "terms": [{"first": "2026-09-02", "last": "2026-10-23"}, …], "closed": ["2026-09-21"]}}`
    """
    if not isinstance(told, Mapping) or not told:
        raise BadTermDates([f"term dates are an object by area; use any of {', '.join(_AREAS)}"])
    reading = _Reading()
    calendars = {area: reading.calendar(area, given) for area, given in told.items()}
    if reading.faults:
        raise BadTermDates(reading.faults)
    return {area: calendar for area, calendar in calendars.items() if calendar is not None}


class _Reading:
    """One reading of the term dates of a partnership, gathering faults as it goes."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def calendar(self, area: str, given: Any) -> SchoolCalendar | None:
        if area not in _AREAS:
            self._fault(area, f"is not an area with schools; use {' or '.join(_AREAS)}")
            return None
        if not isinstance(given, Mapping):
            self._fault(area, 'is not an object; give "source" and "terms"')
            return None
        for key in given.keys() - {"source", "terms", "closed"}:
            self._fault(f"{area}.{key}", "is not known; use source, terms and closed")
        source = given.get("source")
        if not isinstance(source, str) or not source.strip():
            self._fault(f"{area}.source", "is missing; say where the dates come from, and of which day they are")
        listed = given.get("terms")
        if not isinstance(listed, list) or not listed:
            self._fault(f"{area}.terms", 'give at least one, each with its "first" day and its "last"')
            return None
        terms = [self._term(f"{area}.terms[{place}]", term) for place, term in enumerate(listed)]
        for place in range(1, len(terms)):
            before, term = terms[place - 1], terms[place]
            if before and term and term.first <= before.last:
                self._fault(
                    f"{area}.terms[{place}].first", f"{term.first} is not after the term before it; give them in order"
                )
        closed = given.get("closed", [])
        if not isinstance(closed, list):
            self._fault(f"{area}.closed", "is not a list of dates; use [] for none")
            return None
        days = [self._date(f"{area}.closed[{place}]", day) for place, day in enumerate(closed)]
        known = tuple(term for term in terms if term is not None)
        return SchoolCalendar(str(source), known, frozenset(day for day in days if day is not None))

    def _term(self, path: str, given: Any) -> Term | None:
        if not isinstance(given, Mapping) or given.keys() != {"first", "last"}:
            self._fault(path, 'is not a term; give its "first" day and its "last"')
            return None
        first, last = (self._date(f"{path}.{name}", given[name]) for name in ("first", "last"))
        if first is None or last is None:
            return None
        if last < first:
            self._fault(f"{path}.last", f"{last} lies before the first day; give the last day of the term")
            return None
        return Term(first, last)

    def _date(self, path: str, given: Any) -> dt.date | None:
        try:
            return dt.date.fromisoformat(given)
        except (TypeError, ValueError):
            self._fault(path, f"{given!r} is not a date; use ISO 8601, such as {_EXAMPLE}")
            return None

    def _fault(self, path: str, says: str) -> None:
        self.faults.append(f"{path}: {says}")
