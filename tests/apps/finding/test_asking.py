"""Asking to be let in to a child whom one has found, and what the team that is asked can answer."""

import re
import threading
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from safereturn.access.models import Involvement, Restriction
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.episodes.actions import Happening, record
from safereturn.episodes.models import Episode
from safereturn.finding.asking import ask as ask_the_team
from safereturn.finding.models import Answer, Asking
from tests.apps.pages.conftest import ago, signed_in
from tests.apps.partnership import a_child, a_partnership, a_post

from .conftest import a_missing_child

pytestmark = pytest.mark.django_db
FIND, ASKED = "/children/find/", "/children/asked/"
WHY = "He sleeps on a friend’s sofa in our street"


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def stranger(teams: dict[str, Team]) -> Post:
    """Somebody of the county, whose team has nothing to do with a child of the city."""
    return a_post(teams["County early help"], "mat-worker")


@pytest.fixture
def holder(teams: dict[str, Team]) -> Post:
    """Somebody of the team that the child is known to."""
    return a_post(teams["City social care"], "social-worker")


@pytest.fixture
def episode(teams: dict[str, Team]) -> Episode:
    return a_missing_child(teams, ago(3))


def look(client: Client) -> str:
    sought = {"given_name": "Robin", "family_name": "Example", "purpose": "Seen in our street"}
    return client.post(FIND, sought).content.decode()


def ask(by: Post, child_id: int, **typed: str) -> Any:
    return signed_in(by).post(f"/children/{child_id}/ask/", {"reason": WHY, "key": str(uuid.uuid4()), **typed})


def asked(by: Post, child_id: int) -> Asking:
    """Look for the child, and ask."""
    look(signed_in(by))
    assert ask(by, child_id).headers["Location"] == FIND
    return Asking.objects.latest("pk")


def answer(by: Post, asking: Asking, is_let_in: str = "yes", **typed: str) -> Any:
    sent = {"is_let_in": is_let_in, "words": "They run the hostel", "key": str(uuid.uuid4()), **typed}
    return signed_in(by).post(f"{ASKED}{asking.pk}/", sent)


def opens(by: Post, episode: Episode) -> bool:
    return signed_in(by).get(f"/episodes/{episode.pk}/").status_code == 200


def keep(episode: Episode, kind: str, person: Post | None = None) -> None:
    Restriction.objects.create(
        child_id=episode.child_id, kind=kind, person_id=person and person.person_id, because="Protected", ring="101"
    )


def test_whoever_finds_a_child_asks_and_is_let_in_by_the_team_that_knows_the_child(
    episode: Episode, stranger: Post, holder: Post
) -> None:
    client = signed_in(stranger)
    link = f"/children/{episode.child_id}/ask/"
    assert f'href="{link}"' in look(client)
    assert "Known to City social care, Derby City Council." in client.get(link).content.decode()
    asking = asked(stranger, episode.child_id)
    assert "None yet." in client.get(FIND).content.decode()
    assert not opens(stranger, episode)

    assert "Asked: 1" in signed_in(holder).get("/").content.decode()
    page = signed_in(holder).get(ASKED).content.decode()
    assert WHY in page
    assert "Derbyshire County Council" in page
    answer(holder, asking)

    assert opens(stranger, episode)
    page = client.get(FIND).content.decode()
    assert "Let in" in page
    assert "They run the hostel" in page
    assert "Let in by" in look(client)
    assert "Asked: " not in signed_in(holder).get("/").content.decode()


def test_whoever_is_let_in_reads_what_somebody_notified_reads_and_changes_nothing(
    episode: Episode, stranger: Post, holder: Post
) -> None:
    told = [Happening("noted", ago(2), {"says": "His aunt has heard from him"})]
    record(episode_id=episode.pk, happenings=told, key=uuid.uuid4(), now=ago(2), by=holder)
    answer(holder, asked(stranger, episode.child_id))
    page = signed_in(stranger).get(f"/episodes/{episode.pk}/").content.decode()
    assert "Robin Example" in page
    assert "His aunt" not in page
    assert f"/episodes/{episode.pk}/whereabouts/" not in page
    view = View.objects.filter(page="episode", post_id=stranger.pk).latest("pk")
    assert view.because == "Let in by City social care (Social worker), whom this team asked."
    assert view.classes == ["duties", "existence", "identity"]


