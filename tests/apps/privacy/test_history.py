"""What somebody has looked at, for themselves; and who has looked at a child, for whoever holds the case."""

from typing import Any

import pytest
from django.test import Client

from safereturn.access.actions import Tie
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.children.models import Child
from tests.apps.access.people import involve, restricted_child
from tests.apps.partnership import a_child, a_post

from .partnership import a_governed_partnership, looks
from .test_referee import signed_in, words_of

pytestmark = pytest.mark.django_db(transaction=True)
EPISODE = 71


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_governed_partnership()


@pytest.fixture
def child(teams: dict[str, Team]) -> Child:
    return a_child(teams["Alder House"])


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


def holding(post: Post, child: Child, tie: str = "allocated") -> Client:
    involve(episode_id=EPISODE, child_id=child.pk, ties=[Tie(post.team_id, tie, "Holds the case")])
    return signed_in(post)


def test_everybody_reads_what_the_log_holds_of_them_and_of_nobody_else(
    teams: dict[str, Team], child: Child, officer: Post
) -> None:
    other = a_post(teams["Control room"], "call-taker")
    looks(officer, child.pk, None, page="duty")
    looks(other, child.pk, None, page="grade")
    text = words_of(signed_in(officer).get("/views/"))
    assert "R. E. A duty Tied" in text
    assert "grade this" not in text
    assert "Robin" not in text
    assert View.objects.filter(page="own-views", person_id=officer.person_id).count() == 1


def test_a_child_from_whom_somebody_is_kept_since_is_not_told_in_their_own_history(child: Child, officer: Post) -> None:
    looks(officer, child.pk, None, page="duty")
    restricted_child(child.pk, "excluded", to=officer)
    text = words_of(signed_in(officer).get("/views/"))
    assert "duty Tied" in text
    assert "R. E." not in text


def test_reading_ones_own_history_again_does_not_fill_it(child: Child, officer: Post) -> None:
    looks(officer, child.pk, None)
    client = signed_in(officer)
    assert words_of(client.get("/views/")).count("R. E.") == words_of(client.get("/views/")).count("R. E.") == 1
    assert View.objects.filter(page="own-views").count() == 1


def test_whoever_holds_the_case_sees_who_looked_from_other_agencies_too(
    teams: dict[str, Team], child: Child, officer: Post
) -> None:
    looks(officer, child.pk, None)
    worker = a_post(teams["City social care"], "social-worker")
    looks(worker, child.pk, None, page="duty")
    client = holding(worker, child)
    text = words_of(client.get(f"/children/{child.pk}/views/"))
    assert f"{officer}, Derbyshire Constabulary Another agency" in text
    assert str(worker) in text
    outside = words_of(client.get(f"/children/{child.pk}/views/?show=outside"))
    assert f"{officer}, Derbyshire Constabulary" in outside
    assert f"{worker}, Derby City Council" not in outside
    logged = View.objects.filter(page="views").latest("pk")
    assert (logged.child_id, logged.because) == (child.pk, "Holds the case")


@pytest.mark.parametrize(
    ("team", "role", "tie", "sees"),
    [
        ("City social care", "team-manager", "manager", True),
        ("City social care", "social-worker", "allocated", True),
        ("City social care", "social-worker", "told", False),
        ("Control room", "duty-inspector", "police", False),
        ("Alder House", "home-manager", "placement", False),
    ],
)
def test_only_whoever_holds_the_case_sees_who_looked(
    team: str, role: str, tie: str, sees: bool, teams: dict[str, Team], child: Child
) -> None:
    client = holding(a_post(teams[team], role), child, tie)
    assert client.get(f"/children/{child.pk}/views/").status_code == (200 if sees else 404)


def test_a_stranger_and_one_who_is_excluded_find_no_page(teams: dict[str, Team], child: Child) -> None:
    worker = a_post(teams["City social care"], "social-worker")
    stranger = a_post(teams["County social care"], "social-worker")
    restricted_child(child.pk, "excluded", to=worker)
    for client in (holding(worker, child), signed_in(stranger)):
        assert client.get(f"/children/{child.pk}/views/").status_code == 404


def test_the_menu_leads_each_to_the_pages_that_they_may_see(teams: dict[str, Team], officer: Any) -> None:
    referee = a_post(teams["Derby City Council governance"], "privacy-referee")
    for post, privacy, views in ((officer, False, True), (referee, True, True)):
        page = signed_in(post).get("/views/").content.decode()
        assert ('href="/privacy/"' in page) == privacy
        assert ('href="/views/"' in page) == views
