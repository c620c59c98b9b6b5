"""Handing over what one knows of a child whom one has found, and what the team that is told does with it."""

import uuid
from typing import Any

import pytest
from django.db import connection

from safereturn.access.decisions import Subject, decide
from safereturn.access.field_classes import NOTES
from safereturn.access.models import Involvement, Restriction
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.duties.models import Duty
from safereturn.episodes.models import Episode, Event
from safereturn.finding.models import HandedOver, TakenUp
from tests.apps.pages.conftest import ago, signed_in
from tests.apps.partnership import a_child, a_post

from .conftest import a_missing_child
from .test_asking import ASKED, FIND, episode, holder, keep, look, steady, stranger, teams

__all__ = ["episode", "holder", "stranger", "teams"]
pytestmark = pytest.mark.django_db
KNOWS = "She got on the 38 bus with her cousin"
DOES = "We ring the aunt tonight"


def typed(**also: str) -> dict[str, Any]:
    when = {"known_at_day": "2", "known_at_month": "3", "known_at_year": "2026", "known_at_time": "21:40"}
    return {"words": KNOWS, "key": str(uuid.uuid4()), **when, **also}


def tell(by: Post, child_id: int, **also: str) -> Any:
    return signed_in(by).post(f"/children/{child_id}/hand-over/", typed(**also))


def told(by: Post, child_id: int) -> HandedOver:
    """Look for the child, and hand over what one knows."""
    look(signed_in(by))
    assert tell(by, child_id).headers["Location"] == FIND
    return HandedOver.objects.latest("pk")


def address(handed: HandedOver) -> str:
    return f"/children/handed/{handed.pk}/"


def take_up(by: Post, handed: HandedOver) -> Any:
    return signed_in(by).post(address(handed), {"words": DOES})


def read(by: Post, where: str) -> str:
    return str(signed_in(by).get(where).content.decode())


def test_what_somebody_knows_of_a_child_reaches_the_team_that_knows_the_child(
    episode: Episode, stranger: Post, holder: Post
) -> None:
    Team.objects.filter(pk=stranger.team_id).update(telephone="01632 960055")
    link = f"/children/{episode.child_id}/hand-over/"
    assert f'href="{link}"' in look(signed_in(stranger))
    assert "Known to City social care, Derby City Council." in read(stranger, link)
    handed = told(stranger, episode.child_id)
    own = read(stranger, FIND)
    assert "Not taken up" in own
    assert KNOWS not in own

    assert "Asked: 1" in read(holder, "/")
    page = read(holder, ASKED)
    for part in (KNOWS, str(stranger), "Derbyshire County Council", "Ring 01632 960055", "Waits since", "21:40"):
        assert part in page
    assert take_up(holder, handed).headers["Location"] == address(handed)
    assert "Asked: " not in read(holder, "/")


def test_whoever_told_it_sees_that_it_was_taken_up_and_by_whom_and_nothing_else(
    episode: Episode, stranger: Post, holder: Post
) -> None:
    take_up(holder, told(stranger, episode.child_id))
    page = read(stranger, FIND)
    assert "Taken up" in page
    assert str(holder) in page
    assert KNOWS not in page
    assert DOES not in page
    assert signed_in(stranger).get(f"/episodes/{episode.pk}/").status_code == 404


def test_the_rest_of_the_team_reads_what_was_told_and_what_becomes_of_it_for_four_weeks(
    teams: dict[str, Team], episode: Episode, stranger: Post, holder: Post
) -> None:
    handed = told(stranger, episode.child_id)
    take_up(holder, handed)
    colleague = a_post(holder.team, "team-manager")
    assert address(handed) in read(colleague, ASKED)
    page = read(colleague, address(handed))
    assert KNOWS in page
    assert DOES in page


def test_pressing_twice_tells_once_and_the_first_to_take_it_up_has_it(
    episode: Episode, stranger: Post, holder: Post
) -> None:
    look(signed_in(stranger))
    key = str(uuid.uuid4())
    for _ in range(2):
        assert tell(stranger, episode.child_id, key=key).headers["Location"] == FIND
    handed = HandedOver.objects.get()
    take_up(holder, handed)
    take_up(a_post(holder.team, "team-manager"), handed)
    assert TakenUp.objects.get().said_by == str(holder)


def test_it_makes_no_event_no_duty_and_no_tie(episode: Episode, stranger: Post, holder: Post) -> None:
    def counted() -> list[int]:
        return [model.objects.count() for model in (Event, Duty, Involvement)]

    before = counted()
    take_up(holder, told(stranger, episode.child_id))
    assert counted() == before


def test_whoever_takes_it_up_is_led_to_the_episode_that_they_see(
    teams: dict[str, Team], episode: Episode, stranger: Post, holder: Post
) -> None:
    handed = told(stranger, episode.child_id)
    assert f"/episodes/{episode.pk}/note/" in read(holder, address(handed))
    manager = read(a_post(holder.team, "team-manager"), address(handed))
    assert f'"/episodes/{episode.pk}/"' in manager
    assert "/note/" not in manager
    no_episode = told(stranger, a_child(teams["Alder House"]).pk)
    assert "/episodes/" not in read(holder, address(no_episode))


