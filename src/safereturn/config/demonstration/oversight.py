"""What the groups and boards of the invented partnership kept in the year that ends now. Two cycles are late."""

import datetime as dt
import uuid
from collections.abc import Iterator

from safereturn.oversight.models import CycleKept
from safereturn.protocol import vocabulary as v
from safereturn.protocol.editions import in_force
from safereturn.protocol.governance import STRATEGIC, Cycle, cycles_of, months_after
from safereturn.protocol.periods import in_london

from .cast import Cast
from .chance import Chance, chance_of

LATE = {"gov-locality-cre-missing-panel": 19, "strategic-problem-profile": 47}  # by so many days
_OF_THE_POLICE = (STRATEGIC, "Derbyshire Constabulary")
_DAY = dt.timedelta(days=1)


def kept_cycles(cast: Cast, *, seed: str, now: dt.datetime) -> list[CycleKept]:
    """What was kept of each cycle of the edition in force in the year before `now`, and the time before it, as rows.

    Nothing is stored.
    """
    edition, today = in_force(now), in_london(now).date()
    if edition is None:
        return []
    rows = []
    for cycle in cycles_of(edition.name):
        chance = chance_of(seed, "cycle", cycle.id)
        rows += [
            CycleKept(
                cycle=cycle.id,
                edition=edition.name,
                held_on=held_on,
                reference=f"Partnership library, {cycle.name}, {held_on:%B %Y}",
                said_by=_said_by(cycle, cast, chance),
                key=uuid.uuid4(),
            )
            for held_on in _days(cycle, today, chance)
        ]
    return rows


def _days(cycle: Cycle, today: dt.date, chance: Chance) -> Iterator[dt.date]:
    """The days on which a cycle was kept, the latest first: each in time for the next, but for what is late today."""
    if cycle.by is not None:
        reviewed = _weekday(cycle.by - chance.randrange(10, 40) * _DAY)
        if reviewed <= today:
            yield reviewed
        return
    months = cycle.every or chance.choice((3, 4, 6))
    day = today - chance.randrange(2, 20 * months) * _DAY
    if cycle.id in LATE:
        day = months_after(today, -months) - LATE[cycle.id] * _DAY
    a_year_ago = months_after(today, -12)
    while True:
        day = _weekday(day)
        yield day
        if day < a_year_ago:
            return
        day = _in_time_for(day, months)


def _in_time_for(following: dt.date, months: int) -> dt.date:
    """The earliest weekday from which so many months reach to the day on which it was kept next."""
    day = months_after(following, -months)
    while months_after(day, months) < following or _weekday(day) != day:
        day += _DAY
    return day


def _weekday(day: dt.date) -> dt.date:
    """The day, or the Friday before it: nobody meets at a weekend."""
    return day - max(0, day.weekday() - 4) * _DAY


def _said_by(cycle: Cycle, cast: Cast, chance: Chance) -> str:
    """Who recorded it: the police for what they lead, else the lead of a council."""
    role = v.POLICE_OVERSIGHT_TEAM if cycle.whose.startswith(_OF_THE_POLICE) else v.MISSING_CHILDREN_LEAD
    area = v.DERBYSHIRE if "locality" in cycle.whose else v.DERBY
    return cast.words(role, {"area": area}, None, chance)
