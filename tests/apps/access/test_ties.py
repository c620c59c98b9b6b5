"""Who is involved follows from what happens to the child: it begins, moves and ends without anybody's doing."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from safereturn.access.decisions import Subject, decide
from safereturn.access.models import Involvement
from safereturn.access.rights import BASIC
from safereturn.agencies.models import Agency, Post, Team
from safereturn.duties.queries import duties_of
from safereturn.duties.ties import tie
from safereturn.episodes import actions
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from tests.apps.partnership import a_child, a_partnership, a_post

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


def reported(by: Post, **facts: Any) -> Episode:
    """A child who lives at home in Derby is reported missing, and graded medium."""
    child = a_child(**facts)
    happenings = [
        Happening("reported", NIGHT, {"by": "parent"}),
        Happening("categorised", NIGHT, {"category": "medium"}),
    ]
    about = {"last_seen": NIGHT.isoformat(), "with_family": False, "education_only": False}
    return open_episode(
        child=child, kind="missing", facts=child.facts, about=about, happenings=happenings, key=uuid.uuid4(), now=NIGHT,
        by=by,
    )  # fmt: skip


def happens(episode: Episode, by: Post, *happenings: tuple[str, float, dict[str, Any]]) -> None:
    for type, after, content in happenings:
        at = NIGHT + hours(after)
        record(episode_id=episode.pk, happenings=[Happening(type, at, content)], key=uuid.uuid4(), now=at, by=by)


def sees(post: Post, episode: Episode) -> bool:
    return decide(post, "see-episode", Subject(episode.pk)).allowed


def test_a_duty_that_moves_to_another_team_takes_the_view_of_the_child_with_it(
    teams: dict[str, Team], officer: Post
) -> None:
    early_help = a_post(teams["City early help"], "runaways-worker")
    social_care = a_post(teams["City social care"], "social-worker")
    episode = reported(officer)
    happens(episode, officer, ("returned", 2, {"to": "home"}))
    assert (sees(early_help, episode), sees(social_care, episode)) == (True, False)
    happens(episode, officer, ("fact", 3, {"set": {"child.open_to": ["social-care"]}}))
    assert (sees(early_help, episode), sees(social_care, episode)) == (False, True)


def test_whoever_told_something_stays_though_the_duty_moves(teams: dict[str, Team], officer: Post) -> None:
    early_help = a_post(teams["City early help"], "runaways-worker")
    episode = reported(officer)
    happens(episode, officer, ("returned", 2, {"to": "home"}))
    happens(episode, early_help, ("interview-offered", 3, {}))
    happens(episode, officer, ("fact", 4, {"set": {"child.open_to": ["social-care"]}}))
    assert sees(early_help, episode)


def test_a_duty_that_stands_down_ends_the_tie_that_it_made(teams: dict[str, Team], officer: Post) -> None:
    manager = a_post(teams["City child protection"], "child-protection-manager")
    episode = reported(officer, child_protection_plan=True)
    assert sees(manager, episode)
    happens(episode, officer, ("fact", 0, {"set": {"child.child_protection_plan": False}}))
    assert not sees(manager, episode)
    assert Involvement.objects.filter(team_id=manager.team_id, ends_at__lte=Now()).exists()  # it can still be read


def test_the_team_that_holds_the_case_of_a_known_child_is_involved_from_the_report(
    teams: dict[str, Team], officer: Post
) -> None:
    worker = a_post(teams["City social care"], "social-worker")
    assert not sees(worker, reported(officer))
    known = reported(officer, open_to=["social-care"])
    assert sees(worker, known)
    happens(known, officer, ("found", 0.5, {}))
    assert sees(worker, known)


def test_another_home_and_another_councils_team_are_never_involved(teams: dict[str, Team], officer: Post) -> None:
    strangers = [
        a_post(teams["Birch House"], "home-manager"),
        a_post(teams["County social care"], "social-worker"),
        a_post(teams["Starting Point"], "front-door-worker"),
    ]
    episode = reported(officer, open_to=["social-care"], child_protection_plan=True)
    happens(episode, officer, ("returned", 2, {"to": "home"}))
    assert [sees(stranger, episode) for stranger in strangers] == [False] * 3


def test_the_front_door_of_the_area_where_the_child_turns_out_to_live_takes_over(
    teams: dict[str, Team], officer: Post
) -> None:
    city, county = (
        a_post(teams["First Contact"], "front-door-worker"),
        a_post(teams["Starting Point"], "front-door-worker"),
    )
    episode = reported(officer)
    assert (sees(city, episode), sees(county, episode)) == (True, False)
    happens(episode, officer, ("fact", 0, {"set": {"child.area": "derbyshire"}}))
    assert (sees(city, episode), sees(county, episode)) == (False, True)


def a_team(kind: str, *, area: str = "") -> Team:
    agency = Agency.objects.create(name=f"{kind} {area}", kind="health")
    return Team.objects.create(agency=agency, name=f"{kind} {area}", kind=kind, area=area)


@pytest.mark.parametrize(
    ("role", "owes"),
    [("safeguarding-nurse", "health-check-systems"), ("designated-nurse", "health-notify-designated-nurse")],
)
def test_the_health_services_are_involved_by_what_they_owe_and_see_it_on_their_board(
    teams: dict[str, Team], officer: Post, role: str, owes: str
) -> None:
    nurse, of_the_other_council = (a_post(a_team("health", area=area), role) for area in ("derby", "derbyshire"))
    episode = reported(officer)
    assert (sees(nurse, episode), sees(of_the_other_council, episode)) == (True, False)
    owed = {duty.protocol_id for duty in duties_of(episode.pk, post=nurse, sees=BASIC) if duty.team_id == nurse.team_id}
    assert owes in owed


def test_police_command_is_involved_at_high_risk_and_not_before(teams: dict[str, Team], officer: Post) -> None:
    commander = a_post(a_team("police-management"), "police-commander")
    episode = reported(officer)
    assert not sees(commander, episode)
    happens(episode, officer, ("categorised", 1, {"category": "high"}))
    assert sees(commander, episode)


def closed(officer: Post, *, by: Post, at: float) -> Episode:
    """An episode from the report to its closing."""
    episode = reported(officer, open_to=["social-care"])
    happens(
        episode, officer,
        ("done", 0, {"duty": "la-notified-by-secure-email"}), ("done", 0, {"duty": "la-check-child-known"}),
        ("returned", 2, {"to": "home"}), ("prevention-visit", 3, {"in_person": True}),
        ("interview-held", 4, {"interviewer": "social-worker"}), ("interview-signed-off", 5, {"by": "team-manager"}),
    )  # fmt: skip
    happens(episode, by, ("closed", at, {}))
    episode.refresh_from_db()
    assert episode.state == "closed"
    return episode


def test_a_closed_episode_is_still_read_for_four_weeks_and_then_by_nobody(
    teams: dict[str, Team], officer: Post
) -> None:
    manager = a_post(teams["City social care"], "team-manager")
    episode = closed(officer, by=manager, at=6)
    assert sees(manager, episode)
    assert sees(officer, episode)
    recorded = episode.events.get(type="closed").recorded_at
    standing = Involvement.objects.filter(episode_id=episode.pk)
    assert set(standing.values_list("ends_at", flat=True)) == {recorded + dt.timedelta(days=28)}
    standing.update(ends_at=F("ends_at") - dt.timedelta(days=28))
    assert not sees(manager, episode)
    assert not sees(officer, episode)


def test_what_is_added_to_a_closed_episode_keeps_nobody_any_longer(teams: dict[str, Team], officer: Post) -> None:
    episode = closed(officer, by=officer, at=6)
    ends = Involvement.objects.filter(episode_id=episode.pk).values_list("ends_at", flat=True)
    before = set(ends)
    happens(episode, officer, ("noted", 30, {"says": "The file went to the archive."}))
    assert set(ends.all()) == before


def test_involving_costs_at_most_three_statements(
    teams: dict[str, Team], officer: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = []

    def counted(folding: Any, by: Post | None) -> None:
        folding.teams  # noqa: B018  # read by whoever listens first
        with CaptureQueriesContext(connection) as captured:
            tie(folding, by)
        costs.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))

    listeners = [counted if listener is tie else listener for listener in actions.LISTENERS]
    monkeypatch.setattr(actions, "LISTENERS", listeners)
    episode = reported(officer)
    happens(episode, officer, ("returned", 2, {"to": "home"}))
    happens(episode, officer, ("fact", 3, {"set": {"child.open_to": ["social-care"]}}))  # some begin, others end
    happens(episode, officer, ("noted", 4, {"says": "Nothing new."}))
    assert max(costs) == 3
    assert costs[-1] == 1
