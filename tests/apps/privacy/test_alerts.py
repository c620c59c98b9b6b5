"""The alert rules against invented views in which those who pry are known; and each rule by itself."""

import datetime as dt
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

from safereturn.privacy.alert_rules import Act, Found, Log, Look, Seen, Viewer, alerts
from tests.apps.privacy.simulation import KINDS, Misuse, World, a_world

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
WEEK = dt.timedelta(days=7)
SEEDS = [int(seed) for seed in os.environ.get("PRYING", "").split()]


def as_log(world: World) -> Log:
    """The world as the rules see it: the view log, with what the service knows of each row."""
    teams = {name: number for number, name in enumerate(sorted({look.team for look in world.looks} | _homes(world)))}
    looks = [
        Look(
            look.person,
            look.role,
            teams[look.team],
            look.child,
            look.at,
            look.page == "board",
            look.team in world.episodes[look.episode].teams,
            closed if (closed := world.episodes[look.episode].closed) <= look.at else None,
        )
        for look in world.looks
    ]
    viewers = {
        person.number: Viewer(
            frozenset({person.family_name.lower()}),
            frozenset(teams[name] for name in (person.team, *(person.second or ())[1:]) if name in teams),
        )
        for person in world.people
    }
    children = {
        child.number: Seen(
            frozenset({child.family_name.lower()}), teams.get(child.home) if child.home else None, child.is_restricted
        )
        for child in world.children
    }
    return Log(looks, viewers, children, [Act(*act) for act in world.acts])


def _homes(world: World) -> set[str]:
    return {child.home for child in world.children if child.home}


def is_of(found: Found, misuse: Misuse) -> bool:
    """Whether whoever follows up an alert comes upon the misuse.

    It is about that person, and about that very child not more than four weeks before the last view; or, where the
    misuse was of many children, about many in the week of the misuse.
    """
    if found.person != misuse.person or found.child != misuse.child or found.at > misuse.last + HOUR:
        return False
    return found.at >= (misuse.first - WEEK if misuse.child is None else misuse.last - 4 * WEEK)


def is_about(found: Found, misuse: Misuse) -> bool:
    """Whether an alert is about views that are part of a misuse, whether or not it tells the whole of it."""
    at_the_time = found.person == misuse.person and misuse.first - HOUR <= found.at <= misuse.last + HOUR
    return at_the_time or is_of(found, misuse)


def reckoned(world: World) -> tuple[Counter[str], Counter[str]]:
    """How many misuses of each kind were found, and how many alerts of each rule were about none."""
    given: dict[int, list[Found]] = defaultdict(list)
    for found in alerts(as_log(world)):
        given[found.person].append(found)
    misuses = {misuse.person: misuse for misuse in world.misuses}
    assert len(misuses) == len(world.misuses)
    false = Counter(
        found.rule
        for person, some in given.items()
        for found in some
        if person not in misuses or not is_about(found, misuses[person])
    )
    hit = Counter(
        misuse.kind for misuse in world.misuses if any(is_of(found, misuse) for found in given[misuse.person])
    )
    return hit, false


def told(seed: int, hit: Counter[str], false: Counter[str], each: int, weeks: int) -> str:
    """One line about one seed."""
    missed = {kind: each - hit[kind] for kind in KINDS if hit[kind] < each}
    return (
        f"seed {seed}: found {hit.total()} of {each * len(KINDS)}, missed {missed}; "
        f"false alerts a week {false.total() / weeks:.1f}, {dict(false)}"
    )


def test_in_a_small_partnership_nearly_all_who_pry_are_found_and_few_others_are_asked() -> None:
    hit = false = Counter[str]()
    for seed in (101, 102):
        found, asked = reckoned(a_world(seed, people=300, looks=30_000, weeks=6, each=4))
        hit, false = hit + found, false + asked
    assert hit.total() >= 0.9 * 2 * 4 * len(KINDS), hit
    assert false.total() <= 20 * 2 * 6, false


@pytest.mark.skipif(not SEEDS, reason="the whole simulation is for a quiet hour: make deep names its seeds in PRYING")
def test_of_two_hundred_thousand_views_nearly_all_misuses_are_found_and_few_others_are_asked() -> None:
    hits = Counter[str]()
    for seed in SEEDS:
        hit, false = reckoned(a_world(seed))
        print(told(seed, hit, false, 25, 13))
        assert false.total() <= 20 * 13, told(seed, hit, false, 25, 13)
        assert hit.total() >= 0.925 * 200, told(seed, hit, false, 25, 13)
        hits += hit
    assert hits.total() >= 0.95 * 200 * len(SEEDS), hits


# Each rule by itself.

MONDAY = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
OFFICER, RELATIVE, CARER = 1, 2, 3
HOME, POLICE = 7, 8
CHILD, FAMOUS = 11, 12


def look(person: int = OFFICER, child: int = CHILD, at: dt.datetime = MONDAY, **other: Any) -> Look:
    usual = {"role": "police-officer", "team": POLICE, "is_listed": False, "is_tied": True, "closed_at": None}
    return Look(person=person, child=child, at=at, **{**usual, **other})


