"""Times and lengths of time in the words people use, always on London's clocks."""

from datetime import date, datetime, timedelta

from .london import elapsed, on_london_clocks

MINUTE = timedelta(minutes=1)


def clock(moment: datetime) -> str:
    """The time of day: "9:40pm", "9pm", "midday", "midnight"."""
    at = on_london_clocks(moment)
    match at.hour, at.minute:
        case 0, 0:
            return "midnight"
        case 12, 0:
            return "midday"
    half = "am" if at.hour < 12 else "pm"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{half}"


def day(when: date | datetime) -> str:
    """The day: "Friday 9 January 2026"."""
    at = on_london_clocks(when) if isinstance(when, datetime) else when
    return f"{at:%A} {at.day} {at:%B %Y}"


def moment(when: datetime) -> str:
    """Time and day: "9:40pm on Friday 9 January 2026". Midnight says which end of the day it is."""
    at = clock(when)
    return f"midnight at the start of {day(when)}" if at == "midnight" else f"{at} on {day(when)}"


def nearby(when: datetime, now: datetime) -> str:
    """Time and day as briefly as `now` allows: "9:40pm today", "9am tomorrow", "9:40pm on 2 January"."""
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
