"""The pages of these tests are made at one moment of one night."""

import pytest


@pytest.fixture(autouse=True)
def clock_of_the_night(settings) -> None:
    settings.SAFERETURN_CLOCK = "tests.apps.web.pages.at_night"
