"""The night of which every word says its class, told once for the tests of a file, which only look."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.db import transaction

from safereturn.access.wall import past_the_wall
from safereturn.handbook import views as handbook

from .walk import Walker
from .world import NOW, World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # the view log insists on committing by itself
    with django_db_blocker.unblock(), block, past_the_wall():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def walker(world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Walker:
    monkeypatch.setattr("safereturn.config.clock.now", lambda: NOW)
    monkeypatch.setattr(handbook.comparing, "compare", cache(handbook.comparing.compare))  # the same for everybody
    caplog.set_level("INFO")
    return Walker(world, caplog)
