"""What a post may see of episodes and duties: always scoped to the post that asks."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from psycopg.types.datetime import TimestamptzLoader

from safereturn.access.queries import visible_episode_ids
from safereturn.agencies.models import Post
from safereturn.episodes.models import Episode, Event
from safereturn.protocol.findings import OPEN, UNDECIDED

from .field_classes import seen_by
from .models import Duty, Reminder

WAITING = (OPEN, UNDECIDED)
MOST_CARDS = 50

# Who is in most danger comes first. A report that nobody has decided ranks above medium: nobody knows how bad it is.
# Written out because Django takes longer to put it together than the database to answer.
_ON_BOARD = """
SELECT id, child_id, given_name, family_name, born_on, state, category, gone_since, absent_until, arrival_asked_at
FROM (
    SELECT seen.*, row_number() OVER (
        PARTITION BY absent_until IS NULL
        ORDER BY
            absent_until DESC,
            CASE
                WHEN state = 'away' THEN 4
                WHEN category = 'high' THEN 0
                WHEN category = '' THEN 1
                WHEN category = 'medium' THEN 2
                ELSE 3
            END,
            gone_since,
            id
    ) AS place
    FROM (
        SELECT episode.*, child.given_name, child.family_name, child.born_on,
            coalesce(last_seen_at, reported_at, opened_at) AS gone_since
        FROM episodes_episode AS episode JOIN children_child AS child ON child.id = child_id
        WHERE episode.id IN ({may_see}) AND (absent_until IS NULL OR closed_at IS NULL AND episode.id IN (
            SELECT episode_id FROM duties_duty
            WHERE team_id = %s AND status = ANY(%s) AND (strength = 'must' OR due_at IS NOT NULL)
        ))
    ) AS seen
) AS ranked WHERE place <= %s ORDER BY place
"""

# Of the many duties without a time limit a card only says how many there are: so the database counts them, and sends
# those that a card may name. Where none is of that kind, that is the first of all.
_WAITING = """
SELECT episode_id, to_do, timed, nobody_accepted, ours, id, protocol_id, team_name, arose_at, due_at
FROM (
    SELECT duties_duty.*, team.name AS team_name,
        count(*) OVER episode AS to_do,
        count(due_at) OVER episode AS timed,
        count(*) FILTER (WHERE accepted_at IS NULL) OVER episode AS nobody_accepted,
        count(*) FILTER (WHERE team_id = %s) OVER episode AS ours,
        row_number() OVER (PARTITION BY episode_id ORDER BY due_at NULLS LAST, arose_at, duties_duty.id) AS place
    FROM duties_duty LEFT JOIN agencies_team AS team ON team.id = team_id
    WHERE (episode_id = ANY(%s) OR episode_id = ANY(%s) AND team_id = %s) AND status = ANY(%s) AND ({seen})
    WINDOW episode AS (PARTITION BY episode_id)
) AS waiting
WHERE due_at IS NOT NULL OR protocol_id = ANY(%s) OR place = 1
ORDER BY episode_id, place
"""


class OnBoard(NamedTuple):
    """An episode and its child, as a board shows them."""

    pk: int
    child_id: int
    given_name: str
    family_name: str
    born_on: dt.date | None
    state: str
    category: str
    gone_since: dt.datetime
    absent_until: dt.datetime | None
    arrival_asked_at: dt.datetime | None


def episodes_of(post: Post) -> QuerySet[Episode]:
    """The episodes that the post's team is involved in."""
    return Episode.objects.filter(pk__in=visible_episode_ids(post)).select_related("child")


def gone_mother_of(episode: Episode, *, post: Post) -> Episode | None:
    """The open episode of an unborn baby's mother, where she is a child who is gone and the post may see it."""
    if episode.child.mother_id is None:
        return None
    return episodes_of(post).filter(child_id=episode.child.mother_id, absent_until=None).first()


def on_board(post: Post) -> tuple[list[OnBoard], list[OnBoard]]:
    """The children who are not back, and those who are and to whom this post's team owes what must be done.

    Of those who are not back, the one in most danger comes first, then the longest gone; of the others, the one who
    came back last. Of each, one more than is shown.
    """
    may_see = visible_episode_ids(post)
    asked = _ON_BOARD.replace("{may_see}", may_see.sql)
    rows = _rows(asked, [*may_see.params, post.team_id, list(WAITING), MOST_CARDS + 1])
    some = [OnBoard._make(row) for row in rows]
    return [one for one in some if one.absent_until is None], [one for one in some if one.absent_until is not None]


class Waiting(NamedTuple):
    """A duty that waits for somebody, as a board names it."""

    pk: int
    protocol_id: str
    team: str | None
    arose_at: dt.datetime
    due_at: dt.datetime | None


class Waits(NamedTuple):
    """How many duties of an episode wait, and those that a board may name, the soonest due first."""

    to_do: int
    timed: int  # of those, with a time limit
    nobody_accepted: int
    ours: int
    named: list[Waiting]


def waiting_duties(
    gone: list[OnBoard], back: list[OnBoard], *, post: Post, sees: Collection[str], at_once: Collection[str]
) -> dict[int, Waits]:
    """What waits for somebody, by episode; of children who are back, only what the post's own team owes.

    Named are the duties with a time limit and those whose id is in `at_once`; where there are none, one that waits.
    """
    seen = seen_by(post, sees)
    ids = ([episode.pk for episode in some] for some in (gone, back))
    asked = _WAITING.replace("{seen}", seen.sql)
    by_episode: dict[int, Waits] = {}
    for episode_id, to_do, timed, nobody_accepted, ours, *duty in _rows(
        asked, [post.team_id, *ids, post.team_id, list(WAITING), *seen.params, list(at_once)]
    ):
        waits = by_episode.setdefault(episode_id, Waits(to_do, timed, nobody_accepted, ours, []))
        waits.named.append(Waiting._make(duty))
    return by_episode


def duties_of(episode_id: int, *, post: Post, sees: Collection[str]) -> list[Duty]:
    """The duties of an episode, by due time; those without a time last. Nothing but what stands on them orders them.

    Each has `reminded`, the moments at which its team was reminded, and `mail_failed`, whether a mail about it waits to
    be tried again.
    """
    reminders = Reminder.objects.filter(duty=OuterRef("pk")).order_by("pk")
    duties = Duty.objects.filter(seen_by(post, sees), episode_id=episode_id).select_related("team__agency")
    with_reminders = duties.annotate(
        reminded=ArraySubquery(reminders.values("reminded_at")),
        mail_failed=Exists(reminders.filter(mailed_at=None, mail_failed_at__isnull=False)),
    )
    return list(with_reminders.order_by(F("due_at").asc(nulls_last=True), "arose_at", "protocol_id", "occurrence"))


def events_of(episode: Episode, *, post: Post) -> QuerySet[Event]:
    """The log of an episode as it happened; `is_own` tells whether the post's own team told an event."""
    own = Post.objects.filter(pk=OuterRef("post_id"), team_id=post.team_id)
    return episode.events.annotate(is_own=Exists(own)).order_by("happened_at", "place")


def _rows(asked: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement that is written out, with moments as psycopg reads them: Django's way takes ten times."""
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.execute(asked, values)
        return cursor.fetchall()
