"""Who looked at whom in the invented year: a few people of several teams, and what among it is unusual.

Each opened what their team was tied to at that moment, and saw of it what their post sees.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from safereturn.agencies.models import Post
from safereturn.audit.models import CHAINS, View
from safereturn.audit.sealing import START, seal
from safereturn.config.bulk import as_values, copy

from .past import Past
from .ties import Tied
from .when import DAY, MINUTE, YEAR

VIEWERS = (
    ("Control room", "call-taker", 0),
    ("Control room", "police-officer", 1),
    ("Missing from home investigators", "investigating-officer", 0),
    ("Neighbourhood Safeguarding Team", "oversight-officer", 0),
    ("First Contact", "front-door-worker", 0),
    ("Starting Point", "front-door-worker", 1),
    ("City social care", "social-worker", 0),
    ("City social care", "team-manager", 0),
    ("County social care", "social-worker", 0),
    ("County social care", "team-manager", 1),
    ("Runaways Workers", "runaways-worker", 0),
    ("Multi-Agency Team", "mat-worker", 0),
    ("Larkspur House", "residential-worker", 0),
)
OF_A_HOME = ("Larkspur House", "residential-worker", 1)
LATELY = 35  # days, of which somebody knows more than a day a week
SHARE_LATELY, SHARE_BEFORE = 0.7, 0.2  # of the days at work
DAYS_OF_ONE_CHILD = 3  # on which somebody opens one child as a matter of course


class Look(NamedTuple):
    """A page about a child that a post was shown."""

    at: dt.datetime
    by: Post
    child_id: int
    episode_id: int | None
    page: str
    because: str
    classes: Sequence[str]


def opened(at: dt.datetime, by: Post, tied: Tied) -> Look:
    """The page of an episode, opened through the tie of the team."""
    return Look(at, by, tied.child_id, tied.episode_id, "episode", tied.because(by), tied.shows(by))


def everyday(past: Past, tied: dict[int, list[Tied]], *, without: Collection[int]) -> Iterator[Look]:
    """What people look at as a matter of course, never `without` reason at some children."""
    for viewer in VIEWERS:
        post, chance = past.post(*viewer), past.chance("looks", *viewer)
        seen: dict[int, int] = defaultdict(int)
        able = _able(post, tied, without)
        for days in range(YEAR, 0, -1):
            day = past.ago(days, 8)
            if day.weekday() > 4 or chance.random() > (SHARE_LATELY if days <= LATELY else SHARE_BEFORE):
                continue
            at = day
            for _ in range(chance.choice((1, 2, 2, 3, 4))):
                at += chance.randrange(5, 110) * MINUTE
                fresh = [
                    one
                    for one in _opened_between(able, at - 14 * DAY, at)
                    if one.stands(at) and seen[one.child_id] < DAYS_OF_ONE_CHILD
                ]
                if fresh:
                    one = chance.choice(fresh)
                    seen[one.child_id] += 1
                    yield opened(at, post, one)


def unusual(past: Past, tied: dict[int, list[Tied]], *, without: Collection[int]) -> Iterator[Look]:
    """What the alert rules ask about, of the last weeks and of the quarters before."""

    at_a_front_door = past.post("Starting Point", "front-door-worker", 1)
    for days in (13, 292):
        yield from _many_in_a_week(past, at_a_front_door, _able(at_a_front_door, tied, without), days=days, children=28)
    oversees = past.post("Neighbourhood Safeguarding Team", "oversight-officer", 1)
    for days in (24, 141):
        yield from _one_after_another(past, oversees, _able(oversees, tied, without), days=days, children=14)
    of_a_home = past.post(*OF_A_HOME)
    for days in (10, 208):
        yield from _on_many_days(past, of_a_home, _able(of_a_home, tied, without), days=days, times=7)
    by_day, night = past.post("County social care", "social-worker"), past.ago(11, 2, 13)
    yield from (opened(night, by_day, one) for one in _different(_able(by_day, tied, without), night, 1))


def _many_in_a_week(past: Past, post: Post, tied: Iterable[Tied], *, days: int, children: int) -> Iterator[Look]:
    """A post opened so many children over three days, as people do before a meeting about all of them."""
    for number, one in enumerate(_different(tied, past.ago(days, 9), children)):
        yield opened(past.ago(days - number % 3, 9) + 11 * (number // 3) * MINUTE, post, one)


def _one_after_another(past: Past, post: Post, tied: Iterable[Tied], *, days: int, children: int) -> Iterator[Look]:
    """A post opened so many children within half an hour."""
    for number, one in enumerate(_different(tied, past.ago(days, 15), children)):
        yield opened(past.ago(days, 15, 4) + 2 * number * MINUTE, post, one)


def _on_many_days(past: Past, post: Post, tied: Iterable[Tied], *, days: int, times: int) -> Iterator[Look]:
    """A post opened one child on so many days, one after the other, so many days ago or a little longer."""
    for begins in range(days, days + 40):
        for one in tied:
            if one.stands(past.ago(begins, 16)) and one.stands(past.ago(begins - times, 16)):
                yield from (opened(past.ago(begins - number, 16, 7 * number), post, one) for number in range(times))
                return


def log(looks: Iterable[Look]) -> None:
    """Store what was looked at, in sealed chains as the log keeps them. There are no views yet."""
    ends: dict[int, tuple[int, bytes]] = defaultdict(lambda: (0, START))
    views = []
    for look in sorted(looks, key=lambda look: (look.at, look.by.pk, look.child_id)):
        chain = look.child_id % CHAINS
        place, previous = ends[chain]
        view = View(
            chain=chain,
            place=place,
            person_id=look.by.person_id,
            post_id=look.by.pk,
            agency_id=look.by.agency_id,
            child_id=look.child_id,
            episode_id=look.episode_id,
            classes=list(look.classes),
            page=look.page,
            because=look.because,
            at=look.at,
            previous=previous,
        )
        view.seal = seal(previous, view.sealed_content())
        ends[chain] = place + 1, view.seal
        views.append(view)
    copy({View: as_values(View, views)})


def _able(post: Post, tied: dict[int, list[Tied]], without: Collection[int]) -> list[Tied]:
    """What a post can ever have opened, in the order in which it was told."""
    able = [one for one in tied[post.team_id] if one.shows(post) and one.child_id not in without]
    return sorted(able, key=_told)


def _opened_between(tied: list[Tied], first: dt.datetime, last: dt.datetime) -> list[Tied]:
    return tied[bisect_left(tied, first, key=_told) : bisect_right(tied, last, key=_told)]


def _told(one: Tied) -> dt.datetime:
    return one.opened_at


def _different(tied: Iterable[Tied], at: dt.datetime, most: int) -> list[Tied]:
    """Episodes of different children that stood at a moment, the latest first."""
    latest = {one.child_id: one for one in tied if one.stands(at) and one.stands(at + 3 * DAY)}
    return sorted(latest.values(), key=lambda one: one.opened_at, reverse=True)[:most]
