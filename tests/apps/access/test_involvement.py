"""Ties follow the facts: they begin and end by themselves, and saying the same twice changes nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from safereturn.access.actions import Tie, reinvolve
from safereturn.access.decisions import Subject, decide
from safereturn.access.models import Involvement

from .people import CHILD, EPISODE, a_post, tied

pytestmark = pytest.mark.django_db
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def ties(*named: tuple[int, str]) -> None:
    reinvolve(episode_id=EPISODE, child_id=CHILD, ties=[Tie(team, kind, "Because") for team, kind in named])


def standing() -> set[tuple[int, str]]:
    now = Involvement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=Now()), episode_id=EPISODE)
    return set(now.values_list("team_id", "kind"))


def test_a_tie_that_no_longer_follows_ends_and_a_new_one_begins() -> None:
    ties((1, "owes"), (2, "owes"))
    ties((2, "owes"), (3, "front-door"))
    assert standing() == {(2, "owes"), (3, "front-door")}
    assert Involvement.objects.count() == 3  # the one that ended is still there to be read


def test_saying_the_same_twice_changes_nothing() -> None:
    ties((1, "owes"), (2, "owes"))
    before = list(Involvement.objects.values_list())
    ties((1, "owes"), (2, "owes"))
    assert list(Involvement.objects.values_list()) == before


def test_a_tie_that_ended_can_begin_again() -> None:
    ties((1, "owes"))
    ties()
    ties((1, "owes"))
    assert standing() == {(1, "owes")}


def test_whoever_told_or_was_told_stays_tied() -> None:
    ties((1, "told"), (2, "notified"), (3, "owes"))
    ties((4, "owes"))
    assert standing() == {(1, "told"), (2, "notified"), (4, "owes")}


def test_the_ties_of_another_episode_are_left_alone() -> None:
    post = tied(a_post(), "owes", episode_id=EPISODE + 1)
    ties()
    assert decide(post, "see-episode", Subject(EPISODE + 1)).allowed


def test_after_the_end_of_an_episode_every_tie_ends_at_its_time() -> None:
    ties((1, "told"), (2, "owes"))
    reinvolve(episode_id=EPISODE, child_id=CHILD, ties=[Tie(2, "owes", "Because")], until=LATER)
    assert standing() == {(1, "told"), (2, "owes")}
    assert set(Involvement.objects.values_list("ends_at", flat=True)) == {LATER}
    ties((2, "owes"))  # opened again
    assert set(Involvement.objects.values_list("ends_at", flat=True)) == {None}


def test_a_tie_whose_time_has_come_lets_nobody_in() -> None:
    post = a_post()
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    reinvolve(episode_id=EPISODE, child_id=CHILD, ties=[Tie(post.team_id, "owes", "Because")], until=past)
    assert not decide(post, "see-episode", Subject(EPISODE)).allowed


def test_fifty_teams_cost_as_many_statements_as_one() -> None:
    def cost(teams: range) -> int:
        ties(*((team, "owes") for team in range(100, 103)))
        with CaptureQueriesContext(connection) as captured:
            ties(*((team, "owes") for team in teams))
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    assert cost(range(1, 2)) == cost(range(1, 51)) == 3


def test_nothing_to_change_costs_one_statement(django_assert_num_queries: Callable[[int], Any]) -> None:
    ties((1, "owes"))
    with CaptureQueriesContext(connection) as captured:
        ties((1, "owes"))
    assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) == 1
