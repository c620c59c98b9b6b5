"""Absence from school: when it begins and is over, and the clocks that count its days (A44)."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from .events import CameAbout, Event
from .history import History
from .notation import Occasion, Starts, said
from .periods import end_of_day, in_london
from .school_days import nth_school_day

ABSENT: Final = "absent-from-school"
TEN_DAYS: Final = "ten-school-days-absent"
MISSING_EDUCATION: Final = "missing-education"
OVER: Final = ("back-at-school", "absence-explained")
_TEN: Final = 10


@cache
def each_absence(*, or_told: str | None = None) -> Starts:
    """The first day of each absence from school: told again before it is over, it is the same absence.

    `or_told` is what starts the same where nobody told of an absence before it.
    """

    def starts(history: History) -> Iterable[Occasion]:
        occasions = []
        is_over = True
        for event in history.all(CameAbout):
            if is_over and event.what in (ABSENT, or_told):
                occasions.append(Occasion(event.at, event.order, event))
            is_over = event.what in OVER or (is_over and event.what not in (ABSENT, or_told))
        return occasions

    return said(starts, "The first day of each absence from school.")


def absence_over(history: History, occasion: Occasion) -> Event | None:
    """Ends what is owed of an absence: the child is back at school, or there is a reasonable explanation."""
    return next((e for e in history.all(CameAbout) if e.what in OVER and e.order > occasion.order), None)


def end_of_first_day(start: dt.datetime, child: Any, event: Any) -> dt.datetime:
    """The end of the first day of absence (A44)."""
    return end_of_day(in_london(start).date())


def end_of_tenth_school_day(start: dt.datetime, child: Any, event: Any) -> dt.datetime | None:
    """The end of the tenth school day of the absence, or of another that the council settled (A44)."""
    if event is not None and event.what == TEN_DAYS:
        return None  # somebody has counted already, and for the telling no time is given
    return _end_of_school_day(start, child, child.school_days_of_absence or _TEN)


def end_of_the_councils_count(start: dt.datetime, child: Any, event: Any) -> dt.datetime | None:
    """The end of the school day of absence that the council settled, if it settled one (A44)."""
    count = child.school_days_of_absence
    return None if count is None else _end_of_school_day(start, child, count)


def _end_of_school_day(start: dt.datetime, child: Any, count: int) -> dt.datetime:
    return end_of_day(nth_school_day(in_london(start).date(), count, child.area))
