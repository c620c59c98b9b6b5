"""The second wall: the database shows each post what `decide` allows it, whatever a page forgets to ask."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import ConnectionHandler, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from safereturn.access.actions import Tie
from safereturn.access.models import Restriction
from safereturn.access.permission import permission
from safereturn.access.wall import WALLED, past_the_wall, seen_by
from safereturn.agencies.models import Post
from safereturn.audit.actions import disclose
from safereturn.children.models import Child
from safereturn.config.roles import APP
from safereturn.config.urls import urlpatterns as every_address
from safereturn.duties.models import Duty, Reminder
from safereturn.episodes.actions import database_time
from safereturn.episodes.models import Episode, Event
from safereturn.interviews.models import Account

from .people import a_post, involve, tied

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.apps.access.test_wall")]
NOW = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)
EPISODE_OF = {
    "episodes_episode": "SELECT id FROM episodes_episode",
    "episodes_event": "SELECT episode_id FROM episodes_event",
    "duties_duty": "SELECT episode_id FROM duties_duty",
    "duties_reminder": "SELECT (SELECT episode_id FROM duties_duty AS d WHERE d.id = duty_id) FROM duties_reminder",
    "interviews_account": "SELECT episode_id FROM interviews_account",
}


@permission("see-board", shows_children=True)
def forgetful(request: HttpRequest) -> HttpResponse:
    """A view whose author forgot to ask which episodes the post may see."""
    disclose(request, page="forgetful", because="None", shown=[])
    return HttpResponse("".join(Episode.objects.values_list("reference", flat=True)))


urlpatterns = [*every_address, path("try/forgetful/", forgetful)]


@transaction.atomic
def episodes(count: int = 1) -> list[Episode]:
    """Episodes with something in each walled table; every third child has two of them."""
    team = a_post().team
    made = []
    for number in range(count):
        child = made[-1].child if number % 3 == 1 else Child.objects.create(given_name="Robin", family_name="Example")
        opened = NOW + dt.timedelta(days=number)
        made.append(
            Episode.objects.create(
                child=child,
                reference=f"SR-{uuid.uuid4().hex[:12]}",
                kind="missing",
                opened_at=opened,
                absent_until=opened,
            )
        )
    for episode in made:
        event = Event.objects.create(
            episode=episode, place=0, type="interview-held", happened_at=NOW, key=uuid.uuid4(),
            recorded_at=database_time(), previous=b"", seal=b"",
        )  # fmt: skip
        duty = Duty.objects.create(episode=episode, protocol_id="x", occurrence=1, sections=[], arose_at=NOW)
        Reminder.objects.create(duty=duty, kind="due", due_at=NOW, team=team)
        Account.objects.create(episode=episode, key=event.key, held_at=NOW)
    return made


def shown() -> dict[str, set[int]]:
    """The episodes of which the database shows something now, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table, asked in EPISODE_OF.items():
            cursor.execute(asked)
            found[table] = {episode for (episode,) in cursor.fetchall()}
    return found


def everywhere(*some: int) -> dict[str, set[int]]:
    return {table: set(some) for table in EPISODE_OF}


def test_a_post_is_shown_what_its_team_is_tied_to() -> None:
    ours, _ = (episode.pk for episode in episodes(2))
    post = tied(a_post(), "owes", episode_id=ours)
    with seen_by(post):
        assert shown() == everywhere(ours)


def test_whoever_asks_for_nobody_is_shown_nothing() -> None:
    episodes()
    with seen_by(None):
        assert shown() == everywhere()


def test_past_the_wall_everything_is_shown_and_afterwards_what_was_before() -> None:
    ours, other = (episode.pk for episode in episodes(2))
    with seen_by(tied(a_post(), "owes", episode_id=ours)), transaction.atomic():
        with past_the_wall():
            assert shown() == everywhere(ours, other)
        assert shown() == everywhere(ours)


@pytest.mark.parametrize("setting", ["", "nobody", "all", "0:owes", "-1:owes", "{post}", "{post}:", "x{post}:owes"])
def test_a_setting_that_names_no_post_and_no_tie_shows_nothing(setting: str) -> None:
    (one,) = episodes()
    post = tied(a_post(), "owes", episode_id=one.pk)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, asked in EPISODE_OF.items():
            told = setting.format(post=post.pk)
            cursor.cursor.execute(f"SET LOCAL safereturn.sees = '{told}'; {asked}")  # as no statement of Django's is
            cursor.nextset()
            assert cursor.fetchall() == [], table


def test_a_post_that_has_ended_is_shown_nothing() -> None:
    (one,) = episodes()
    post = tied(a_post(), "owes", episode_id=one.pk)
    Post.objects.filter(pk=post.pk).update(ended_at=NOW)
    with seen_by(post):
        assert shown() == everywhere()


