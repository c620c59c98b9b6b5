"""One person is signed in twice at most: whoever comes a third time ends one of the two, and sees nothing before."""

import datetime as dt
import uuid
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from safereturn.access.public_routes import OPEN
from safereturn.agencies.devices import device_of
from safereturn.agencies.models import OpenSession, Person, Post
from safereturn.agencies.sessions import keep_alive
from safereturn.config import settings as as_it_runs
from safereturn.people.actions import Sent, close, reopen, send_link
from tests.apps.access.test_routes import routes
from tests.apps.access.walk import BACKEND, named_in
from tests.apps.at_once import together
from tests.apps.partnership import a_partnership, a_post

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2026, 1, 9, 21, 40, tzinfo=dt.UTC)
PASSWORD = "a long and private sentence"
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 "
    "Mobile/15E148 Safari/604.1"
)
Show = Callable[[dt.datetime], None]


@pytest.fixture(autouse=True)
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Let the service's clock show a moment; first a night."""

    def shown(moment: dt.datetime) -> None:
        monkeypatch.setattr("safereturn.config.clock.now", lambda: moment)

    shown(NIGHT)
    return shown


@pytest.fixture(autouse=True)
def two_at_most(settings: Any) -> None:
    """As the service runs; other tests open a browser for each act."""
    settings.SESSIONS_AT_MOST = as_it_runs.SESSIONS_AT_MOST
    assert settings.SESSIONS_AT_MOST == 2


@pytest.fixture
def worker() -> Post:
    return a_post(a_partnership()["City social care"], "social-worker")


@pytest.fixture
def carer() -> Post:
    return a_post(a_partnership()["Alder House"], "residential-worker")


def sign_in(post: Post, browser: str = "") -> Client:
    """A new browser, in which somebody signs in."""
    client = Client(headers={"User-Agent": browser})
    client.post("/demonstration/", {"post": post.pk})
    return client


