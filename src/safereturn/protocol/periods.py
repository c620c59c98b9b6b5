"""Periods of the protocol. Hours are elapsed time; days keep the wall clock; working days use the calendar.

Moments are aware datetimes in UTC everywhere in the protocol; Europe/London is only how people write them.
"""

import datetime as dt
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from .working_days import KNOWN_UNTIL, working_day_after

LONDON: Final = ZoneInfo("Europe/London")
_END_OF_DAY: Final = dt.time(23, 59, 59)


class Period:
    """A length of time that a clause gives. `after` adds it to a moment."""

    __slots__ = ()

    def after(self, moment: dt.datetime) -> dt.datetime:
        """The moment at which the period ends when it starts at `moment` (both in UTC)."""
        raise NotImplementedError


class hours(Period):
    """Elapsed hours, whatever the clocks do meanwhile."""

    __slots__ = ("length",)

    def __init__(self, count: int) -> None:
        self.length = dt.timedelta(hours=count)

    def after(self, moment: dt.datetime) -> dt.datetime:
        return moment + self.length


class days(Period):
    """Days that keep the wall-clock time of Europe/London."""

    __slots__ = ("count",)

    def __init__(self, count: int) -> None:
        self.count = count

    def after(self, moment: dt.datetime) -> dt.datetime:
        return _days_after(moment, self.count)


class working_days(Period):
    """Working days: day one is the first one after the day of the start; due at the end of the last (A09)."""

    __slots__ = ("count",)

    def __init__(self, count: int) -> None:
        self.count = count

    def after(self, moment: dt.datetime) -> dt.datetime:
        last = working_day_after(moment.astimezone(LONDON).date(), self.count)
        return end_of_day(last)


def end_of_day(day: dt.date) -> dt.datetime:
    """The last second of a day in Derby, in UTC."""
    return in_utc(dt.datetime.combine(day, _END_OF_DAY, LONDON))


def in_utc(moment: dt.datetime) -> dt.datetime:
    """The same moment, in UTC."""
    return moment.astimezone(dt.UTC)


def in_london(moment: dt.datetime) -> dt.datetime:
    """The same moment, as a clock in Derby shows it."""
    return moment.astimezone(LONDON)


def next_time_of_day(moment: dt.datetime, clock: dt.time) -> dt.datetime:
    """The next moment strictly after `moment` at which clocks in Europe/London show `clock`."""
    day = in_london(moment).date()
    tonight = in_utc(dt.datetime.combine(day, clock, LONDON))
    return tonight if tonight > moment else in_utc(dt.datetime.combine(day + dt.timedelta(days=1), clock, LONDON))


def is_provisional(due: dt.datetime) -> bool:
    """Whether a due time lies past the published bank holidays."""
    return in_london(due).date() > KNOWN_UNTIL


def does_not_exist(wall_clock: dt.datetime) -> bool:
    """Whether a naive wall-clock time falls in the hour that is skipped when clocks go forward."""
    aware = wall_clock.replace(tzinfo=LONDON)
    return in_london(in_utc(aware)).replace(tzinfo=None) != wall_clock


@lru_cache(maxsize=4096)
def _days_after(moment: dt.datetime, count: int) -> dt.datetime:
    # `fold=0`: in the repeated hour the earlier of the two moments, which is the stricter reading.
    wall_clock = (in_london(moment) + dt.timedelta(days=count)).replace(fold=0)
    return in_utc(wall_clock)