def test_of_a_child_kept_for_others_a_broken_glass_shows_what_it_was_broken_for_and_lets_no_other_tie_count() -> None:
    one, other = episodes(2)
    officer = a_post("police-officer")
    for episode in (one, other):
        tied(officer, "police", episode_id=episode.pk, child_id=one.child_id)
    Restriction.objects.create(child_id=one.child_id, kind="named-only", because="A relative", ring="none")
    ties = ("glass-named-only", "glass")
    for kind, wanted in zip(ties, (everywhere(), everywhere(one.pk)), strict=True):
        tie = Tie(officer.team_id, kind, "An emergency", officer.pk)
        involve(episode_id=one.pk, child_id=one.child_id, ties=[tie])
        with seen_by(officer):
            assert shown() == wanted


def test_a_row_is_changed_and_added_by_nobody_who_is_not_shown_it() -> None:
    (one,) = episodes()
    post = tied(a_post(), "owes", episode_id=one.pk + 1)
    with seen_by(post):
        assert Episode.objects.update(state="closed") == 0
        assert Duty.objects.all().delete()[0] == 0
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Duty.objects.create(episode=one, protocol_id="y", occurrence=1, sections=[], arose_at=NOW)
    assert Duty.objects.get().protocol_id == "x"
    assert Episode.objects.get().state == ""


def test_a_page_that_forgets_to_ask_shows_a_stranger_nothing() -> None:
    ours, _ = episodes(2)
    insider, stranger = (a_post("social-worker") for _ in range(2))
    tied(insider, "owes", episode_id=ours.pk, child_id=ours.child_id)
    assert page(insider) == ours.reference
    assert page(stranger) == ""


def page(post: Post) -> str:
    post.person.in_demonstration = True
    post.person.save()
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get("/try/forgetful/").content.decode()


@pytest.fixture
def pooled(transactional_db: None) -> Iterator[Any]:
    """A connection of the service's own, from a pool of one: the next who takes it has the very same."""
    pool = {"min_size": 1, "max_size": 1, "timeout": 5}
    settings = connection.settings_dict | {"USER": APP, "OPTIONS": {"pool": pool}, "CONN_HEALTH_CHECKS": True}
    taken = ConnectionHandler({"default": settings})["default"]
    yield taken
    taken.close()
    taken.close_pool()


@pytest.mark.parametrize("ends", ["alone", "commit", "rollback", "error", "past the wall"])
def test_a_setting_never_outlives_its_transaction_in_a_pooled_connection(pooled: Any, ends: str) -> None:
    (one,) = episodes()
    post = tied(a_post(), "owes", episode_id=one.pk)

    def of_the_server(asked: str) -> Any:
        return pooled.connection.execute(asked).fetchone()[0]  # past Django: as a statement that tells nothing

    def look() -> None:
        with pooled.cursor() as cursor:
            cursor.execute("SELECT id FROM episodes_episode")
            assert cursor.fetchall() == [(one.pk,)]

    pooled.ensure_connection()
    server = of_the_server("SELECT pg_backend_pid()")
    with past_the_wall() if ends == "past the wall" else seen_by(post):
        if ends in ("alone", "past the wall"):
            look()
        elif ends == "error":
            with pytest.raises(Exception, match="does not exist"), pooled.cursor() as cursor:
                cursor.execute("SELECT nothing FROM episodes_episode")
        else:
            pooled.set_autocommit(False)
            look()
            (pooled.commit if ends == "commit" else pooled.rollback)()
            pooled.set_autocommit(True)
    for _ in range(2):  # as it stands now, and as the next takes it from the pool
        assert of_the_server("SELECT current_setting('safereturn.sees', true)") in (None, "")
        assert of_the_server("SELECT count(*) FROM episodes_episode") == 0
        pooled.close()
        pooled.ensure_connection()
    assert of_the_server("SELECT pg_backend_pid()") == server


def test_rows_that_are_read_a_few_at_a_time_stand_behind_the_wall_too(pooled: Any) -> None:
    ours, _ = episodes(2)
    with seen_by(tied(a_post(), "owes", episode_id=ours.pk)):
        assert [episode.pk for episode in Episode.objects.iterator(chunk_size=1)] == [ours.pk]
        with transaction.atomic():
            assert [episode.pk for episode in Episode.objects.iterator(chunk_size=1)] == [ours.pk]


# What holds the number of an episode and stands before no wall: who looked, who is tied, and why somebody opened it.
BEFORE_NO_WALL = {"audit_view", "access_involvement", "access_breakglass"}


def test_every_table_of_what_belongs_to_an_episode_is_walled() -> None:
    def belongs(model: Any) -> bool:
        names = {field.column for field in model._meta.concrete_fields}
        related = {field.related_model for field in model._meta.concrete_fields}
        return "episode_id" in names or bool(related & {Episode, Event, Duty, Account})

    tables = {model._meta.db_table for model in apps.get_models() if model is Episode or belongs(model)}
    assert tables - BEFORE_NO_WALL == set(WALLED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        assert {table for (table,) in cursor.fetchall()} == set(WALLED)