def test_being_let_in_ends_with_the_episode_and_outlives_what_happens_in_it(
    teams: dict[str, Team], episode: Episode, stranger: Post, holder: Post
) -> None:
    answer(holder, asked(stranger, episode.child_id))
    officer = a_post(teams["Control room"], "police-officer")
    told = [
        Happening("categorised", ago(2), {"category": "medium"}),
        Happening("returned", ago(1), {"to": "placement"}),
        Happening("prevention-visit", ago(1), {"in_person": True}),
        Happening("interview-held", ago(1), {"interviewer": "social-worker"}),
        Happening("interview-signed-off", ago(1), {"by": "team-manager"}),
        Happening("done", ago(1), {"duty": "la-notified-by-secure-email"}),
        Happening("done", ago(1), {"duty": "la-check-child-known"}),
    ]
    for one in told:
        record(episode_id=episode.pk, happenings=[one], key=uuid.uuid4(), now=ago(1), by=officer)
    tie = Involvement.objects.get(kind="let-in")
    assert tie.ends_at is None
    record(
        episode_id=episode.pk, happenings=[Happening("closed", ago(0), {})], key=uuid.uuid4(), now=ago(0), by=officer
    )
    tie.refresh_from_db()
    others = Involvement.objects.filter(episode_id=episode.pk, kind="police")
    assert tie.ends_at is not None
    assert tie.ends_at in others.values_list("ends_at", flat=True)


def test_whoever_is_refused_reads_why_and_sees_nothing(episode: Episode, stranger: Post, holder: Post) -> None:
    answer(holder, asked(stranger, episode.child_id), "no", words="Ring our duty desk")
    assert not opens(stranger, episode)
    page = signed_in(stranger).get(FIND).content.decode()
    assert "Refused" in page
    assert "Ring our duty desk" in page
    assert not Involvement.objects.filter(kind="let-in").exists()
    assert asked(stranger, episode.child_id) != Asking.objects.earliest("pk")  # they may ask again


def test_pressing_twice_asks_once_and_answers_once(episode: Episode, stranger: Post, holder: Post) -> None:
    look(signed_in(stranger))
    key = str(uuid.uuid4())
    for sent in ({"key": key}, {"key": key}, {"key": str(uuid.uuid4())}):
        assert ask(stranger, episode.child_id, **sent).headers["Location"] == FIND
    asking = Asking.objects.get()
    for _ in range(2):
        assert answer(holder, asking).headers["Location"] == ASKED
    assert Answer.objects.count() == 1
    assert Involvement.objects.filter(kind="let-in").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_ask_at_the_same_moment_ask_once(teams: dict[str, Team], stranger: Post, holder: Post) -> None:
    child, second_asks = a_child(teams["Alder House"]), threading.Event()

    def ask_once() -> None:
        ask_the_team(child=child, team=holder.team, reason=WHY, key=uuid.uuid4(), by=stranger)

    def ask_in_another_window() -> None:
        try:
            second_asks.set()
            ask_once()
        finally:
            connection.close()

    other = threading.Thread(target=ask_in_another_window)
    with transaction.atomic():
        ask_once()
        other.start()
        assert second_asks.wait(10)
        other.join(0.5)
        assert other.is_alive()  # it waits for what the first window asked
    other.join(10)
    assert Asking.objects.count() == 1


def test_a_number_that_no_search_has_shown_leads_where_no_child_is(episode: Episode, stranger: Post) -> None:
    unknown = ask(stranger, episode.child_id + 1_000_000)
    for method in ("get", "post"):
        crafted = getattr(signed_in(stranger), method)(f"/children/{episode.child_id}/ask/", {"reason": WHY})
        assert (crafted.status_code, steady(crafted)) == (404, steady(unknown))
    look(signed_in(stranger))
    assert ask(stranger, episode.child_id).status_code == 302  # the same number, once it was found


def test_what_a_colleague_has_found_is_not_ones_own_finding(
    teams: dict[str, Team], episode: Episode, stranger: Post
) -> None:
    look(signed_in(stranger))
    assert ask(a_post(stranger.team, "team-manager"), episode.child_id).status_code == 404


@pytest.mark.parametrize("kind", ["excluded", "named-only"])
def test_a_child_kept_from_somebody_after_the_search_is_as_if_there_were_none(
    episode: Episode, stranger: Post, kind: str
) -> None:
    look(signed_in(stranger))
    keep(episode, kind, stranger if kind == "excluded" else None)
    one, other = (ask(stranger, episode.child_id + more) for more in (0, 1_000_000))
    assert (one.status_code, steady(one)) == (404, steady(other))
    assert not Asking.objects.exists()


@pytest.mark.parametrize("kind", ["excluded", "named-only"])
def test_nobody_answers_somebody_who_may_not_see_the_child_any_more(
    episode: Episode, stranger: Post, holder: Post, kind: str
) -> None:
    asking = asked(stranger, episode.child_id)
    keep(episode, kind, stranger if kind == "excluded" else holder)
    assert "Nobody is waiting." in signed_in(holder).get(ASKED).content.decode()
    assert answer(holder, asking).status_code == 404
    assert "Robin" not in signed_in(stranger).get(FIND).content.decode()
    assert not Answer.objects.exists()


