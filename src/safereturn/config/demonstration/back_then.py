"""An invented past through the service's own actions: what they store bears the time at which it is said to be done.

Live, the logs take the time of the database alone. Only the owner of the tables, who loads the demonstration, can lift
that, and only until the loading ends; that rows are added and never changed holds all the while.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# The database's clock, as Django names it: in a statement, or as the default of a column, which each here is a time.
_CLOCK = re.compile(r"\bSTATEMENT_TIMESTAMP\(\)", re.IGNORECASE)
_CLOCK_OR_DEFAULT = re.compile(rf"{_CLOCK.pattern}|\bDEFAULT\b", re.IGNORECASE)
_SWITCH = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tgrelid::regclass AS log, tgname FROM pg_trigger
        WHERE tgfoid = to_regproc('log_is_stamped_by_the_database')
    LOOP EXECUTE format('ALTER TABLE %s {} TRIGGER %I', one.log, one.tgname); END LOOP;
END $$
"""


@contextmanager
def times_of_our_own() -> Iterator[None]:
    """Within this the logs take other times than the database's. What fails meanwhile undoes the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # those that wait for the end would hold the tables up
        cursor.execute(_SWITCH.format("DISABLE"))
        yield
        cursor.execute(_SWITCH.format("ENABLE"))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Within this, whatever asks the database for its clock is told this moment."""
    told = f"'{moment.isoformat()}'::timestamptz"

    def tell(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        clock = _CLOCK_OR_DEFAULT if "INSERT INTO" in sql else _CLOCK
        return execute(clock.sub(told, sql), params, many, context)

    with connection.execute_wrapper(tell):
        yield
