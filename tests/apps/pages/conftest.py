"""Who sits before the pages of these tests."""

import datetime as dt

import pytest
from django.test import Client

from safereturn.agencies.models import Post, Team
from tests.apps.partnership import a_partnership, a_post


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def carer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Alder House"], "residential-worker")


def ago(hours: float) -> dt.datetime:
    """The whole minute that was so many hours ago."""
    return dt.datetime.now(dt.UTC).replace(second=0, microsecond=0) - dt.timedelta(hours=hours)


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
