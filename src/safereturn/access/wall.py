"""The second wall: the database itself shows what belongs to an episode only to a post that is tied to it.

`decide` stands before the pages; this stands before the rows, for a page that forgot to ask. Each statement that names
a walled table tells for whom it asks, in a setting that ends with its transaction. Where nobody is told of, no row is
there. The policies are made by `walls`; the setting is read by the function `episodes_seen` in the database.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from safereturn.agencies.models import Post

from .rights import ties_giving

SETTING = "safereturn.sees"
NOBODY, EVERYTHING = "", "everything"
WALLED = ("episodes_episode", "episodes_event", "duties_duty", "duties_reminder", "interviews_account")

_asks: ContextVar[str] = ContextVar("for whom statements ask", default=NOBODY)
_NAMES_A_WALLED_TABLE = re.compile("|".join(WALLED))


@contextmanager
def seen_by(post: Post | None) -> Iterator[None]:
    """Within this, the database shows what this post is tied to and may see, and to None nothing at all."""
    kinds = ",".join(sorted(ties_giving(post.role, "see-episode"))) if post is not None else ""
    with _asking(NOBODY if post is None else f"{post.pk}:{kinds}"):
        yield


@contextmanager
def past_the_wall() -> Iterator[None]:
    """Within this, the database shows every episode: to the derivation, the jobs, and the pages that see without ties.

    Whoever uses it has asked `decide` about what is then shown, or shows nothing of it.
    """
    with _asking(EVERYTHING):
        yield


def stand_past_the_wall() -> None:
    """Let this process, outside its pages, see every episode: a command, or a worker."""
    _asks.set(EVERYTHING)


@contextmanager
def _asking(who: str) -> Iterator[None]:
    before = _asks.set(who)
    try:
        yield
    finally:
        _asks.reset(before)


def tell_for_whom(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Around each statement of Django: let one that names a walled table tell for whom it asks.

    The setting and the statement go to the database in one message, which is one transaction where none is open: so it
    costs no round trip, and never outlives what it was set for.
    """
    if not isinstance(sql, str):  # put together by psycopg
        sql = sql.as_string()
    if not _NAMES_A_WALLED_TABLE.search(sql):
        return execute(sql, params, many, context)
    setting, cursor = f"SET LOCAL {SETTING} = '{_asks.get()}'", context["cursor"]
    if getattr(cursor.cursor, "name", None):  # the server keeps this cursor, and takes no second statement with it
        with transaction.atomic(savepoint=False), context["connection"].cursor() as before:
            before.execute(setting)
            return execute(sql, params, many, context)
    answer = execute(f"{setting}; {sql}", params, many, context)
    cursor.nextset()  # past the answer to the setting
    return answer


def build(*, connection: Any, **_: object) -> None:
    """A receiver of `connection_created`: no connection is without it."""
    if tell_for_whom not in connection.execute_wrappers:
        connection.execute_wrappers.append(tell_for_whom)
