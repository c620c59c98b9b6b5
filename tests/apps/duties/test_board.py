"""The board: who is in most danger, what is late, what is wanted at once, and what nobody has accepted."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.test import Client

from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.duties import queries
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode, Event
from safereturn.protocol.periods import in_london
from tests.apps.partnership import a_child, a_partnership, a_post

pytestmark = pytest.mark.django_db


def ago(hours: float) -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(second=0, microsecond=0) - dt.timedelta(hours=hours)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def carer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Alder House"], "residential-worker")


@pytest.fixture
def inspector(teams: dict[str, Team]) -> Client:
    return signed_in(a_post(teams["Control room"], "duty-inspector"))


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def missing(name: str, carer: Post, *, hours: float, graded: str = "", **facts: Any) -> Episode:
    """A child who has been missing for so many hours; graded a minute after the report."""
    child = a_child(carer.team, **facts)
    child.given_name, child.family_name = name, "Example"
    child.save()
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, about={"last_seen": ago(hours).isoformat()},
        happenings=[Happening("reported", ago(hours), {"by": "carer"})], key=uuid.uuid4(), now=ago(hours), by=carer,
    )  # fmt: skip
    if graded:
        grade = Happening("categorised", ago(hours) + dt.timedelta(minutes=1), {"category": graded})
        record(episode_id=episode.pk, happenings=[grade], key=uuid.uuid4(), now=ago(0), by=carer)
    return episode


def names_on(page: str) -> list[str]:
    return re.findall(r">(\w+) Example</a>", page)


def test_the_child_in_most_danger_comes_first_and_then_the_one_longest_gone(carer: Post, inspector: Client) -> None:
    missing("Lowest", carer, hours=20, graded="no-apparent-risk")
    missing("Recent", carer, hours=1, graded="medium")
    missing("Longest", carer, hours=30, graded="medium")
    missing("Undecided", carer, hours=0.2)
    missing("Gravest", carer, hours=0.5, graded="high")
    page = inspector.get("/").content.decode()
    assert names_on(page) == ["Gravest", "Undecided", "Longest", "Recent", "Lowest"]


def test_what_is_wanted_at_once_stands_before_what_has_days_left(carer: Post, inspector: Client) -> None:
    missing("Gravest", carer, hours=0.5, graded="high")
    page = " ".join(re.sub(r"<[^>]+>", " ", inspector.get("/").content.decode()).split())
    assert "Now: Send officers straight away (Control room) Next, in 2 days 23 hours : Hold the missing meeting" in page


def test_what_was_wanted_at_once_says_how_long_it_has_waited(carer: Post, inspector: Client) -> None:
    missing("Undecided", carer, hours=5)
    page = " ".join(re.sub(r"<[^>]+>", " ", inspector.get("/").content.decode()).split())
    assert "Now, waiting 5 hours: Decide how the child is recorded and graded" in page


def test_a_figure_above_the_board_is_a_filter_in_its_address(carer: Post, inspector: Client) -> None:
    missing("Late", carer, hours=80, graded="medium")
    missing("Gravest", carer, hours=1, graded="high")
    assert names_on(inspector.get("/?show=late").content.decode()) == ["Late"]
    assert names_on(inspector.get("/?show=high").content.decode()) == ["Gravest"]
    assert names_on(inspector.get("/?show=anything").content.decode()) == ["Gravest", "Late"]


def test_a_board_of_more_children_than_it_shows_says_so(
    carer: Post, inspector: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_CARDS", 2)
    for name in ("One", "Two", "Three"):
        missing(name, carer, hours=1, graded="medium")
    page = inspector.get("/").content.decode()
    assert len(names_on(page)) == 2
    assert "Only the first 2 are shown" in page


def test_a_board_that_renews_itself_sends_its_list_alone_and_is_logged_once(carer: Post, inspector: Client) -> None:
    missing("Gravest", carer, hours=1, graded="high")
    inspector.get("/")
    logged = View.objects.count()
    for _ in range(3):
        part = inspector.get("/?part=list").content.decode()
        assert names_on(part) == ["Gravest"]
        assert "<html" not in part
    assert View.objects.count() == logged
    inspector.get("/")
    assert View.objects.count() == logged + 1


def test_a_name_with_marks_in_it_is_shown_as_it_is_written(carer: Post, inspector: Client) -> None:
    missing("<b>Robin</b>", carer, hours=1)
    page = inspector.get("/").content.decode()
    assert "&lt;b&gt;Robin&lt;/b&gt; Example" in page
    assert "<b>Robin" not in page


def test_a_duty_accepted_twice_is_accepted_once(carer: Post, inspector: Client) -> None:
    episode = missing("Gravest", carer, hours=1)
    duty = Duty.objects.get(episode=episode, protocol_id="police-decide-recorded-category")
    for _ in range(2):
        inspector.post(f"/episodes/{episode.pk}/duties/{duty.pk}/accept/")
    duty.refresh_from_db()
    assert duty.accepted_by.endswith("Duty inspector, Control room")
    assert Event.objects.filter(episode=episode, type="accepted").count() == 1


def test_a_team_accepts_all_that_it_owes_and_nothing_of_others(carer: Post, inspector: Client) -> None:
    episode = missing("Gravest", carer, hours=1, graded="high")
    inspector.post(f"/episodes/{episode.pk}/accept/")
    accepted = Duty.objects.filter(episode=episode, accepted_at__isnull=False)
    assert {duty.team.name for duty in accepted} == {"Control room"}
    assert not Duty.objects.filter(episode=episode, status="open", team__name="Control room", accepted_at=None).exists()


def test_an_answer_settles_the_question_and_the_duty_follows_it(teams: dict[str, Team], carer: Post) -> None:
    child_of_a_plan_nobody_recorded = a_child(teams["Alder House"])
    del child_of_a_plan_nobody_recorded.facts["child_protection_plan"]
    episode = open_episode(
        child=child_of_a_plan_nobody_recorded, kind="missing", facts=child_of_a_plan_nobody_recorded.facts,
        about={"last_seen": ago(2).isoformat()}, happenings=[Happening("reported", ago(1), {"by": "carer"})],
        key=uuid.uuid4(), now=ago(1), by=carer,
    )  # fmt: skip
    told = Duty.objects.get(episode=episode, protocol_id="cp-manager-told-missing")
    assert told.status == "undecided"
    sent = {"child_child_protection_plan": "no", "key": str(uuid.uuid4())}
    now = in_london(ago(0))
    when = {"at_day": now.day, "at_month": now.month, "at_year": now.year, "at_time": f"{now:%H:%M}"}
    answer = signed_in(carer).post(f"/episodes/{episode.pk}/answer/", {**sent, **when})
    assert answer.status_code == 302, answer.content.decode()
    told.refresh_from_db()
    assert told.status == "stood-down"
    child_of_a_plan_nobody_recorded.refresh_from_db()
    assert child_of_a_plan_nobody_recorded.facts["child_protection_plan"] is False
