"""How periods, days and parts of a record stand on pages. Templates stay dumb."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from safereturn.children.models import Child
from safereturn.web.wording import day, moment

from .models import OwnPeriod, Step, SubjectRequest
from .queries import Position
from .retention import STANDS_ON, CountedFrom, Kept, Period, Record, periods_of
from .subject_access import due_on


def initials(child: Child) -> str:
    """A child by initials, for whoever need know no more."""
    return f"{child.given_name[:1]}. {child.family_name[:1]}."


class Row(NamedTuple):
    """A row of the table of periods, in words."""

    what: str
    period: Period
    stands_on: str


def lines(kind: str, own: Iterable[OwnPeriod]) -> list[Row]:
    """The periods that an agency of a kind goes by, in the order of the kinds of record."""
    latest = {one.record: one for one in reversed(list(own))}
    set_by_them = {
        record: Period(record, "", one.years, one.counted_from, "own", one.basis) for record, one in latest.items()
    }
    order = list(Record)
    rows = sorted(periods_of(kind, set_by_them), key=lambda row: order.index(Record(row.record)))
    return [Row(Record(row.record).label, row, STANDS_ON[row.stands_on]) for row in rows]


_NOT_COUNTED_YET = {
    CountedFrom.BIRTH: "the date of birth is not recorded",
    CountedFrom.CLOSING: "an episode is not closed",
    CountedFrom.DELETION: "the record has not gone",
}


class Until(NamedTuple):
    """Until when an agency keeps a record: by the longest period whose day is known, and what may keep it longer."""

    agency: str
    until: dt.date | None  # None where no day is known
    period: Period
    perhaps_longer: list[str]

    @classmethod
    def of(cls, kept: Sequence[Kept]) -> "Until":
        """All the periods of one agency, of which there is at least one."""
        longest = max(kept, key=lambda one: one.until or dt.date.min)
        unknown = [one.period for one in kept if one.until is None]
        longer = [f"{one.words}: {_NOT_COUNTED_YET[CountedFrom(one.counted_from)]}" for one in unknown]
        return cls(longest.agency, longest.until, longest.period, longer)


class Line(NamedTuple):
    """How a part of a child's record stands: in a sentence, and by agency; and the day before which nothing goes."""

    says: str
    is_due: bool
    position: Position
    kept: list[Until]
    not_before: dt.date | None  # the latest day that is known, where another is not

    @classmethod
    def of(cls, position: Position | None, today: dt.date) -> "Line | None":
        """A position in words; None where there is none."""
        if position is None:
            return None
        of_an_agency = groupby(position.kept, key=lambda one: one.agency)
        kept = [Until.of(list(some)) for _, some in of_an_agency]
        known = [one.until for one in kept if one.until]
        not_before = max(known) if known and position.due_on is None else None
        return cls(_says(position, today), position.is_due(today), position, kept, not_before)


def _says(position: Position, today: dt.date) -> str:
    if position.is_held:
        return "Held: nothing of it goes, whatever the day."
    if position.is_open:
        return "An episode is not closed: nothing of it goes."
    if position.due_on is None:
        return "Kept: what the years count from is not recorded."
    if position.due_on > today:
        return "Kept: somebody must keep it still."
    return "Nobody must keep it any longer. It goes once two people have agreed."


class Asked(NamedTuple):
    """A request to see what is held: by when it is answered, whether that day has gone by, and how it stands."""

    request: SubjectRequest
    due: dt.date
    is_overdue: bool
    says: str

    @classmethod
    def of(cls, request: SubjectRequest, today: dt.date) -> "Asked":
        """A request in words."""
        due = due_on(request)
        if (released := getattr(request, "file", None)) is not None:
            return cls(request, due, False, f"Released on {day(released.recorded_at)}")
        latest = max(request.approvals.all(), key=lambda one: one.pk, default=None)
        says = "Draft: nobody has released it"
        if latest is not None:
            says = f"{latest.said_by} would release it as it stood at {moment(latest.recorded_at)}"
        return cls(request, due, due < today, says)


def agreed(steps: Iterable[Step]) -> str:
    """How many have agreed so far, in words."""
    many = len({step.person_id for step in steps if step.what == Step.What.AGREED})
    return ("Nobody has agreed", "One person has agreed", "Two people have agreed: it goes in a night")[min(many, 2)]
