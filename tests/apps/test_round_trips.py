"""A page or a report asks the database a fixed number of times, however much there is to show or to owe."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, record
from safereturn.episodes.models import Episode
from safereturn.episodes.report import Words, send
from safereturn.episodes.report_steps import CONCERNS
from safereturn.protocol.periods import in_london
from tests.apps.partnership import a_child, a_partnership, a_post

pytestmark = pytest.mark.django_db

# Every statement counts: those of the session, of the sign-in, of the view log and of the question whether a worker
# lives, and those that begin and end transactions (within a test these are savepoints, one for one). Left out is only
# what a session writes when it is renewed, once in five minutes.
MOST_OF_A_PAGE = 12
MOST_OF_AN_ACT = 20
NOW = dt.datetime.now(dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


@pytest.fixture
def carer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Alder House"], "residential-worker")


def words_about(child: Child, *, last_seen: dt.datetime, concerns: bool) -> Words:
    seen = in_london(last_seen)
    return {
        "child": {"child": [str(child.pk)]},
        "happened": {
            "kind": ["missing"],
            "with_family": ["no"],
            "last_seen_day": [str(seen.day)],
            "last_seen_month": [str(seen.month)],
            "last_seen_year": [str(seen.year)],
            "last_seen_time": [f"{seen:%H:%M}"],
        },
        "worries": {"worries": ["Not like them"], "concerns": [name for name, _ in CONCERNS] if concerns else []},
    }


def reported(child: Child, by: Post, *, at: dt.datetime = NOW - HOUR, concerns: bool = False) -> Episode:
    words = words_about(child, last_seen=at - 26 * HOUR, concerns=concerns)
    return send(words, key=uuid.uuid4(), incident_number="", now=at, by=by)


def told(episode: Episode, by: Post, type: str, *, at: dt.datetime = NOW - HOUR, **content: object) -> None:
    record(episode_id=episode.pk, happenings=[Happening(type, at, content)], key=uuid.uuid4(), now=at, by=by)


def statements_of_page(post: Post, address: str) -> list[str]:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == 200  # the first page of a session writes to it
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def test_a_board_costs_as_much_for_twelve_children_as_for_two(
    teams: dict[str, Team], officer: Post, carer: Post
) -> None:
    for _ in range(2):
        reported(a_child(teams["Alder House"]), carer)
    few = statements_of_page(officer, "/")
    for number in range(10):
        episode = reported(a_child(teams["Alder House"]), carer)
        told(episode, officer, "categorised", category="high")
        if number > 5:
            told(episode, officer, "returned", to="placement")
    many = statements_of_page(officer, "/")
    assert len(few) == len(many) <= MOST_OF_A_PAGE, "\n".join(many)


def test_the_pages_of_an_episode_and_of_a_duty_cost_as_much_with_many_duties_as_with_few(
    teams: dict[str, Team], officer: Post, carer: Post
) -> None:
    episode = reported(a_child(teams["Alder House"], missing_plan=None), carer)
    page = f"/episodes/{episode.pk}/"
    a_duty = f"{page}duties/{episode.duties.get(protocol_id='police-decide-recorded-category').pk}/"
    few, few_duties = (statements_of_page(officer, page), statements_of_page(officer, a_duty)), episode.duties.count()
    told(episode, officer, "categorised", category="high")
    told(episode, officer, "returned", to="placement")
    many = statements_of_page(officer, page), statements_of_page(officer, a_duty)
    assert episode.duties.count() > 2 * few_duties
    for before, after in zip(few, many, strict=True):
        assert len(before) == len(after) <= MOST_OF_A_PAGE, "\n".join(after)


def test_a_report_costs_as_much_when_it_makes_many_duties_as_when_it_makes_few(
    teams: dict[str, Team], carer: Post
) -> None:
    costs, duties = [], []
    first, third = a_child(teams["Alder House"]), a_child(teams["Alder House"])
    for days in (9, 5):
        told(reported(third, carer, at=NOW - days * DAY), carer, "returned", at=NOW - days * DAY + HOUR, to="placement")
    for child, concerns in ((first, False), (third, True)):
        with CaptureQueriesContext(connection) as captured:
            episode = reported(child, carer, concerns=concerns)
        costs.append(len(captured))
        duties.append(episode.duties.count())
    assert duties[0] < duties[1]
    assert costs[0] == costs[1] <= MOST_OF_AN_ACT, captured.captured_queries


def test_an_act_costs_no_more_however_many_duties_follow_from_it(
    teams: dict[str, Team], officer: Post, carer: Post
) -> None:
    episode = reported(a_child(teams["Alder House"]), carer, concerns=True)
    with CaptureQueriesContext(connection) as captured:
        told(episode, officer, "categorised", category="high")
    assert Duty.objects.filter(episode=episode).count() > 10
    assert len(captured) <= MOST_OF_AN_ACT, captured.captured_queries
