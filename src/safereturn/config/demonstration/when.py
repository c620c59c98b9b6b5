"""When each child is gone in the year that ends now: never twice at once, and back before now."""

import datetime as dt
import math
from typing import NamedTuple

from safereturn.protocol import vocabulary as v
from safereturn.protocol.periods import LONDON, in_london, in_utc

from . import figures
from .chance import Chance, chance_of, drawn
from .children import InventedChild

YEAR = 365
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
BETWEEN = 3 * HOUR  # at least, from a return to the next time


class Outline(NamedTuple):
    """When a child was gone, and nothing more. All moments are whole minutes, in UTC."""

    kind: str
    last_seen_at: dt.datetime | None  # for an away child: when due back
    told_at: dt.datetime  # reported to the police, or logged as away
    lost_at: dt.datetime | None  # when an away child's whereabouts became unknown
    found_at: dt.datetime
    back_at: dt.datetime


def outlines(child: InventedChild, *, seed: str, now: dt.datetime, until: dt.datetime) -> list[Outline]:
    """The times that a child was gone in the year before `now`, oldest first, all over by `until`."""
    chance = chance_of(seed, "when", child.number)
    kinds = [v.MISSING] * child.times + [v.AWAY] * child.times_away
    # Children go in runs, when something is wrong: the more often, the longer the run. It may lie across New Year's
    # Eve of this invented year, so that no season has fewer.
    span, first = min(YEAR, 20 + 12 * child.times), chance.random() * YEAR
    starts = sorted(
        (_evening(now - ((first + chance.random() * span) % YEAR) * DAY, now, chance), kind) for kind in kinds
    )
    laid: list[Outline] = []
    free_from = now - (YEAR + 1) * DAY
    for start, kind in starts:
        if start < free_from + BETWEEN:
            start = free_from + BETWEEN + chance.randrange(12 * 60) * MINUTE
        outline = _outline(kind, start, free_from, chance)
        if outline.back_at <= until:
            laid.append(outline)
            free_from = outline.back_at
    return laid


def in_school(moment: dt.datetime) -> bool:
    """Whether schools are open: on a school day of the term, as far as terms are alike everywhere."""
    local = in_london(moment)
    day = (local.month, local.day)
    holidays = day >= (12, 20) or day <= (1, 5) or (7, 22) <= day <= (9, 3)
    return local.weekday() < 5 and 9 <= local.hour < 16 and not holidays


def minutes(median: float, sigma: float, chance: Chance, *, most: float) -> dt.timedelta:
    """A length of time in whole minutes, lognormal about its median (in minutes), at least 1 and at most `most`."""
    return max(1, round(min(most, chance.lognormvariate(math.log(median), sigma)))) * MINUTE


def _evening(day: dt.datetime, now: dt.datetime, chance: Chance) -> dt.datetime:
    """An hour of a day at which children are reported, most often in the evening; before now."""
    clock = dt.time(drawn(chance, figures.REPORTS_BY_HOUR), chance.randrange(60))
    moment = in_utc(dt.datetime.combine(in_london(day).date(), clock, LONDON))
    return moment if moment < now else moment - DAY


def _outline(kind: str, told_at: dt.datetime, free_from: dt.datetime, chance: Chance) -> Outline:
    unseen = minutes(95, 0.9, chance, most=20 * 60)
    last_seen_at = max(told_at - unseen, free_from + HOUR) if chance.random() < 0.95 else None
    gone_at, lost_at = told_at, None
    if kind == v.MISSING:
        length = minutes(figures.MEDIAN_HOURS * 60, figures.SIGMA, chance, most=figures.LONGEST_HOURS * 60)
    elif chance.random() < figures.LOST_WHILE_AWAY:
        gone_at = lost_at = told_at + minutes(150, 0.5, chance, most=600)
        length = HOUR + minutes(340, 1, chance, most=3 * 24 * 60)
    else:
        length = minutes(260, 0.8, chance, most=30 * 60)
    back_at = gone_at + max(length, 4 * MINUTE)
    found_at = back_at - min(chance.randrange(10, 150) * MINUTE, (back_at - gone_at) // MINUTE // 2 * MINUTE)
    return Outline(kind, last_seen_at, told_at, lost_at, found_at, back_at)
