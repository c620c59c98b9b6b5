"""Working days: Monday to Friday without the bank holidays of England and Wales.

Bank holidays follow fixed rules until a proclamation moves or adds one. The moves proclaimed so far stand below;
after `KNOWN_UNTIL` the rules alone are used and a date counted that far is provisional.
"""

import datetime as dt
from functools import lru_cache
from typing import Final

KNOWN_UNTIL: Final = dt.date(2028, 12, 31)  # the last year for which the government has published its list

_ONE_DAY: Final = dt.timedelta(days=1)

# Proclaimed changes since 2012: (day taken away or None, day given or None).
_PROCLAIMED: Final[tuple[tuple[dt.date | None, dt.date | None], ...]] = (
    (dt.date(2012, 5, 28), dt.date(2012, 6, 4)),  # spring holiday moved for the Diamond Jubilee
    (None, dt.date(2012, 6, 5)),  # Diamond Jubilee
    (dt.date(2020, 5, 4), dt.date(2020, 5, 8)),  # early May holiday moved to VE Day
    (dt.date(2022, 5, 30), dt.date(2022, 6, 2)),  # spring holiday moved for the Platinum Jubilee
    (None, dt.date(2022, 6, 3)),  # Platinum Jubilee
    (None, dt.date(2022, 9, 19)),  # state funeral of Queen Elizabeth II
    (None, dt.date(2023, 5, 8)),  # coronation of King Charles III
)


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday of a Gregorian year, by the anonymous (Meeus, Jones, Butcher) rule."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, centuries_left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, years_left = divmod(of_century, 4)
    weekday = (32 + 2 * centuries_left + 2 * leaps - epact - years_left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The bank holidays of England and Wales in a year, substitute days included."""
    easter = easter_sunday(year)
    holidays = {
        easter - 2 * _ONE_DAY,
        easter + _ONE_DAY,
        _monday_on_or_after(dt.date(year, 5, 1)),
        _monday_on_or_after(dt.date(year, 5, 25)),
        _monday_on_or_after(dt.date(year, 8, 25)),
    }
    for fixed in (dt.date(year, 1, 1), dt.date(year, 12, 25), dt.date(year, 12, 26)):
        day = fixed
        while day.weekday() >= 5 or day in holidays:
            day += _ONE_DAY
        holidays.add(day)
    for taken, given in _PROCLAIMED:
        if taken is not None and taken.year == year:
            holidays.discard(taken)
        if given is not None and given.year == year:
            holidays.add(given)
    return frozenset(holidays)


def is_working_day(day: dt.date) -> bool:
    """Whether a date counts as a working day."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@lru_cache(maxsize=4096)
def working_day_after(day: dt.date, count: int) -> dt.date:
    """The `count`-th working day after a date; the date itself never counts (reading A09)."""
    left = count
    while left:
        day += _ONE_DAY
        if is_working_day(day):
            left -= 1
    return day


def _monday_on_or_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=-day.weekday() % 7)
