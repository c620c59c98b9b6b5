"""The sealed logs of the house, as this room sees them. Lower rooms know only the list; `config.wiring` fills it."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection, models

from .models import CHAINS, View


class Row(NamedTuple):
    """A row of a sealed log. `place` is its place in its chain, from 0."""

    chain: int
    place: int
    previous: bytes
    content: dict[str, Any]
    seal: bytes


class Head(NamedTuple):
    """How far a chain has come: how many rows, and the seal of the latest."""

    log: str
    chain: int
    count: int
    seal: bytes


class Log(NamedTuple):
    """A sealed log: all its rows, ordered by chain and place, and the heads of its chains, ordered by chain."""

    name: str
    rows: Callable[[], Iterable[Row]]
    heads: Callable[[], Iterable[Head]]


def rows_of(model: type[models.Model], *, chain: str) -> Iterator[Row]:
    """The rows of a log kept in a model with `place`, `previous`, `seal` and `sealed_content()`; few at a time."""
    for row in model._default_manager.order_by(chain, "place").iterator(chunk_size=2_000):
        sealed: Any = row
        yield Row(
            getattr(row, chain), sealed.place, bytes(sealed.previous), sealed.sealed_content(), bytes(sealed.seal)
        )


def heads_of_views() -> Iterator[Head]:
    """The heads of the chains of the view log."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT chains.chain, latest.place + 1, latest.seal
            FROM generate_series(0, %s - 1) AS chains (chain) CROSS JOIN LATERAL (
                SELECT place, seal FROM audit_view
                WHERE audit_view.chain = chains.chain ORDER BY place DESC LIMIT 1
            ) AS latest
            ORDER BY chains.chain
            """,
            [CHAINS],
        )
        heads = cursor.fetchall()
    return (Head("views", chain, count, bytes(seal)) for chain, count, seal in heads)


VIEWS = Log("views", lambda: rows_of(View, chain="chain"), heads_of_views)
LOGS: list[Log] = [VIEWS]


def in_order() -> list[Log]:
    """The logs by name: the order in which heads are sealed, and kept."""
    return sorted(LOGS, key=attrgetter("name"))
