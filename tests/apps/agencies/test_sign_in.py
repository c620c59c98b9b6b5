"""Signing in: what a person does, step by step, and what nobody can do."""

import datetime as dt
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import reload
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import NoReverseMatch, clear_url_caches, reverse

from safereturn.agencies import urls
from safereturn.agencies.models import Person, Post
from safereturn.agencies.queries import holder
from safereturn.agencies.sign_in import BACKEND
from safereturn.config import urls as every_address
from tests.apps.partnership import a_partnership, a_post

pytestmark = pytest.mark.django_db
PASSWORD = "a long and private sentence"
NIGHT = dt.datetime(2026, 1, 9, 21, 40, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def no_failed_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def worker() -> Person:
    """A social worker with a password, who has never signed in."""
    person = a_post(a_partnership()["City social care"], "social-worker").person
    person.in_demonstration = False
    person.set_password(PASSWORD)
    person.save()
    return person


def give_password(client: Client, person: Person, password: str = PASSWORD) -> str:
    """Where the person is led after giving a password; nowhere when it was refused."""
    answer = client.post("/accounts/login/", {"login": person.email, "password": password})
    return answer.headers.get("Location", "")


def code(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows, or will show so many half minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))


def with_an_app(person: Person) -> str:
    """Give a person an authenticator app; its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    return secret


def test_a_new_person_signs_in_sets_up_an_app_and_only_then_sees_the_board(worker: Person) -> None:
    client = Client()
    assert give_password(client, worker) == "/"
    assert client.get("/").headers["Location"] == "/accounts/2fa/"
    again = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Is it still you?" in again.content.decode()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)
    assert secret is not None
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code(secret[1])})
    assert answer.status_code == 302
    assert client.get("/").status_code == 200


def test_the_password_alone_does_not_sign_in_who_has_an_app(worker: Person) -> None:
    secret, client = with_an_app(worker), Client()
    assert give_password(client, worker) == "/accounts/2fa/authenticate/"
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret)}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_code_works_once_for_as_long_as_it_is_valid(worker: Person) -> None:
    shown = code(with_an_app(worker))
    first, second = Client(), Client()
    give_password(first, worker)
    first.post("/accounts/2fa/authenticate/", {"code": shown})
    assert first.get("/").status_code == 200
    cache.delete(f"allauth.mfa.totp.used?user={worker.pk}&code={shown}")  # the library forgets after half a minute
    give_password(second, worker)
    answer = second.post("/accounts/2fa/authenticate/", {"code": shown})
    assert "This code has been used. Wait for the next one." in answer.content.decode()
    assert second.get("/").status_code == 302


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(worker: Person) -> None:
    pages = []
    for address in (worker.email, "nobody@council.example"):
        answer = Client().post("/accounts/login/", {"login": address, "password": "something else entirely"})
        pages.append(re.sub(r'nonce="[^"]*"|value="[^"]*"|<time.*?</time>', "", answer.content.decode()))
    assert pages[0] == pages[1]
    assert "There is a problem" in pages[0]


def test_guessing_is_stopped_after_a_few_attempts(worker: Person) -> None:
    client = Client()
    for _ in range(5):
        give_password(client, worker, "a wrong guess indeed")
    answer = client.post("/accounts/login/", {"login": worker.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert "too many wrong attempts" in answer.content.decode()


def test_a_person_who_has_left_cannot_sign_in_and_is_out_on_the_next_page(worker: Person) -> None:
    with_an_app(worker)
    client = Client()
    client.force_login(worker, backend=BACKEND)
    assert client.get("/").status_code == 200
    worker.is_active = False
    worker.save()
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert give_password(Client(), worker) != "/"


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "email/", "password/set/", "login/code/confirm/"])
def test_nobody_registers_or_resets_a_password_by_mail(worker: Person, address: str) -> None:
    with_an_app(worker)
    inside = Client()
    inside.force_login(worker, backend=BACKEND)
    assert inside.get(f"/accounts/{address}").status_code == 404
    outside = Client().get(f"/accounts/{address}")
    assert outside.headers["Location"].startswith("/accounts/login/")


def test_the_sign_in_page_offers_no_way_that_is_closed() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert "signup" not in page
    assert "password/reset" not in page
    assert "Sign in with a passkey" in page


@pytest.mark.parametrize("address", ["", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"])
def test_the_pages_of_the_account_have_the_look_of_all_others(worker: Person, address: str) -> None:
    client = Client()
    give_password(client, worker)
    with_an_app(worker) if address == "recovery-codes/generate/" else None
    page = client.get(f"/accounts/2fa/{address}", follow=True).content.decode()
    assert "govuk-heading-l" in page
    assert "govuk-button" in page
    assert " style=" not in page


def test_a_session_ends_half_an_hour_after_the_latest_page(settings: Any, worker: Person) -> None:
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    with_an_app(worker)
    client = Client()
    client.force_login(worker, backend=BACKEND)
    with at(NIGHT):
        client.get("/")
    for minutes in (20, 40, 60):  # never more than half an hour apart
        with at(NIGHT + dt.timedelta(minutes=minutes)):
            assert client.get("/").status_code == 200
            assert client.session.get_expiry_age() == 30 * 60


def test_in_a_home_where_computers_are_shared_a_session_ends_after_a_quarter_of_an_hour() -> None:
    carer = a_post(a_partnership()["Alder House"], "residential-worker")
    client = Client()
    client.force_login(carer.person, backend=BACKEND)
    for minutes in (0, 14, 28):
        with at(NIGHT + dt.timedelta(minutes=minutes)):
            assert client.get("/").status_code == 200
    with at(NIGHT + dt.timedelta(minutes=35)):  # a board that refreshes itself keeps nobody signed in
        assert client.get("/", headers={"X-Requested-With": "refresh"}).status_code == 200
    with at(NIGHT + dt.timedelta(minutes=43, seconds=1)):
        assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_every_session_ends_when_the_browser_is_closed(worker: Person) -> None:
    client = Client()
    client.force_login(worker, backend=BACKEND)
    client.get("/")
    assert client.session.get_expire_at_browser_close()


def test_a_session_ends_after_ten_hours_however_busy_it_is(worker: Person) -> None:
    with_an_app(worker)
    client = Client()
    with at(NIGHT):
        client.force_login(worker, backend=BACKEND)
    for minutes in range(0, 10 * 60, 25):
        with at(NIGHT + dt.timedelta(minutes=minutes)):
            assert client.get("/").status_code == 200
    with at(NIGHT + dt.timedelta(hours=10, seconds=1)):
        assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_nobody_chooses_a_post_that_is_not_theirs(worker: Person) -> None:
    with_an_app(worker)
    client = Client()
    client.force_login(worker, backend=BACKEND)
    other = a_post(a_partnership()["First Contact"], "front-door-worker")
    assert client.post("/posts/", {"post": other.pk}).status_code == 404


def test_in_the_demonstration_one_press_signs_in_as_an_invented_person() -> None:
    post = a_post(a_partnership()["Alder House"], "residential-worker")
    client = Client()
    page = client.get("/demonstration/").content.decode()
    assert "Residential worker, Alder House" in page
    assert f"{post.person.full_name}: Say that a child is not where they should be" in page
    assert client.post("/demonstration/", {"post": post.pk}).status_code == 302
    board = client.get("/")
    assert board.status_code == 200
    assert str(post) in board.content.decode()


def test_the_demonstration_signs_in_nobody_real(worker: Person) -> None:
    client = Client()
    assert worker.full_name not in client.get("/demonstration/").content.decode()
    assert client.post("/demonstration/", {"post": worker.posts.get().pk}).status_code == 404


@pytest.fixture
def outside_the_demonstration() -> Iterator[None]:
    with override_settings(SAFERETURN_DEMONSTRATION=False):
        reload(urls)
        reload(every_address)
        clear_url_caches()
        yield
    reload(urls)
    reload(every_address)
    clear_url_caches()


@pytest.mark.usefixtures("outside_the_demonstration")
def test_outside_the_demonstration_there_is_no_such_page() -> None:
    post = a_post(a_partnership()["Alder House"], "residential-worker")
    with pytest.raises(NoReverseMatch):
        reverse("agencies:demonstration")
    assert Client().get("/demonstration/").status_code == 404
    assert Client().post("/demonstration/", {"post": post.pk}).status_code == 404


def test_a_person_as_such_may_do_nothing() -> None:
    person = Person.objects.provision(email=" Sam.Worker@Council.Example ", full_name="Sam Worker")
    assert person.email == "sam.worker@council.example"
    assert not person.has_perm("anything")
    assert not person.has_module_perms("agencies")
    assert not person.has_usable_password()
    assert not hasattr(person, "is_superuser")


def test_a_post_is_held_from_its_start_until_its_end() -> None:
    post = a_post(a_partnership()["Alder House"], "residential-worker")
    Post.objects.filter(pk=post.pk).update(started_at=NIGHT, ended_at=NIGHT + dt.timedelta(hours=8))
    held = [bool(holder(post.person_id, NIGHT + dt.timedelta(hours=hours)).posts) for hours in (-1, 0, 7, 8)]
    assert held == [False, True, True, False]


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """The service's clock shows this moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("safereturn.config.clock.now", lambda: moment)
        yield
