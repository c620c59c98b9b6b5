"""A social worker reads the handbook."""

import pytest
from django.test import Client

from tests.apps.pages.conftest import signed_in
from tests.apps.partnership import a_partnership, a_post


@pytest.fixture
def reader(db: None) -> Client:
    """The browser of a social worker."""
    return signed_in(a_post(a_partnership()["City social care"], "social-worker"))
