"""An agency with two administrators, and somebody whose accounts they keep."""

import datetime as dt
import time
import uuid
from collections.abc import Callable
from html import unescape
from importlib import import_module
from re import sub
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client, RequestFactory

from safereturn.agencies.models import Person, Post, Team
from safereturn.agencies.sign_in import BACKEND
from safereturn.people.actions import Sent
from tests.apps.partnership import LONG_AGO, a_partnership

NOW = dt.datetime(2026, 2, 10, 12, tzinfo=dt.UTC)  # the round of this quarter is over
PASSWORD = "a long and private sentence"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The service's clock stands at noon, and the service is no demonstration."""
    monkeypatch.setattr("safereturn.config.clock.now", lambda: NOW)
    import_module(settings.ROOT_URLCONF)  # the addresses of the demonstration stay, for the tests that come after
    settings.SAFERETURN_DEMONSTRATION = False
    settings.SESSION_COOKIE_SECURE = False


@pytest.fixture
def teams() -> dict[str, Team]:
    """The partnership, and the team of a council that keeps its accounts."""
    made = a_partnership()
    council = made["City social care"].agency
    made["Governance"] = Team.objects.create(agency=council, name="Governance", kind="information-governance")
    return made


def holder(team: Team, role: str, name: str) -> Post:
    """Somebody with a password and an app, who holds a post."""
    email = f"{name.lower().replace(' ', '.')}@city.example"
    person = Person.objects.provision(email=email, full_name=name, password=PASSWORD)
    TOTP.activate(person, generate_totp_secret())
    return Post.objects.create(person=person, team=team, role=role, started_at=LONG_AGO, certified_at=NOW)


@pytest.fixture
def admin(teams: dict[str, Team]) -> Post:
    return holder(teams["Governance"], "agency-administrator", "Ada Keeper")


@pytest.fixture
def second(teams: dict[str, Team]) -> Post:
    return holder(teams["Governance"], "agency-administrator", "Bo Second")


@pytest.fixture
def worker(teams: dict[str, Team]) -> Post:
    return holder(teams["City social care"], "social-worker", "Wyn Worker")


def sent(by: Post, now: dt.datetime = NOW) -> Sent:
    """A form that an administrator has just sent."""
    return Sent(key=uuid.uuid4(), by=by, now=now)


def signed_in(post: Post, *, minutes_ago: float = 0) -> Client:
    """A browser in which somebody signed in so many minutes ago."""
    client = Client()
    client.force_login(post.person, backend=BACKEND)
    request = RequestFactory().get("/")
    request.session = session = client.session
    record_authentication(request, post.person, method="password")
    records = session["account_authentication_methods"]
    records[-1]["at"] = NOW.timestamp() - minutes_ago * 60
    session["account_authentication_methods"] = records
    session.save()
    assert records[-1]["at"] <= time.time()
    return client


def send(client: Client, address: str, **words: Any) -> Any:
    """What the service answers to a form, and to where that leads."""
    return client.post(address, {"key": str(uuid.uuid4()), **words}, follow=True)


def words_of(page: Any) -> str:
    """What a page says."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.fixture
def place() -> Callable[[Team, str], str]:
    """A place as the form names it."""
    return lambda team, role: f"{team.pk}:{role}"
