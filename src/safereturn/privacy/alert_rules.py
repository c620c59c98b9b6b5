"""Which views a referee asks about. Functions of the view log, of the people and of the children, and of nothing else.

An alert accuses nobody: it says what is unusual. Lists are left out, since nobody chooses what a board shows them, but
for the question whether somebody who is not involved saw the child at all. Who works with a child leaves a trace in its
log; who only looks leaves none, and most rules ask about those alone.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
DAY: Final = dt.timedelta(days=1)

LONG: Final = 28 * DAY  # for which those involved may read on once an episode is over
NIGHT: Final = (22, 6)  # the hours on London's clocks
SELDOM: Final = 0.05  # of a person's nights and days at work
HABIT: Final = 6  # days and nights at work, before which nobody knows when somebody works
FAR_ABOVE: Final = 3  # times what is usual
ASKED_AGAIN_AFTER: Final = 28 * DAY  # about two people who are related, or seem to be
RARE: Final = 1 / 200  # of those who look bear the name
AT_LEAST: Final = 25  # children in a week, below which nobody asks how many
A_RUN: Final = 12  # children, one after the other, within …
A_RUN_TAKES: Final = dt.timedelta(minutes=30)
OFTEN: Final = 6  # days within …
OFTEN_WITHIN: Final = 14 * DAY
PART_OF_THE_ROLE: Final = 0.25  # of those in a role do it too


class Look(NamedTuple):
    """A row of the view log, with what was so at that moment."""

    person: int
    role: str
    team: int
    child: int
    at: dt.datetime
    is_listed: bool  # shown in a list, and not opened
    is_tied: bool  # the team was involved
    closed_at: dt.datetime | None  # when the episode was closed, if it is
    is_by_glass: bool = False  # opened in an emergency, about which a referee is asked anyway


class Viewer(NamedTuple):
    """Somebody who looks: their family names, and every team in which they hold a post."""

    names: frozenset[str]
    teams: frozenset[int]


class Seen(NamedTuple):
    """A child who is looked at: their family names, and the home they live in."""

    names: frozenset[str]
    home: int | None
    is_restricted: bool


class Act(NamedTuple):
    """Somebody recorded something about a child."""

    person: int
    child: int
    at: dt.datetime


class Found(NamedTuple):
    """What a referee is to ask about: a person, mostly one child, and the first of the views."""

    rule: str
    person: int
    child: int | None
    at: dt.datetime
    because: str


@dataclass(frozen=True)
class Log:
    """The views of some weeks, in the order of their times, and what is known of those who look and are looked at."""

    looks: Sequence[Look]
    viewers: Mapping[int, Viewer]
    children: Mapping[int, Seen]
    acts: Collection[Act]

    @cached_property
    def opened(self) -> list[Look]:
        """The pages that somebody opened."""
        return [look for look in self.looks if not look.is_listed]

    @cached_property
    def worked_on(self) -> set[tuple[int, int]]:
        """Who recorded something about whom."""
        return {(act.person, act.child) for act in self.acts}

    @cached_property
    def only_looked(self) -> list[Look]:
        """The pages opened by people who recorded nothing about that child."""
        return [look for look in self.opened if (look.person, look.child) not in self.worked_on]

    @cached_property
    def of_a_role(self) -> dict[str, set[int]]:
        """Who looks in each role."""
        people = defaultdict(set)
        for look in self.looks:
            people[look.role].add(look.person)
        return people


def alerts(log: Log) -> list[Found]:
    """All that the rules ask about, once for a rule, a person, a child and a week, the earliest first."""
    first: dict[tuple[object, ...], Found] = {}
    for rule in RULES:
        for found in sorted(rule(log), key=lambda found: found.at):
            first.setdefault((found.rule, found.person, found.child, week_of(found.at)), found)
    return sorted(first.values(), key=lambda found: found.at)


def week_of(at: dt.datetime) -> dt.date:
    """The Monday of a moment's week, on London's clocks."""
    day = at.astimezone(LONDON).date()
    return day - day.weekday() * DAY


def same_name(log: Log) -> Iterator[Found]:
    """A viewer and a child bear one family name: a rare one, or the viewer recorded nothing."""
    bearers = Counter(name for viewer in log.viewers.values() for name in viewer.names)
    for look in _now_and_then(log.opened):
        for name in log.viewers[look.person].names & log.children[look.child].names:
            if bearers[name] <= RARE * len(log.viewers):
                yield _found("same-name", look, "The same family name, and a rare one")
            elif (look.person, look.child) not in log.worked_on:
                yield _found("same-name", look, "The same family name, and nothing was recorded")


def same_home(log: Log) -> Iterator[Found]:
    """Somebody who works or fosters where the child lives looks through another post, whatever they recorded."""
    for look in _now_and_then(log.opened):
        home = log.children[look.child].home
        if home is not None and home != look.team and home in log.viewers[look.person].teams:
            yield _found("same-home", look, "The child lives where the viewer holds another post")


def not_involved(log: Log) -> Iterator[Found]:
    """A team that was not tied to the episode, whatever opened it."""
    for look in log.looks:
        if not look.is_tied:
            yield _found("not-involved", look, "The viewer's team was not involved")


def long_closed(log: Log) -> Iterator[Found]:
    """An episode that was over long before; not where it was opened in an emergency: referees look at that anyway."""
    for look in log.opened:
        if not look.is_by_glass and look.closed_at is not None and look.at - look.closed_at > LONG:
            days = (look.at - look.closed_at).days
            yield _found("long-closed", look, f"The episode had been closed for {days} days")


def at_night(log: Log) -> Iterator[Found]:
    """A page opened at night by somebody who seldom works at night, and recorded nothing that night."""
    nights: dict[int, dict[dt.date, list[Look]]] = defaultdict(lambda: defaultdict(list))
    shifts: dict[int, set[tuple[dt.date, bool]]] = defaultdict(set)
    for look in log.opened:
        day, is_night = _shift(look.at)
        shifts[look.person].add((day, is_night))
        if is_night:
            nights[look.person][day].append(look)
    acted = {(act.person, *_shift(act.at)) for act in log.acts}
    for person, by_night in nights.items():
        if len(shifts[person]) < HABIT or len(by_night) > max(1, SELDOM * len(shifts[person])):
            continue
        for night, looks in by_night.items():
            if (person, night, True) not in acted:
                for look in looks:
                    yield _found("at-night", look, "At night, by somebody who seldom works then and recorded nothing")


def far_more(log: Log) -> Iterator[Found]:
    """Far more children within a week than others in the role open, and than the same person opens otherwise."""
    by_role: dict[str, dict[int, list[Look]]] = defaultdict(lambda: defaultdict(list))
    for look in log.opened:
        by_role[look.role][look.person].append(look)
    for of_people in by_role.values():
        weeks: dict[int, dict[dt.date, set[int]]] = defaultdict(lambda: defaultdict(set))
        for person, looks in of_people.items():
            for look in looks:
                weeks[person][week_of(look.at)].add(look.child)
        of_peers = median(len(children) for of_person in weeks.values() for children in of_person.values())
        for person, looks in of_people.items():
            usual = median(map(len, weeks[person].values()))
            most = max(AT_LEAST, FAR_ABOVE * of_peers, 2 * usual)
            for look, many in _crowded(looks, within=7 * DAY, children=most):
                why = f"{many} children within a week; others in the role open {of_peers:g}"
                yield Found("far-more", person, None, look.at, why)


def one_after_another(log: Log) -> Iterator[Found]:
    """Many children, one after the other, with nothing recorded; unless going through them is part of the role."""
    by_person = defaultdict(list)
    for look in log.opened:
        by_person[look.person].append(look)
    acts = defaultdict(list)
    for act in log.acts:
        acts[act.person].append(act.at)
    runs: dict[str, dict[int, list[tuple[Look, int]]]] = defaultdict(dict)
    for person, looks in by_person.items():
        for last, many in _crowded(looks, within=A_RUN_TAKES, children=A_RUN):
            recorded = sum(abs(at - last.at) <= A_RUN_TAKES for at in acts[person])
            if recorded * 10 < many:
                runs[last.role].setdefault(person, []).append((last, many))
    for role, of_people in runs.items():
        if len(of_people) > max(3, PART_OF_THE_ROLE * len(log.of_a_role[role])):
            continue
        for some in of_people.values():
            for last, many in some:
                why = f"{many} children within {A_RUN_TAKES.seconds // 60} minutes, and next to nothing was recorded"
                yield Found("one-after-another", last.person, None, last.at, why)


def again_and_again(log: Log) -> Iterator[Found]:
    """One child on many days, with nothing recorded, and more than others of the team who only look."""
    days: dict[tuple[int, int], dict[dt.date, Look]] = defaultdict(dict)
    for look in log.only_looked:
        days[look.person, look.child].setdefault(look.at.astimezone(LONDON).date(), look)
    of_child: dict[int, dict[int, int]] = defaultdict(dict)
    for (person, child), by_day in days.items():
        of_child[child][person] = len(by_day)
    for (person, child), by_day in days.items():
        enough = OFTEN - 2 if log.children[child].is_restricted else OFTEN
        others = [many for other, many in of_child[child].items() if other != person]
        if len(by_day) < max(enough, 2 * median(others or [0])):
            continue
        looks = sorted(by_day.values(), key=lambda look: look.at)
        for first, last in zip(looks, looks[enough - 1 :], strict=False):
            if last.at - first.at <= OFTEN_WITHIN:
                yield _found("again-and-again", first, f"On {len(looks)} days, and nothing was recorded")
                break


RULES: Final[tuple[Callable[[Log], Iterable[Found]], ...]] = (
    same_name,
    same_home,
    not_involved,
    long_closed,
    at_night,
    far_more,
    one_after_another,
    again_and_again,
)


def _found(rule: str, look: Look, because: str) -> Found:
    return Found(rule, look.person, look.child, look.at, because)


def _now_and_then(looks: Iterable[Look]) -> Iterator[Look]:
    """The first view of each child by each person, and the first after each stretch in which nobody asks again."""
    asked: dict[tuple[int, int], dt.datetime] = {}
    for look in looks:
        pair = (look.person, look.child)
        if pair not in asked or look.at - asked[pair] >= ASKED_AGAIN_AFTER:
            asked[pair] = look.at
            yield look


def _shift(at: dt.datetime) -> tuple[dt.date, bool]:
    """The day or the night to which a moment belongs; a night bears the date of its evening."""
    local = at.astimezone(LONDON)
    begins, ends = NIGHT
    evening = local.date() - (DAY if local.hour < ends else 0 * DAY)
    return evening, not ends <= local.hour < begins


def _crowded(looks: Sequence[Look], *, within: dt.timedelta, children: float) -> Iterator[tuple[Look, int]]:
    """Where a person opened so many different children within a time: the view that made it so, and how many.

    Told once for each such time.
    """
    start, there = 0, Counter[int]()
    quiet_until: dt.datetime | None = None
    for look in looks:
        there[look.child] += 1
        while look.at - looks[start].at > within:
            there[looks[start].child] -= 1
            there += Counter()  # forgets those that are none
            start += 1
        if len(there) >= children and (quiet_until is None or look.at > quiet_until):
            quiet_until = look.at + within
            yield look, len(there)
