"""From what people write about a time to the moment they mean, on the clocks of Europe/London."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NO_ZONE = "A time without a zone could be any of several moments. Give one with its zone."

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_TIME = re.compile(
    r"""
    (?P<hour>\d{1,2}) (?: \s*[:.]?\s* (?P<minute>\d{2}) )?   # 21:40, 21.40, 2140, 9
    \s* (?P<half>[ap]\.?m\.?)?                               # am, pm, a.m.
    """,
    re.VERBOSE,
)


class NoSuchMoment(ValueError):
    """The clocks went forward over this time of day, so it never happened."""


def month_number(typed: str) -> int:
    """The number of a month given as a number, a name or the first letters of one ("1", "January", "jan").

    Raises ValueError when no month is meant.
    """
    word = typed.strip().lower()
    if word.isdecimal() and 1 <= int(word) <= 12:
        return int(word)
    if len(word) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(word):
                return number
    raise ValueError(f"{typed!r} is no month")


def time_of_day(typed: str) -> time:
    """The time of day that somebody typed: "21:40", "9:40pm", "9.40 pm", "2140", "9pm".

    Raises ValueError when it is no time, or when the half of the day is missing ("9").
    """
    match = _TIME.fullmatch(typed.strip().lower())
    if match is None or (match["minute"] is None and match["half"] is None):
        raise ValueError(f"{typed!r} is no time of day")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{typed!r} is no time of day")
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    return time(hour, minute)


def london_moment(day: date, at: time) -> datetime:
    """The moment, in UTC, at which London's clocks showed `at` on `day`.

    In the hour that October repeats, the first of the two is meant. Raises NoSuchMoment in the hour that March skips.
    It is given in UTC because Python never finds a time in a repeated hour equal to the same moment in another zone.
    """
    shown = datetime.combine(day, at)
    moment = shown.replace(tzinfo=LONDON).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None, fold=0) != shown:
        raise NoSuchMoment(f"London's clocks never showed {shown.isoformat()}")
    return moment


def on_london_clocks(moment: datetime) -> datetime:
    """The same moment as London's clocks show it. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError(NO_ZONE)
    return moment.astimezone(LONDON)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """How long it really is from one moment to another, whatever the clocks did; negative when `end` is earlier."""
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError(NO_ZONE)
    return end.astimezone(UTC) - start.astimezone(UTC)
