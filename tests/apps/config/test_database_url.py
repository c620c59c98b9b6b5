"""A server of one's own is named by an address."""

import pytest

from safereturn.config.addresses import service_address
from safereturn.config.database_url import database


def test_an_address_is_read_as_postgresql_reads_it() -> None:
    read = database("postgresql://app:p%40ss@db.example:6432/safereturn?sslmode=require")

    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == ("app", "p@ss", "db.example", "6432")
    assert read["NAME"] == "safereturn"
    assert read["OPTIONS"] == {"sslmode": "require"}


def test_an_address_that_cannot_be_read_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(ValueError, match="is not the address of a PostgreSQL database") as refused:
        database("mysql://app:hunter2@db.example/safereturn")

    assert "hunter2" not in str(refused.value)


def test_the_app_and_the_owner_have_an_address_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@db.example/safereturn")
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://app@db.example/safereturn")

    assert service_address("owner") == "postgresql://owner@db.example/safereturn"
    assert service_address("app") == "postgresql://app@db.example/safereturn"


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(ValueError, match="can be owner"):
        service_address("admin")
