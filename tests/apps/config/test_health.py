"""Whether the service can say that it is well, and that it is not."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from safereturn.config import clock, health


def test_a_service_that_answers_is_live_without_a_database(client: Client) -> None:
    assert client.get("/health/live").status_code == 200


@pytest.mark.django_db
def test_a_service_with_a_database_and_the_right_time_is_ready(client: Client) -> None:
    assert client.get("/health/ready").content == b"ready\n"


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", [-31, 31])
def test_a_clock_more_than_thirty_seconds_off_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    true_time = clock.now
    monkeypatch.setattr(clock, "now", lambda: true_time() + timedelta(seconds=seconds))

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert "Set both by NTP" in answer.content.decode()


def test_without_its_database_the_service_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_answer() -> timedelta:
        raise OperationalError

    monkeypatch.setattr(health, "clock_drift", no_answer)

    assert client.get("/health/ready").status_code == 503
