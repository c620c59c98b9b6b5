"""A session that ends loses no word and gives none away: half an hour idle, ten hours in any case."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from safereturn.agencies.models import OpenSession, Post, Team
from safereturn.audit.actions import Shown, log_views
from safereturn.duties.models import Duty
from safereturn.episodes.models import Event
from safereturn.oversight.models import CycleKept
from tests.apps.partnership import a_partnership

from .test_nothing_leaks import a_post, an_episode, happening, signed_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 23, tzinfo=dt.UTC)
WORDS = "I wanted to see my sister."
Form = Callable[[dict[str, Team]], tuple[Post, str, dict[str, str]]]  # who fills it in, where, and what they type


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    show(NOW, monkeypatch)


def show(moment: dt.datetime, patch: pytest.MonkeyPatch) -> None:
    """Let the service's clock show a moment."""
    patch.setattr("safereturn.config.clock.now", lambda: moment)


@pytest.fixture
def worker() -> Post:
    return a_post(a_partnership()["City social care"], "social-worker")


@pytest.fixture
def address() -> str:
    """The page on which the interview of a child is written up."""
    episode = an_episode(a_partnership(), happening("returned", 1, to="placement"), open_to=["social-care"])
    return f"/episodes/{episode.pk}/interview/"


def idle_for_half_an_hour(client: Client) -> None:
    sessions = Session.objects.filter(session_key=client.cookies["sessionid"].value)
    for session in sessions:
        session.expire_date -= dt.timedelta(minutes=30, seconds=1)
        session.save()


def send(client: Client, address: str) -> str:
    """Send what was typed; where it leads."""
    answer = client.post(address, {"in_the_childs_words": WORDS, "key": str(uuid.uuid4())})
    return str(answer.headers.get("Location", ""))


def sign_in(client: Client, post: Post) -> None:
    client.post("/demonstration/", {"post": post.pk})


def test_half_an_hour_without_a_page_ends_the_session_and_the_words_wait_for_their_writer(
    worker: Post, address: str
) -> None:
    client = signed_in(worker)
    assert client.get(address).status_code == 200
    idle_for_half_an_hour(client)
    assert send(client, address) == f"/accounts/login/?next={address}"
    sign_in(client, worker)
    assert WORDS in client.get(address).content.decode()
    assert not Event.objects.filter(type="interview-held").exists()


