"""Times and lengths of time in the words people use, always on London's clocks."""

from datetime import date, datetime, timedelta

from .london import elapsed, on_london_clocks

MINUTE = timedelta(minutes=1)


def clock(moment: datetime) -> str:
    """The time of day on a 24-hour clock, as shift logs write it and as nobody can mistake at night: "21:40"."""
    return f"{on_london_clocks(moment):%H:%M}"


def day(when: date | datetime) -> str:
    """The day: "Friday 9 January 2026"."""
    at = on_london_clocks(when) if isinstance(when, datetime) else when
    return f"{at:%A} {at.day} {at:%B %Y}"


def moment(when: datetime) -> str:
    """Time and day: "21:40 on Friday 9 January 2026"."""
    return f"{clock(when)} on {day(when)}"


def nearby(when: datetime, now: datetime) -> str:
    """Time and day as briefly as `now` allows: "21:40 today", "09:00 tomorrow", "21:40 on 2 January"."""
    at, today = on_london_clocks(when), on_london_clocks(now)
    match (at.date() - today.date()).days:
        case 0:
            return f"{clock(when)} today"
        case -1:
            return f"{clock(when)} yesterday"
        case 1:
            return f"{clock(when)} tomorrow"
    year = "" if at.year == today.year else f" {at.year}"
    return f"{clock(when)} on {at.day} {at:%B}{year}"


def length(span: timedelta) -> str:
    """A length of time in its two largest units, cut off below: "3 hours 20 minutes", "2 days 4 hours"."""
    minutes = abs(span) // MINUTE
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    units = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    while units and not units[0][0]:
        units.pop(0)
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in units[:2] if number]
    return " ".join(said) or "less than a minute"


def how_long(start: datetime, end: datetime) -> str:
    """The time between two moments: "3 hours 20 minutes"."""
    return length(elapsed(start, end))


def due_in(due: datetime, now: datetime) -> str:
    """How a due time stands to `now`: "in 40 minutes", "due now", "2 hours late"."""
    left = elapsed(now, due)
    if abs(left) < MINUTE:
        return "due now"
    return f"in {length(left)}" if left > timedelta(0) else f"{length(left)} late"
