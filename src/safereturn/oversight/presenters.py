"""How the governance cycles stand, as lines and as strips of twelve months. Templates stay dumb."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safereturn.protocol.governance import (
    Cycle,
    Stretch,
    cycles_of,
    is_late,
    late_stretches,
    months_after,
    next_due,
)
from safereturn.protocol.notation import Edition
from safereturn.protocol.periods import in_london
from safereturn.web.wording import day

from .models import CycleKept

_OFTEN = {1: "Every month", 3: "Every quarter", 12: "Every year"}
_SHOWN = 12  # months in a strip


@dataclass(frozen=True)
class Strip:
    """The twelve months that end today, in days from their first: where it was kept, where it was late."""

    days: int
    months: list[int]  # where a month begins
    late: list[tuple[int, int]]  # from which day, for how many
    kept: list[int]
    words: str


@dataclass(frozen=True)
class Line:
    """One cycle: how often, when it was last kept, when it is due next, and whether that is late."""

    cycle: Cycle
    sections: tuple[str, ...]
    often: str
    latest: CycleKept | None
    due: dt.date | None
    is_late: bool
    strip: Strip


def lines_of(edition: Edition, kept: dict[str, list[CycleKept]], now: dt.datetime) -> list[Line]:
    """The cycles of an edition as they stand at a moment (in UTC), in the order in which they fall due."""
    lines = [line_of(cycle, edition, kept.get(cycle.id, []), now) for cycle in cycles_of(edition.name)]
    return sorted(lines, key=lambda line: line.due or dt.date.max)


def line_of(cycle: Cycle, edition: Edition, kept: Sequence[CycleKept], now: dt.datetime) -> Line:
    """A cycle as it stands at a moment (in UTC), from all that was kept of it, the latest first."""
    since, latest = edition.in_force_from, kept[0] if kept else None
    due = next_due(cycle, latest.held_on if latest else None, since)
    today = in_london(now).date()
    days = [one.held_on for one in kept]
    strip = _strip(cycle, days, late_stretches(cycle, days, since, today), today)
    return Line(cycle, cycle.sections(edition.name), _often(cycle), latest, due, is_late(due, now), strip)


def _often(cycle: Cycle) -> str:
    if cycle.by is not None:
        return f"Once, by {day(cycle.by)}"
    return "The protocol gives no interval" if cycle.every is None else _OFTEN[cycle.every]


def _strip(cycle: Cycle, kept: Iterable[dt.date], late: Iterable[Stretch], today: dt.date) -> Strip:
    start = months_after(today, -_SHOWN)

    def place(at: dt.date) -> int:
        return (at - start).days

    shown = [at for at in sorted(kept) if at >= start]
    seen = [Stretch(max(one.first, start), one.last) for one in late if one.last >= start]
    first_of_month = start.replace(day=1)
    return Strip(
        days=place(today) + 1,
        months=[place(months_after(first_of_month, number)) for number in range(1, _SHOWN + 1)],
        late=[(place(one.first), (one.last - one.first).days + 1) for one in seen],
        kept=[place(at) for at in shown],
        words=_in_words(cycle, len(shown), sum((one.last - one.first).days + 1 for one in seen)),
    )


def _in_words(cycle: Cycle, times: int, days_late: int) -> str:
    kept = f"Kept {times} time{'' if times == 1 else 's'} in twelve months"
    if not cycle.has_time:
        return kept
    return f"{kept}, late on {days_late} day{'' if days_late == 1 else 's'}" if days_late else f"{kept}, never late"