def test_ten_hours_end_it_however_busy_and_the_words_wait_too(
    worker: Post, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(worker)
    for minutes in range(0, 10 * 60, 25):
        show(NOW + dt.timedelta(minutes=minutes), monkeypatch)
        assert client.get(address).status_code == 200
    show(NOW + dt.timedelta(hours=10, seconds=1), monkeypatch)
    assert send(client, address) == f"/accounts/login/?next={address}"
    sign_in(client, worker)
    assert WORDS in client.get(address).content.decode()


def test_a_session_that_is_ended_in_another_one_loses_no_word_either(worker: Post, address: str) -> None:
    client, other = signed_in(worker), signed_in(worker)
    assert client.get(address).status_code == 200
    (ended,) = OpenSession.objects.order_by("id")[:1]
    other.post("/sessions/", {"sessions": [ended.pk]})
    assert send(client, address) == f"/accounts/login/?next={address}"
    sign_in(client, worker)
    assert WORDS in client.get(address).content.decode()
    assert not Event.objects.filter(type="interview-held").exists()


def test_words_wait_while_whoever_wrote_them_is_signed_in_twice_elsewhere(
    worker: Post, address: str, settings: Any
) -> None:
    settings.SESSIONS_AT_MOST = 2
    client = signed_in(worker)
    assert client.get(address).status_code == 200
    OpenSession.objects.all().delete()
    assert send(client, address) == f"/accounts/login/?next={address}"
    signed_in(worker), signed_in(worker)
    sign_in(client, worker)
    assert send(client, address) == f"/sessions/?next={address}"  # pressed once more: not recorded, and not lost
    ended = OpenSession.objects.order_by("id")[0]
    assert client.post(f"/sessions/?next={address}", {"sessions": [ended.pk]}).headers["Location"] == address
    assert WORDS in client.get(address).content.decode()
    assert not Event.objects.filter(type="interview-held").exists()


def a_duty(teams: dict[str, Team]) -> tuple[Post, str, dict[str, str]]:
    """A social worker's duty, and the reason why it is late."""
    episode = an_episode(teams, happening("returned", 1, to="placement"), open_to=["social-care"])
    duty = Duty.objects.get(episode=episode, protocol_id="return-interview")
    worker = a_post(Team.objects.get(pk=duty.team_id), "social-worker")
    return worker, f"/episodes/{episode.pk}/duties/{duty.pk}/", {"outcome": "excused", "words": WORDS}


def a_meeting(teams: dict[str, Team]) -> tuple[Post, str, dict[str, str]]:
    """A meeting of a group, with a note."""
    return a_lead(teams), "/oversight/gov-mpmg-role/", {"reference": "Folder 7", "note": WORDS}


def a_mistake(teams: dict[str, Team]) -> tuple[Post, str, dict[str, str]]:
    """A meeting that was recorded by mistake, and why."""
    kept = CycleKept.objects.create(
        cycle="gov-mpmg-role", edition="2019", held_on=NOW.date(), reference="7", said_by="Sam", key=uuid.uuid4()
    )
    return a_lead(teams), f"/oversight/gov-mpmg-role/{kept.pk}/mistake/", {"note": WORDS}


def a_leaver(teams: dict[str, Team]) -> tuple[Post, str, dict[str, str]]:
    """Somebody who leaves, and why."""
    council = teams["City social care"].agency
    team = Team.objects.create(agency=council, name="Governance", kind="information-governance")
    leaver = a_post(teams["City social care"], "social-worker")
    return a_post(team, "agency-administrator"), f"/people/{leaver.person_id}/leave/", {"because": WORDS}


def an_asking(teams: dict[str, Team]) -> tuple[Post, str, dict[str, str]]:
    """Somebody who asks to be let in to a child whom they have found, and why."""
    episode, by = an_episode(teams), a_post(teams["County early help"], "mat-worker")
    found = [Shown(episode.child_id, None)]
    log_views(shown=found, page="find", because="Looked for: seen here", classes=["identity"], by=by)
    return by, f"/children/{episode.child_id}/ask/", {"reason": WORDS}


def a_lead(teams: dict[str, Team]) -> Post:
    return a_post(teams["City child protection"], "missing-children-lead")


@pytest.mark.parametrize("ends", ["idle", "after ten hours"])
@pytest.mark.parametrize("form", [a_duty, a_meeting, a_mistake, a_leaver, an_asking])
def test_every_other_form_with_words_of_ones_own_keeps_them_too(
    form: Form, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, address, typed = form(a_partnership())
    client = signed_in(by)
    assert client.get(address).status_code == 200
    if ends == "idle":
        idle_for_half_an_hour(client)
    else:
        show(NOW + dt.timedelta(hours=10, seconds=1), monkeypatch)
    answer = client.post(address, {"key": str(uuid.uuid4()), **typed})
    assert answer.headers["Location"] == f"/accounts/login/?next={address}"
    sign_in(client, by)
    assert WORDS in client.get(address).content.decode()


def test_every_page_fills_its_forms_with_what_was_sent_before_a_time_out() -> None:
    """Those that do not, keep a draft at each step: the report, and the acts of an episode."""
    sources = Path(apps.get_app_config("web").path).parent
    reads_only_what_is_sent = {
        str(path.relative_to(sources))
        for path in sources.rglob("*.py")
        if re.search(r"request\.POST\b(?!\.(get|lists)\()", path.read_text())
    }
    assert reads_only_what_is_sent == {"web/drafts.py", "episodes/acts.py"}


def test_whoever_signs_in_next_on_a_shared_computer_finds_no_word_of_another(worker: Post, address: str) -> None:
    client = signed_in(worker)
    client.get(address)
    idle_for_half_an_hour(client)
    send(client, address)
    sign_in(client, a_post(worker.team, "social-worker"))
    page = client.get(address)
    assert page.status_code == 200
    assert WORDS not in page.content.decode()


def test_what_comes_from_nobodys_session_is_not_kept(worker: Post, address: str) -> None:
    client = Client()
    assert send(client, address) == f"/accounts/login/?next={address}"
    sign_in(client, worker)
    assert WORDS not in client.get(address).content.decode()


def test_a_post_that_ends_in_the_middle_of_a_session_records_nothing_more(worker: Post, address: str) -> None:
    client = signed_in(worker)
    assert client.get(address).status_code == 200
    Post.objects.filter(pk=worker.pk).update(ended_at=NOW)
    assert send(client, address) == "/posts/"
    assert client.get(address).headers["Location"] == "/posts/"
    assert not Event.objects.filter(type="interview-held").exists()