def test_nobody_answers_somebody_who_has_left(episode: Episode, stranger: Post, holder: Post) -> None:
    asking = asked(stranger, episode.child_id)
    Post.objects.filter(pk=stranger.pk).update(ended_at=ago(0))
    assert answer(holder, asking).status_code == 404


def test_nobody_answers_themselves(teams: dict[str, Team], episode: Episode, stranger: Post) -> None:
    asking = asked(stranger, episode.child_id)
    both = Post.objects.create(
        person=stranger.person, team=teams["City social care"], role="team-manager", started_at=ago(24)
    )
    client = signed_in(both)
    client.post("/posts/", {"post": both.pk})
    assert "Nobody is waiting." in client.get(ASKED).content.decode()
    sent = {"is_let_in": "yes", "words": "It is I", "key": str(uuid.uuid4())}
    assert client.post(f"{ASKED}{asking.pk}/", sent).status_code == 404


@pytest.mark.parametrize(
    ("team", "role"),
    [
        ("County social care", "team-manager"),  # another agency
        ("City early help", "runaways-worker"),  # another team of the same
        ("Control room", "duty-inspector"),
        ("City social care", "agency-administrator"),  # the team, but a post that works with no child
        ("County early help", "mat-worker"),  # a colleague of whoever asks
    ],
)
def test_nobody_but_the_team_that_is_asked_answers(
    teams: dict[str, Team], episode: Episode, stranger: Post, team: str, role: str
) -> None:
    asking = asked(stranger, episode.child_id)
    other = a_post(teams[team], role) if role != stranger.role else stranger
    one, unknown = answer(other, asking), answer(other, Asking(pk=asking.pk + 1_000_000))
    assert (one.status_code, steady(one)) == (404, steady(unknown))
    assert not Answer.objects.exists()


def test_whom_a_team_has_nothing_to_give_it_can_only_refuse(
    teams: dict[str, Team], holder: Post, stranger: Post
) -> None:
    """Nor does whoever asks learn that the child is not missing: they are asked for words alike."""
    asking = asked(stranger, a_child(teams["Alder House"]).pk)
    page = signed_in(holder).get(f"{ASKED}{asking.pk}/").content.decode()
    assert "There is no open episode" in page
    assert "Yes, until the episode is over" not in page
    assert answer(holder, asking, "yes").status_code == 200
    assert not Answer.objects.exists()
    assert answer(holder, asking, "no").status_code == 302


def test_the_page_to_ask_on_is_the_same_whether_the_child_is_missing_or_not(
    teams: dict[str, Team], stranger: Post
) -> None:
    child = a_child(teams["Alder House"])
    look(signed_in(stranger))
    address = f"/children/{child.pk}/ask/"
    before = steady(signed_in(stranger).get(address))
    a_missing_child(teams, ago(3), child=child)
    assert steady(signed_in(stranger).get(address)) == before


def test_nobody_asks_their_own_team(teams: dict[str, Team]) -> None:
    child = a_child(teams["Alder House"])
    worker = a_post(teams["City social care"], "social-worker")
    assert "Ask them" not in look(signed_in(worker))
    assert ask(worker, child.pk).status_code == 404


def test_each_page_of_it_is_logged_with_why(episode: Episode, stranger: Post, holder: Post) -> None:
    asking = asked(stranger, episode.child_id)
    signed_in(stranger).get(FIND)
    signed_in(holder).get(ASKED)
    signed_in(holder).get(f"{ASKED}{asking.pk}/")
    views = View.objects.filter(page__in=["ask", "asked"]).order_by("pk").values_list("page", "post_id", "because")
    to_be_let_in = "Answer whoever asks one's own team to be let in to a child, or hands it what they know"
    assert list(views) == [
        ("ask", stranger.pk, "Asked to be let in."),
        ("asked", holder.pk, to_be_let_in),
        ("asked", holder.pk, to_be_let_in),
    ]


def test_what_was_asked_and_answered_stays_as_it_was(episode: Episode, stranger: Post, holder: Post) -> None:
    answer(holder, asked(stranger, episode.child_id), "no")
    for table in ("finding_asking", "finding_answer"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE')", [table])
            assert cursor.fetchone() == (False,)


def test_a_search_still_leads_whoever_may_to_the_emergency(teams: dict[str, Team], episode: Episode) -> None:
    worker = a_post(teams["Starting Point"], "front-door-worker")
    assert "Open in an emergency" in look(signed_in(worker))


def steady(answer: Any) -> str:
    """A page without the moment at which it was made, and what is new on each."""
    return re.sub(r'<time.*?</time>|(nonce|value)="[^"]*"|/children/\d+/', "", answer.content.decode())