def asked(*looks: Look, acts: Iterable[Act] = ()) -> list[str]:
    viewers = {
        OFFICER: Viewer(frozenset({"hart"}), frozenset({POLICE})),
        RELATIVE: Viewer(frozenset({"example"}), frozenset({POLICE})),
        CARER: Viewer(frozenset({"lowe"}), frozenset({POLICE, HOME})),
    } | {number: Viewer(frozenset({"example"}), frozenset()) for number in range(100, 110)}
    children = {number: Seen(frozenset({"robin"}), None, False) for number in range(500, 600)} | {
        CHILD: Seen(frozenset({"example"}), HOME, False),
        FAMOUS: Seen(frozenset({"quill"}), None, True),
    }
    return [found.rule for found in alerts(Log(sorted(looks, key=lambda one: one.at), viewers, children, list(acts)))]


def test_an_officer_who_opens_a_child_that_the_team_is_involved_with_is_asked_nothing() -> None:
    assert asked(look()) == []


def test_who_bears_the_childs_name_is_asked_unless_it_is_a_common_one_and_they_worked_on_it() -> None:
    assert asked(look(RELATIVE)) == ["same-name"]
    assert asked(look(RELATIVE), acts=[Act(RELATIVE, CHILD, MONDAY)]) == []
    assert asked(look(RELATIVE, is_listed=True)) == []


def test_about_two_people_who_seem_related_a_referee_is_asked_again_after_four_weeks() -> None:
    looks = [look(RELATIVE, at=MONDAY + days * 24 * HOUR) for days in (0, 1, 10, 27, 28)]
    assert asked(*looks) == ["same-name"] * 2


def test_who_works_where_the_child_lives_and_looks_through_another_post_is_asked_whatever_they_recorded() -> None:
    assert asked(look(CARER), acts=[Act(CARER, CHILD, MONDAY)]) == ["same-home"]
    assert asked(look(CARER, team=HOME)) == []


def test_a_team_that_is_not_involved_is_asked_even_of_a_list() -> None:
    assert asked(look(is_tied=False)) == ["not-involved"]
    assert asked(look(is_tied=False, is_listed=True)) == ["not-involved"]


def test_an_episode_that_was_closed_more_than_28_days_before_is_asked_about() -> None:
    assert asked(look(closed_at=MONDAY - 28 * 24 * HOUR)) == []
    assert asked(look(closed_at=MONDAY - 28 * 24 * HOUR - HOUR)) == ["long-closed"]


def test_one_that_was_opened_in_an_emergency_is_not_asked_about_twice() -> None:
    assert asked(look(closed_at=MONDAY - 28 * 24 * HOUR - HOUR, is_by_glass=True)) == []


def test_who_always_works_by_day_is_asked_about_one_night_unless_they_recorded_something() -> None:
    by_day = [look(at=MONDAY + days * 24 * HOUR) for days in range(5)]
    at_night = look(at=MONDAY + 17 * HOUR)
    assert asked(*by_day, at_night) == ["at-night"]
    assert asked(*by_day[1:], at_night) == []  # nobody knows yet when they work
    assert asked(*by_day, at_night, acts=[Act(OFFICER, FAMOUS, MONDAY + 18 * HOUR)]) == []


def test_who_works_at_night_is_not_asked_about_nights() -> None:
    assert asked(*(look(at=MONDAY + (17 + 24 * nights) * HOUR) for nights in range(5))) == []


def test_many_children_one_after_the_other_are_asked_about_once() -> None:
    run = [look(child=500 + number, at=MONDAY + number * 2 * MINUTE) for number in range(14)]
    assert asked(*run) == ["one-after-another"]
    assert asked(*run[:11]) == []
    assert asked(*run, acts=[Act(OFFICER, one.child, one.at) for one in run[::3]]) == []


def test_what_is_part_of_a_role_is_asked_of_nobody_in_it() -> None:
    runs = [
        look(person, 500 + number, MONDAY + number * 2 * MINUTE, role="oversight-officer")
        for person in (OFFICER, 100, 101, 102)
        for number in range(14)
    ]
    assert asked(*runs) == []


def test_far_more_children_than_others_in_the_role_open_within_a_week_are_asked_about() -> None:
    others = [look(person, 500 + number, MONDAY + number * HOUR) for person in (100, 101, 102) for number in range(5)]
    weekend = MONDAY + 96 * HOUR
    prying = [look(child=500 + number, at=weekend + number * 3 * HOUR) for number in range(30)]
    before = [look(child=500, at=MONDAY + weeks * 168 * HOUR) for weeks in (-3, -2, -1)]
    assert "far-more" in asked(*others, *before, *prying)
    assert "far-more" not in asked(*others, *before, *prying[:20])


@pytest.mark.parametrize(("child", "days"), [(CHILD, 6), (FAMOUS, 4)])
def test_one_child_on_many_days_is_asked_about_sooner_where_the_child_is_kept_for_few(child: int, days: int) -> None:
    looks = [look(child=child, at=MONDAY + day * 24 * HOUR) for day in range(days)]
    others = [look(CARER, child, MONDAY, team=HOME)]
    assert asked(*looks, *others) == ["again-and-again"]
    assert asked(*looks[:-1], *others) == []
    assert asked(*looks, *others, acts=[Act(OFFICER, child, MONDAY)]) == []
