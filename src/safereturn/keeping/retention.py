"""How long what is kept of a child is kept: a table, what an agency sets in its place, and the day that follows.

The record is one and shared. It goes when nobody who holds it must keep it any longer: the latest day counts.
"""

import csv
import datetime as dt
from calendar import isleap
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from django.db.models import TextChoices


class Record(TextChoices):
    """What is kept, by what decides how long."""

    CHILD = "child", "Record of any child"
    LOOKED_AFTER = "looked-after", "Record of a child who was ever looked after"
    PROTECTION_PLAN = "protection-plan", "Record of a child who ever had a child protection plan"
    ACCESS = "access", "Who was involved, who looked, and why"


class CountedFrom(TextChoices):
    """From what the years count."""

    BIRTH = "birth", "the date of birth"
    CLOSING = "closing", "the closing of the last episode"
    DELETION = "deletion", "the deletion of the record"


STANDS_ON = {
    "statute": "An Act or regulations",
    "guidance": "Published guidance",
    "judgement": "Our judgement, for each agency to settle",
    "own": "The agency’s own schedule",
}


class Period(NamedTuple):
    """A row of the table. An empty `agency` stands for an agency of any kind."""

    record: str
    agency: str
    years: int
    counted_from: str
    stands_on: str
    basis: str

    @property
    def words(self) -> str:
        """The period as people say it."""
        years = "1 year" if self.years == 1 else f"{self.years} years"
        return f"{years} from {CountedFrom(self.counted_from).label}"


class Moments(NamedTuple):
    """From what the years of one child count; None where it is not known, or has not happened."""

    birth: dt.date | None
    closing: dt.date | None
    deletion: dt.date | None = None


class Kept(NamedTuple):
    """Until when one agency keeps a record by one period; None where what it counts from is not known."""

    agency: str
    period: Period
    until: dt.date | None


class Holder(NamedTuple):
    """An agency that holds a child's record."""

    pk: int
    name: str
    kind: str


@cache
def table() -> tuple[Period, ...]:
    """The periods that hold until an agency sets its own."""
    with files(__package__).joinpath("retention.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(Period(**{**row, "years": int(row["years"])}) for row in csv.DictReader(rows))  # type: ignore[arg-type]


def periods_of(kind: str, own: Mapping[str, Period]) -> list[Period]:
    """The periods of an agency of a kind: its own for a record, else all that the table has for it."""
    rows = [row for row in table() if row.agency in ("", kind) and row.record not in own]
    return [*rows, *own.values()]


def kept_by(
    holders: Iterable[Holder], own: Mapping[int, Mapping[str, Period]], records: Iterable[str], moments: Moments
) -> list[Kept]:
    """Until when each agency keeps a child's records of these kinds, by each period that it goes by."""
    wanted = set(records)
    return [
        Kept(holder.name, period, _until(period, moments))
        for holder in holders
        for period in periods_of(holder.kind, own.get(holder.pk, {}))
        if period.record in wanted
    ]


def due_on(kept: Iterable[Kept]) -> dt.date | None:
    """The day from which nobody must keep it: the latest. None where one is not known, or nobody holds it."""
    days = [one.until for one in kept]
    return None if not days or None in days else max(day for day in days if day is not None)


def _until(period: Period, moments: Moments) -> dt.date | None:
    since: dt.date | None = getattr(moments, period.counted_from)
    if since is None:
        return None
    year = since.year + period.years
    if (since.month, since.day) == (2, 29) and not isleap(year):
        return dt.date(year, 3, 1)
    return since.replace(year=year)
