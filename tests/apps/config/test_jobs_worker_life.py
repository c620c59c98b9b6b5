"""Whoever waits for a reminder is told when none will come."""

import time

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from safereturn.config import worker_life
from safereturn.config.worker_life import NOBODY_WORKS, banners
from tests.apps.config.workers import a_worker
from tests.apps.partnership import a_partnership, a_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def carer(client: Client) -> Client:
    post = a_post(a_partnership()["Alder House"], "residential-worker")
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(("heard_of", "says_so"), [("119 seconds", False), ("121 seconds", True)])
def test_a_page_says_that_no_reminders_are_sent_two_minutes_after_the_last_worker_was_heard_of(
    carer: Client, heard_of: str, says_so: bool
) -> None:
    a_worker(heard_of)
    assert (NOBODY_WORKS in carer.get("/").content.decode()) is says_so


def test_one_worker_that_lives_is_enough(carer: Client) -> None:
    a_worker("1 day")
    a_worker("1 second")
    assert NOBODY_WORKS not in carer.get("/").content.decode()


def test_whoever_is_not_signed_in_is_told_nothing(client: Client) -> None:
    assert NOBODY_WORKS not in client.get("/accounts/login/").content.decode()


@pytest.fixture
def as_in_service(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A web process that has run for a while and has not asked yet."""
    settings.WORKER_AWAITED_FOR, settings.WORKER_ASKED_ABOUT_EVERY = 120, 30
    monkeypatch.setattr(worker_life, "_started", time.monotonic() - 121)
    monkeypatch.setattr(worker_life, "_heard_of", float("-inf"))


@pytest.mark.usefixtures("as_in_service")
def test_a_worker_that_was_found_is_not_asked_about_for_half_a_minute(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a_worker("1 second")
    with django_assert_num_queries(1):
        assert (banners(), banners()) == ([], [])


@pytest.mark.usefixtures("as_in_service")
def test_a_worker_that_comes_back_is_noticed_at_once() -> None:
    assert banners() == [NOBODY_WORKS]
    a_worker("1 second")
    assert banners() == []


@pytest.mark.usefixtures("as_in_service")
def test_a_service_that_has_just_started_waits_for_its_worker_before_it_says_anything(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(worker_life, "_started", time.monotonic() - 100)
    with django_assert_num_queries(0):
        assert banners() == []


def test_a_page_that_cannot_reach_the_database_does_not_break_over_its_banner(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_answer() -> bool:
        raise OperationalError

    monkeypatch.setattr(worker_life, "a_worker_lives", no_answer)
    assert banners() == []


def test_a_watcher_is_told_whether_a_worker_lives_and_pages_need_none(client: Client) -> None:
    assert client.get("/health/worker").status_code == 503
    assert "reminders, mail and seals wait" in client.get("/health/worker").content.decode()
    assert client.get("/health/ready").status_code == 200
    a_worker("1 second")
    assert client.get("/health/worker").content == b"working\n"