def test_the_pages_of_whoever_tells_are_the_same_whether_the_child_is_missing_or_not(
    teams: dict[str, Team], stranger: Post, holder: Post
) -> None:
    child = a_child(teams["Alder House"])
    take_up(holder, told(stranger, child.pk))
    pages = f"/children/{child.pk}/hand-over/", FIND
    before = [steady(signed_in(stranger).get(page)) for page in pages]
    a_missing_child(teams, ago(3), child=child)
    assert [steady(signed_in(stranger).get(page)) for page in pages] == before


def test_a_number_that_no_search_has_shown_leads_where_no_child_is(episode: Episode, stranger: Post) -> None:
    for method in ("get", "post"):
        one, other = (
            getattr(signed_in(stranger), method)(f"/children/{episode.child_id + more}/hand-over/", typed())
            for more in (0, 1_000_000)
        )
        assert (one.status_code, steady(one)) == (404, steady(other))
    assert not HandedOver.objects.exists()


@pytest.mark.parametrize("kind", ["excluded", "named-only"])
def test_a_child_kept_from_somebody_is_on_no_page_of_what_was_told(
    episode: Episode, stranger: Post, holder: Post, kind: str
) -> None:
    handed = told(stranger, episode.child_id)
    keep(episode, kind, holder if kind == "excluded" else stranger)
    assert "Nothing is waiting." in read(holder, ASKED)
    assert "Asked: " not in read(holder, "/")
    one, unknown = take_up(holder, handed), take_up(holder, HandedOver(pk=handed.pk + 1_000_000))
    assert (one.status_code, steady(one)) == (404, steady(unknown))


def test_a_child_kept_since_from_whoever_told_it_is_on_none_of_their_pages(
    episode: Episode, stranger: Post, holder: Post
) -> None:
    handed = told(stranger, episode.child_id)
    keep(episode, "excluded", stranger)
    assert "Robin" not in read(stranger, FIND)
    assert KNOWS in read(holder, ASKED)  # what they knew still counts
    assert take_up(holder, handed).status_code == 302


@pytest.mark.parametrize(
    "flag",
    [
        {"kind": "hidden-from", "field_class": "notes", "of": "holder"},
        {"kind": "allegation", "of": "holder"},
        {"kind": "allegation", "of": "another", "in_the_team": True},
    ],
    ids=["the notes are hidden from them", "an allegation against them", "an allegation against a colleague"],
)
def test_whoever_may_not_read_others_words_of_the_child_reads_none_of_these(
    episode: Episode, stranger: Post, holder: Post, flag: dict[str, Any]
) -> None:
    """The door says the same of every note."""
    handed, of = told(stranger, episode.child_id), flag.pop("of")
    person = holder if of == "holder" else a_post(holder.team, "team-manager")
    team_ids = [holder.team_id] if flag.pop("in_the_team", False) else []
    Restriction.objects.create(
        child_id=episode.child_id,
        person_id=person.person_id,
        team_ids=team_ids,
        because="A relative",
        ring="101",
        **flag,
    )
    subject = Subject(child_id=episode.child_id)
    assert NOTES not in decide(holder, "let-in", subject, field_class=NOTES).sees
    assert KNOWS not in read(holder, ASKED)
    assert "Asked: " not in read(holder, "/")
    assert signed_in(holder).get(address(handed)).status_code == 404


@pytest.mark.parametrize(
    ("team", "role"),
    [
        ("County social care", "team-manager"),
        ("City early help", "runaways-worker"),
        ("City social care", "agency-administrator"),
        ("County early help", "team-manager"),  # a colleague of whoever told it
    ],
)
def test_nobody_but_the_team_that_is_told_reads_it(
    teams: dict[str, Team], episode: Episode, stranger: Post, team: str, role: str
) -> None:
    handed = told(stranger, episode.child_id)
    assert take_up(a_post(teams[team], role), handed).status_code == 404
    assert not TakenUp.objects.exists()


def test_nothing_is_told_of_what_has_not_happened_yet(episode: Episode, stranger: Post) -> None:
    look(signed_in(stranger))
    page = tell(stranger, episode.child_id, known_at_year="2099").content.decode()
    assert "This lies in the future" in page
    assert KNOWS in page  # no word is lost
    assert not HandedOver.objects.exists()


def test_each_page_of_it_is_logged_and_no_line_holds_a_word_of_it(
    episode: Episode, stranger: Post, holder: Post
) -> None:
    handed = told(stranger, episode.child_id)
    read(stranger, FIND)
    read(holder, ASKED)
    read(holder, address(handed))
    views = View.objects.filter(page__in=["hand-over", "asked"]).order_by("pk")
    assert [(view.page, view.post_id) for view in views] == [
        ("hand-over", stranger.pk),
        ("asked", holder.pk),
        ("asked", holder.pk),
    ]
    assert not any(KNOWS in view.because for view in View.objects.all())
    assert NOTES not in views[0].classes
    assert NOTES in views[1].classes


def test_what_was_told_and_taken_up_stays_as_it_was() -> None:
    for table in ("finding_handedover", "finding_takenup"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE')", [table])
            assert cursor.fetchone() == (False,)
