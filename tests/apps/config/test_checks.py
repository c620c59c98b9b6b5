"""The service refuses to run where it could show children's details, or lose or rewrite the record."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from safereturn.agencies.models import Person
from safereturn.config import checks
from safereturn.config.checks import SAFE_WRITES, reasons_not_to_start, refuse_unless_safe
from safereturn.config.postgres import SUPERUSER, Cluster
from safereturn.config.roles import APP

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


def test_invented_people_who_could_be_anybody_are_refused_outside_the_demonstration(in_service: Settings) -> None:
    assert not about("invented people")

    Person.objects.provision(email="kim@example.example", full_name="Kim", in_demonstration=True)

    (reason,) = about("invented people")
    assert "in which the demonstration never ran" in reason
    in_service.SAFERETURN_DEMONSTRATION = True
    assert not about("invented people")


def test_the_owner_of_the_tables_is_refused(in_service: Settings, as_owner: AsOwner) -> None:
    assert not about("the owner of the tables")

    with as_owner():
        (reason,) = about("the owner of the tables")

    assert "Let DATABASE_APP_URL name the role safereturn_app" in reason


def test_a_superuser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = Cluster(Path(os.environ["SAFERETURN_TEST_CLUSTER"]), fast=True)
    with psycopg.connect(cluster.url(SUPERUSER, connection.settings_dict["NAME"])) as superuser:
        monkeypatch.setattr(checks, "connection", superuser)
        (reason,) = about("a superuser")

    assert "Let DATABASE_APP_URL name the role safereturn_app" in reason


def test_the_logs_are_protected_as_they_were_made() -> None:
    assert not about("could rewrite these logs")


@pytest.mark.parametrize(
    "mistake",
    [
        "GRANT UPDATE ON audit_view TO safereturn_app",
        "GRANT DELETE ON audit_view TO safereturn_app",
        "GRANT TRUNCATE ON audit_view TO safereturn_app",
        "ALTER TABLE audit_view DISABLE TRIGGER audit_view_append_only",
        "ALTER TABLE audit_view ENABLE REPLICA TRIGGER audit_view_append_only",
        "DROP TRIGGER audit_view_not_cut ON audit_view",
    ],
)
def test_a_log_that_the_service_could_rewrite_is_refused(mistake: str, as_owner: AsOwner) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(mistake)

    (reason,) = about("could rewrite these logs")

    assert "safereturn_app could rewrite these logs: audit_view." in reason


def test_a_role_that_may_bypass_row_security_is_refused(in_service: Settings) -> None:
    assert not about("bypass row security")
    cluster = Cluster(Path(os.environ["SAFERETURN_TEST_CLUSTER"]), fast=True)
    with psycopg.connect(cluster.url(SUPERUSER), autocommit=True) as superuser:
        superuser.execute(f"ALTER ROLE {APP} BYPASSRLS")
        try:
            (reason,) = about("bypass row security")
        finally:
            superuser.execute(f"ALTER ROLE {APP} NOBYPASSRLS")

    assert "NOBYPASSRLS" in reason


@pytest.mark.parametrize(
    "mistake",
    [
        "ALTER TABLE episodes_event DISABLE ROW LEVEL SECURITY",
        "CREATE POLICY wide ON episodes_event USING (true)",
        "ALTER TABLE episodes_event RENAME TO gone",
    ],
)
def test_a_table_before_which_no_wall_stands_is_refused(mistake: str, as_owner: AsOwner) -> None:
    assert not about("No wall")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(mistake)

    (reason,) = about("No wall")

    assert "stands before these tables: episodes_event." in reason


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
