"""How periods, days and parts of a record stand on pages. Templates stay dumb."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from safereturn.children.models import Child

from .models import OwnPeriod, Step
from .queries import Position
from .retention import STANDS_ON, Kept, Period, Record, periods_of


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


class Line(NamedTuple):
    """How a part of a child's record stands: in a sentence, and by agency, each with the period that is the longest."""

    says: str
    is_due: bool
    position: Position
    kept: list[Kept]

    @classmethod
    def of(cls, position: Position | None, today: dt.date) -> "Line | None":
        """A position in words; None where there is none."""
        if position is None:
            return None
        longest = {one.agency: one for one in sorted(position.kept, key=lambda one: one.until or dt.date.max)}
        return cls(_says(position, today), position.is_due(today), position, list(longest.values()))


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


def agreed(steps: Iterable[Step]) -> str:
    """How many have agreed so far, in words."""
    many = len({step.person_id for step in steps if step.what == Step.What.AGREED})
    return ("Nobody has agreed", "One person has agreed", "Two people have agreed: it goes in a night")[min(many, 2)]