def is_let_in(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


def the_page(client: Client) -> str:
    return unescape(client.get("/sessions/").content.decode())


def end_first_on(page: str, client: Client, address: str = "/sessions/") -> Any:
    """End the session that stands first on a page."""
    return client.post(address, {"sessions": [page.partition('name="sessions"')[2].split('value="')[1].split('"')[0]]})


def test_the_third_session_sees_the_two_that_are_open_and_is_let_in_once_one_has_ended(
    worker: Post, show: Show
) -> None:
    office = sign_in(worker, WINDOWS)
    show(NIGHT + dt.timedelta(minutes=20))
    phone = sign_in(worker, PHONE)
    assert is_let_in(office)
    show(NIGHT + dt.timedelta(minutes=22))
    third = sign_in(worker)
    assert third.get("/handbook/").headers["Location"] == "/sessions/?next=/handbook/"
    page = the_page(third)
    assert "You are signed in twice already" in page
    for said in (
        "Chrome on Windows", "Signed in at 21:40 today, last used at about 22:00 today.",
        "Safari on an iPhone", "Signed in at 22:00 today, last used at about 22:00 today.",
    ):  # fmt: skip
        assert said in page
    assert page.index("iPhone") < page.index("Windows")
    assert end_first_on(page, third, "/sessions/?next=/handbook/").headers["Location"] == "/handbook/"
    assert is_let_in(third)
    assert is_let_in(office)
    assert phone.get("/").headers["Location"] == "/accounts/login/?next=/"


def an_address(route: str) -> str:
    """Some address of a route."""
    if "/" in route:  # an old one of the sign-in library's, which has no name
        return f"/accounts/{route}"
    for value in (1, uuid.uuid4(), "child"):
        try:
            return reverse(route, kwargs=dict.fromkeys(named_in(route), value))
        except NoReverseMatch:
            continue
    raise LookupError(f"{route} has no address that this test can make")


@pytest.mark.parametrize("method", ["get", "post"])
def test_until_then_no_route_opens_but_those_that_are_open_to_anybody(worker: Post, method: str) -> None:
    sign_in(worker), sign_in(worker)
    third = sign_in(worker)
    to = {}
    for route, _ in routes():
        if route not in OPEN and route != "agencies:sessions":
            answer = getattr(third, method)(an_address(route))
            to[route] = answer.headers.get("Location", str(answer.status_code)).partition("?")[0]
    assert len(to) > 60
    assert {route: where for route, where in to.items() if where != "/sessions/"} == {}


def test_whoever_waits_acts_as_no_post_and_is_shown_no_way_to_any_page(worker: Post) -> None:
    sign_in(worker), sign_in(worker)
    answer = sign_in(worker).get("/sessions/")
    assert (answer.wsgi_request.post, answer.wsgi_request.has_second_factor) == (None, False)
    assert 'href="/handbook/"' not in answer.content.decode()


def test_a_third_sign_in_by_password_waits_too(worker: Post) -> None:
    Person.objects.filter(pk=worker.person_id).update(in_demonstration=False)
    worker.person.refresh_from_db()
    worker.person.set_password(PASSWORD)
    worker.person.save()
    clients = [Client(), Client(), Client()]
    for client in clients:
        answer = client.post("/accounts/login/", {"login": worker.person.email, "password": PASSWORD})
        assert answer.status_code == 302
    assert [client.get("/").headers["Location"] for client in clients] == [
        "/accounts/2fa/", "/accounts/2fa/", "/sessions/?next=/",
    ]  # fmt: skip


def test_to_choose_nothing_or_what_is_not_there_ends_nothing_and_says_so(worker: Post, carer: Post) -> None:
    clients = [sign_in(worker), sign_in(worker), sign_in(worker)]
    sign_in(carer)
    of_the_carer = OpenSession.objects.get(person=carer.person_id)
    for sent, says in (({}, "Choose which to end"), ({"sessions": [of_the_carer.pk]}, "has ended meanwhile")):
        assert says in clients[2].post("/sessions/", sent).content.decode()
    assert [is_let_in(client) for client in clients] == [True, True, False]
    assert OpenSession.objects.filter(pk=of_the_carer.pk).exists()


def test_the_page_leads_to_no_other_site(worker: Post) -> None:
    sign_in(worker), sign_in(worker)
    third = sign_in(worker)
    answer = end_first_on(the_page(third), third, "/sessions/?next=https://elsewhere.example/")
    assert answer.headers["Location"] == "/"


def test_at_any_time_one_sees_where_one_is_signed_in_and_ends_others(worker: Post) -> None:
    here, there = sign_in(worker, WINDOWS), sign_in(worker, PHONE)
    page = the_page(here)
    assert "Here: Chrome on Windows, signed in at 21:40 today" in page
    assert end_first_on(page, here).headers["Location"] == "/sessions/"
    page = the_page(here)
    assert "1 other session has ended." in page
    assert "You are signed in nowhere else." in page
    assert (is_let_in(here), is_let_in(there)) == (True, False)


def test_the_page_of_ones_own_account_leads_there(worker: Post) -> None:
    TOTP.activate(worker.person, generate_totp_secret())
    assert 'href="/sessions/"' in sign_in(worker).get("/accounts/2fa/").content.decode()


def test_one_that_waits_is_named_so_and_can_be_ended_before_it_ever_came_in(worker: Post) -> None:
    first, _, third = sign_in(worker), sign_in(worker), sign_in(worker, PHONE)
    page = the_page(first)
    assert "last used at about 21:40 today. Not let in yet." in page
    assert page.index("Not let in yet") < page.index("A browser on a device of an unknown kind", page.index("iPhone"))
    end_first_on(page, first)
    assert third.get("/sessions/").headers["Location"].startswith("/accounts/login/")


def test_who_signs_out_makes_room(worker: Post) -> None:
    first, second, third = sign_in(worker), sign_in(worker), sign_in(worker)
    first.post("/accounts/logout/")
    assert (is_let_in(second), is_let_in(third)) == (True, True)


@pytest.mark.parametrize(("at", "minutes"), [("Alder House", 15), ("City social care", 30)])
def test_a_session_without_a_page_for_too_long_does_not_count(at: str, minutes: int, show: Show) -> None:
    role = "residential-worker" if at == "Alder House" else "social-worker"
    post = a_post(a_partnership()[at], role)
    clients = [sign_in(post), sign_in(post)]
    assert [is_let_in(client) for client in clients] == [True, True]
    show(NIGHT + dt.timedelta(minutes=minutes, seconds=-1))
    third = sign_in(post)
    assert not is_let_in(third)
    show(NIGHT + dt.timedelta(minutes=minutes))
    assert is_let_in(third)
    assert "You are signed in nowhere else." in the_page(third)
    assert [is_let_in(client) for client in clients] == [False, False]


def test_a_session_of_ten_hours_does_not_count(worker: Post, show: Show) -> None:
    busy = sign_in(worker)
    for minutes in range(0, 10 * 60, 25):
        show(NIGHT + dt.timedelta(minutes=minutes))
        assert is_let_in(busy)
    other, third = sign_in(worker), sign_in(worker)
    assert (is_let_in(other), is_let_in(third)) == (True, False)
    show(NIGHT + dt.timedelta(hours=10))
    assert (is_let_in(third), is_let_in(busy), is_let_in(other)) == (True, False, True)


def test_one_browser_in_which_somebody_signs_in_again_and_again_has_one_session(worker: Post, carer: Post) -> None:
    client = sign_in(worker)
    for post in (carer, worker, worker, carer, worker):
        client.post("/demonstration/", {"post": post.pk})
        assert is_let_in(client)
    assert OpenSession.objects.get().person_id == worker.person_id


def test_a_session_that_was_ended_is_not_brought_back_by_a_page_that_was_on_its_way(worker: Post, show: Show) -> None:
    client = sign_in(worker)
    request = RequestFactory().get("/")
    request.session, request.now = client.session, NIGHT + dt.timedelta(minutes=10)
    as_it_was = OpenSession.objects.get()
    OpenSession.objects.all().delete()
    assert not keep_alive(request, as_it_was, worker)
    assert not OpenSession.objects.exists()


def a_form(by: Post) -> Sent:
    return Sent(key=uuid.uuid4(), by=by, now=NIGHT)


@pytest.fixture
def keeper(worker: Post) -> Post:
    """Somebody else of the agency, who keeps its accounts."""
    return a_post(worker.team, "agency-administrator")


def test_the_sessions_of_a_leaver_are_over_and_do_not_count_when_the_account_is_opened_again(
    worker: Post, keeper: Post
) -> None:
    before = [sign_in(worker), sign_in(worker), sign_in(worker)]
    close(person=worker.person, because="Leaves", sent=a_form(keeper))
    assert [client.get(page).headers["Location"] for client in before for page in ("/", "/sessions/")] == [
        "/accounts/login/?next=/", "/accounts/login/?next=/sessions/",
    ] * 3  # fmt: skip
    reopen(person=worker.person, address="https://here.example", sent=a_form(keeper))
    again = Client()
    again.force_login(worker.person, backend=BACKEND)
    assert again.get("/sessions/").status_code == 200
    assert "You are signed in nowhere else." in the_page(again)


def test_a_link_for_a_new_password_ends_them_all_and_none_counts(worker: Post, keeper: Post) -> None:
    before = [sign_in(worker), sign_in(worker), sign_in(worker)]
    send_link(person=worker.person, without_proofs=False, address="https://here.example", sent=a_form(keeper))
    assert not any(is_let_in(client) for client in before)
    assert is_let_in(sign_in(worker))
    assert is_let_in(sign_in(worker))
    assert not is_let_in(sign_in(worker))


def test_a_new_password_of_ones_own_ends_the_other_sessions_and_not_this_one(worker: Post) -> None:
    worker.person.set_password(PASSWORD)
    worker.person.save()
    here, there = sign_in(worker), sign_in(worker)
    sent = {"oldpassword": PASSWORD, "password1": "four words of nothing", "password2": "four words of nothing"}
    assert here.post("/accounts/password/change/", sent).status_code == 302
    assert (is_let_in(here), is_let_in(there)) == (True, False)
    assert is_let_in(sign_in(worker))
    assert not is_let_in(sign_in(worker))


def test_two_sign_ins_with_a_new_password_leave_no_room_for_the_session_that_set_it(worker: Post) -> None:
    worker.person.set_password(PASSWORD)
    worker.person.save()
    here = sign_in(worker)
    sent = {"oldpassword": PASSWORD, "password1": "four words of nothing", "password2": "four words of nothing"}
    assert here.post("/accounts/password/change/", sent).status_code == 302
    others = [sign_in(worker), sign_in(worker)]
    assert [is_let_in(client) for client in (*others, here)] == [True, True, False]


ROUNDS = 6  # a race is lost in some of them


@pytest.mark.django_db(transaction=True)
def test_of_sign_ins_at_the_same_moment_two_are_let_in(carer: Post) -> None:
    for _ in range(ROUNDS):
        clients = [Client() for _ in range(4)]
        together(*[lambda client=client: client.post("/demonstration/", {"post": carer.pk}) for client in clients])
        assert sorted(is_let_in(client) for client in clients) == [False, False, True, True]
        assert OpenSession.objects.filter(is_let_in=True).count() == 2
        OpenSession.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_of_sessions_that_wait_for_one_place_at_the_same_moment_one_is_let_in(carer: Post) -> None:
    for _ in range(ROUNDS):
        first, second, *wait = [sign_in(carer) for _ in range(4)]
        first.post("/accounts/logout/")
        together(*[lambda client=client: client.get("/") for client in wait])
        assert is_let_in(second)
        assert sorted(is_let_in(client) for client in wait) == [False, True]
        OpenSession.objects.all().delete()


@pytest.mark.parametrize(
    ("user_agent", "says"),
    [
        (WINDOWS, "Chrome on Windows"),
        (f"{WINDOWS} Edg/156.0.0.0", "Edge on Windows"),
        (PHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Linux"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chromium/156.0 Chrome/156.0", "Chromium on Linux"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36", "Chrome on an Android phone or tablet"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_6) Version/19.1 Safari/605.1.15", "Safari on a Mac"),
        ("", "A browser on a device of an unknown kind"),
        ("<script>" * 400, "A browser on a device of an unknown kind"),
    ],
)
def test_a_device_is_named_in_plain_words(user_agent: str, says: str) -> None:
    assert device_of(user_agent) == says
    assert len(says) <= OpenSession._meta.get_field("device").max_length  # type: ignore[operator]


def test_a_session_is_over_when_the_cookies_time_is(worker: Post) -> None:
    sign_in(worker)
    session = OpenSession.objects.get()
    assert session.over_at - session.signed_in_at == dt.timedelta(seconds=as_it_runs.SESSION_COOKIE_AGE)
