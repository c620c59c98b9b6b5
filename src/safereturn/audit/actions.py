"""No log, no data: what is shown about a child is logged, and committed, before it leaves."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from django.db import connection, transaction
from django.http import HttpRequest
from psycopg.types.json import Jsonb

from . import queries
from .models import CHAINS, View
from .sealing import START, seal

_CHAIN_OF_VIEWS = 5329  # sets our locks on chains apart from other locks in the database
_INSERT = """
INSERT INTO audit_view (
    person_id, post_id, agency_id, classes, page, because, chain, place, child_id, episode_id, at, previous, seal
)
SELECT %s, %s, %s, %s, %s, %s, * FROM unnest(
    %s::smallint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::bytea[], %s::bytea[]
)
"""


class Shown(NamedTuple):
    """A child who is shown, and the episode through which they are (None where there is none)."""

    child_id: int
    episode_id: int | None


class Viewer(Protocol):
    """Whoever is shown a child: a post of `agencies`."""

    pk: int
    person_id: int

    @property
    def agency_id(self) -> int: ...


def disclose(
    request: HttpRequest,
    *,
    page: str,
    because: str,
    shown: Iterable[Shown],
    classes: Iterable[str] | None = None,
    unless_within: dt.timedelta | None = None,
) -> None:
    """Log that the request's post is shown these children, and commit; only then may the page be sent.

    `because` is the tie to the episode, or the purpose. `classes` are the classes of fields shown; left out, all
    that the permission of the page gives this post (`request.sees`). See `log_views` for the rest.
    """
    log_views(
        shown=shown,
        page=page,
        because=because,
        classes=getattr(request, "sees", ()) if classes is None else classes,
        by=request.post,  # type: ignore[attr-defined]  # set by agencies.middleware
        unless_within=unless_within,
    )
    request.disclosed = True  # type: ignore[attr-defined]  # asked for by access.middleware


def log_views(
    *,
    shown: Iterable[Shown],
    page: str,
    because: str,
    classes: Iterable[str],
    by: Viewer,
    unless_within: dt.timedelta | None = None,
) -> int:
    """Log that a post is shown these children, and commit. Returns how many rows were written.

    Two statements, however many children. `unless_within` is for a page that refreshes itself: what the same post
    was shown on the same page, for the same reason, within that time is not logged again. This takes one statement
    more, and that one alone when nothing is new.

    Raises whatever the database raises, and `RuntimeError` inside a transaction, which could still be undone.
    In either case nothing may be shown.
    """
    sight = View(
        page=page,
        because=because[:200],
        classes=sorted(set(classes)),
        person_id=by.person_id,
        post_id=by.pk,
        agency_id=by.agency_id,
    )
    subjects = set(shown)
    if unless_within is not None:
        subjects -= queries.shown_lately(sight, subjects, within=unless_within)
    if subjects:
        with transaction.atomic(durable=True):
            _write(sorted(subjects, key=_in_order), sight)
    return len(subjects)


def _in_order(subject: Shown) -> tuple[int, int]:
    return subject.child_id, subject.episode_id or 0


def _write(subjects: Sequence[Shown], sight: View) -> None:
    """Seal a row for each subject, and write them all in one statement; what they share is sent once."""
    ends = _locked_ends(sorted({subject.child_id % CHAINS for subject in subjects}))
    rows = []
    for subject in subjects:
        chain = subject.child_id % CHAINS
        place, previous, sight.at = ends[chain]
        sight.chain, sight.place = chain, place
        sight.child_id, sight.episode_id = subject
        sealed = seal(previous, sight.sealed_content())
        ends[chain] = (place + 1, sealed, sight.at)
        rows.append((chain, place, *subject, sight.at, previous, sealed))
    shared = [sight.person_id, sight.post_id, sight.agency_id, Jsonb(sight.classes), sight.page, sight.because]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*shared, *map(list, zip(*rows, strict=True))])


def _locked_ends(chains: list[int]) -> dict[int, tuple[int, bytes, dt.datetime]]:
    """The next place in each chain, the seal that stands before it, and the database's time; locked until commit.

    `chains` are in order, so that two pages never wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM locked_ends_of_views(%s, %s::int[])", [_CHAIN_OF_VIEWS, chains])
        return {
            chain: (place, START if end is None else bytes(end), at.astimezone(dt.UTC))
            for chain, place, end, at in cursor.fetchall()
        }
