"""The sealed logs of the house, as this room sees them. Lower rooms know only the list; `config.wiring` fills it."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection, models

from .models import CHAINS, View


class Row(NamedTuple):
    """A row of a sealed log. `place` is its place in its chain, from 0; `content` is None where it was erased."""

    chain: int
    place: int
    previous: bytes
    content: dict[str, Any] | None
    seal: bytes


class Tombstone(NamedTuple):
    """What a decision left of a row that it erased: where it stands, and its seal, so that the chain stays whole."""

    chain: int
    place: int
    seal: bytes


class Oddity(NamedTuple):
    """What is wrong with a log that no chain can show: in which chain, at which place, and what."""

    chain: int
    place: int
    says: str


class Head(NamedTuple):
    """How far a chain has come: how many rows, and the seal of the latest."""

    log: str
    chain: int
    count: int
    seal: bytes


def nothing() -> Iterable[Any]:
    """Of what there is none."""
    return ()


class Log(NamedTuple):
    """A sealed log: all its rows, ordered by chain and place, and the heads of its chains, ordered by chain.

    `tombstones` are of the rows that were erased by a decision, ordered as the rows. `oddities` are what the room
    that keeps the log finds wrong with it beyond its chains.
    """

    name: str
    rows: Callable[[], Iterable[Row]]
    heads: Callable[[], Iterable[Head]]
    tombstones: Callable[[], Iterable[Tombstone]] = nothing
    oddities: Callable[[], Iterable[Oddity]] = nothing


def rows_of(model: type[models.Model], *, chain: str) -> Iterator[Row]:
    """The rows of a log kept in a model with `place`, `previous`, `seal` and `sealed_content()`; few at a time.

    A model whose rows can be erased says in `is_erased` whether one holds nothing but its place and its seals.
    """
    for row in model._default_manager.order_by(chain, "place").iterator(chunk_size=2_000):
        sealed: Any = row
        content = None if getattr(row, "is_erased", False) else sealed.sealed_content()
        yield Row(getattr(row, chain), sealed.place, bytes(sealed.previous), content, bytes(sealed.seal))


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
