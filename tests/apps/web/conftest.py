"""The pages of these tests are made at one moment of one night, and know no room above this one."""

from typing import Any

import pytest
from tests.apps.web import pages


@pytest.fixture(autouse=True)
def one_night_in_this_room(settings: Any) -> None:
    pages.alone(settings)
