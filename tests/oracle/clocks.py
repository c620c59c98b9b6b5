"""The arithmetic of the clocks, once more and apart: elapsed hours, wall-clock days and working days of Derby."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

DERBY = ZoneInfo("Europe/London")
LAST_KNOWN_YEAR = 2028
BANK_HOLIDAYS = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2015, LAST_KNOWN_YEAR + 3)))


def instant(told: str) -> datetime:
    """The instant that a scenario means, in UTC. Without an offset it is wall-clock time in Derby."""
    read = datetime.fromisoformat(told)
    return (read if read.tzinfo else read.replace(tzinfo=DERBY)).astimezone(UTC)


def shown(moment: datetime | None) -> str | None:
    """An instant as the answer writes it."""
    return None if moment is None else moment.astimezone(DERBY).isoformat()


def hours_after(moment: datetime, hours: float) -> datetime:
    """So many elapsed hours on."""
    return moment + timedelta(hours=hours)


def days_after(moment: datetime, days: int) -> datetime:
    """The same time on the clocks of Derby so many days on."""
    there = moment.astimezone(DERBY)
    return datetime.combine(there.date() + timedelta(days=days), there.time(), DERBY).astimezone(UTC)


def next_eleven_at_night(moment: datetime) -> datetime:
    """The next 23:00 in Derby."""
    day = moment.astimezone(DERBY).date()
    tonight = datetime.combine(day, time(23), DERBY).astimezone(UTC)
    return tonight if tonight > moment else datetime.combine(day + timedelta(days=1), time(23), DERBY).astimezone(UTC)


def is_working(day: date) -> bool:
    """Monday to Friday and no bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def end_of_working_day(moment: datetime, number: int) -> datetime:
    """The last second of working day `number`; day one is the first working day after the day of `moment`."""
    day = moment.astimezone(DERBY).date()
    while number:
        day += timedelta(days=1)
        number -= is_working(day)
    return datetime.combine(day, time(23, 59, 59), DERBY).astimezone(UTC)


def age(born: date, moment: datetime) -> int:
    """Years of age on the day of `moment`."""
    day = moment.astimezone(DERBY).date()
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
