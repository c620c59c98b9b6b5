"""Fixtures of all tests. Those of the rules run without Django, so nothing here may import it at the top."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import pytest

from safereturn.config.roles import APP
from tests.same_histories import draw_by_the_seed_alone

draw_by_the_seed_alone()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let a test reach this machine and nothing beyond it."""

    def kept_here(connect: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
                raise RuntimeError(f"No test may use the network, and this one wants to reach {address[0]}.")
            return connect(self, address)

        return guarded

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, kept_here(getattr(socket.socket, name)))
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Once the owner has made the tables, run the tests as the app: a grant that is missing shows up in them."""
    from django.db import connection
    from django.db.backends.postgresql.operations import DatabaseOperations
    from django.db.backends.signals import connection_created

    def become_the_app(connection: Any, **_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP}")

    def empty_the_tables(operations: Any, statements: list[str]) -> None:
        with owner(operations.connection):
            also = "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE;"
            emptied(operations, [_guards("DISABLE"), *statements, also, _guards("ENABLE")])

    emptied = DatabaseOperations.execute_sql_flush
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # Django empties the tables after a test that commits; only the owner may, and it leaves out the jobs. The logs
        # refuse even the owner, until their triggers are off.
        patch.setattr(DatabaseOperations, "execute_sql_flush", empty_the_tables)
        connection.close()
        connection_created.connect(become_the_app)
        yield
        connection_created.disconnect(become_the_app)
        connection.close()


@pytest.fixture(autouse=True)
def past_the_wall(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test looks at the database as a job does; each page that it opens stands behind the wall of who opens it."""
    if "django_db_setup" not in request.fixturenames:
        yield
        return
    from safereturn.access.wall import past_the_wall

    with past_the_wall():
        yield


@pytest.fixture
def as_owner(db: None) -> Callable[[], AbstractContextManager[None]]:
    """`with as_owner():` does in the database what the service itself may not, such as tampering with a log."""
    from django.db import connection

    return lambda: owner(connection)


def _guards(switch: str) -> str:
    """The statement that switches the triggers of the append-only tables; `switch` is "DISABLE" or "ENABLE"."""
    guarded = "SELECT DISTINCT tgrelid FROM pg_trigger WHERE tgfoid = to_regproc('log_is_append_only')"
    alter = f"EXECUTE format('ALTER TABLE %s {switch} TRIGGER USER', log);"
    return f"DO $$ DECLARE log regclass; BEGIN FOR log IN {guarded} LOOP {alter} END LOOP; END $$;"


@contextmanager
def owner(connection: Any) -> Iterator[None]:
    """Within this, the connection speaks as the owner of the tables."""
    from django.db import DatabaseError

    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:  # a failed transaction undoes the RESET by itself
            cursor.execute(f"SET ROLE {APP}")
