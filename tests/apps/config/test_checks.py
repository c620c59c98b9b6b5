"""The service refuses to run where it could show children's details, or lose or rewrite the record."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from pytest_django.fixtures import Settings

from safereturn.config.checks import SAFE_WRITES, reasons_not_to_start, refuse_unless_safe

AsOwner = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def in_service(settings: Settings) -> Settings:
    """Settings as a real service has them; the database stays that of the tests, which is fast and not safe."""
    settings.SAFERETURN_DEMONSTRATION = False
    settings.DEBUG = False
    settings.SECRET_KEY = "fifty characters that nobody else knows or can guess"
    return settings


def about(word: str) -> list[str]:
    return [reason for reason in reasons_not_to_start() if word in reason]


def test_error_pages_that_show_details_are_refused(in_service: Settings) -> None:
    assert not about("SAFERETURN_DEBUG")

    in_service.DEBUG = True

    (reason,) = about("SAFERETURN_DEBUG")
    assert "Unset it" in reason


def test_the_secret_that_everyone_knows_is_refused(in_service: Settings) -> None:
    assert not about("SAFERETURN_SECRET")

    in_service.SECRET_KEY = in_service.DEMONSTRATION_SECRET

    (reason,) = about("SAFERETURN_SECRET")
    assert "50 random characters" in reason


def test_the_demonstration_may_have_both(in_service: Settings) -> None:
    in_service.SAFERETURN_DEMONSTRATION = True
    in_service.DEBUG = True
    in_service.SECRET_KEY = in_service.DEMONSTRATION_SECRET

    assert not about("SAFERETURN_")


def test_the_owner_of_the_tables_is_refused(in_service: Settings, as_owner: AsOwner) -> None:
    assert not about("the owner of the tables")

    with as_owner():
        (reason,) = about("the owner of the tables")

    assert "Let DATABASE_APP_URL name the role safereturn_app" in reason


@pytest.mark.parametrize("setting", SAFE_WRITES)
def test_a_database_that_could_forget_a_report_is_refused(setting: str) -> None:
    (reason,) = about(f"{setting} off")

    assert f"Set {setting} = on" in reason


def test_every_reason_is_told_at_once(in_service: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    in_service.DEBUG = True
    in_service.SECRET_KEY = in_service.DEMONSTRATION_SECRET

    with pytest.raises(SystemExit) as refused:
        refuse_unless_safe()

    assert refused.value.code == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Safe Return does not start:"
    assert len(lines) == 1 + 2 + len(SAFE_WRITES)
