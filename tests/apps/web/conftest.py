"""The pages of these tests are made at one moment of one night, and know no room above this one."""

from typing import Any

import pytest

ABOVE = ("safereturn.agencies.", "safereturn.access.")


@pytest.fixture(autouse=True)
def one_night_in_this_room(settings: Any) -> None:
    settings.SAFERETURN_CLOCK = "tests.apps.web.pages.at_night"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith(ABOVE)]


@pytest.fixture(autouse=True)
def nobody_at_the_gate(settings) -> None:
    """These pages are only to look at: no right lets anybody through to them."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != "safereturn.access.middleware.Gate"]
