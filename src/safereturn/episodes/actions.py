"""The one door to the log. What happened is recorded; what follows from it is derived in the same transaction."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from safereturn.agencies.models import Post
from safereturn.audit.sealing import seal
from safereturn.children.models import Child
from safereturn.protocol.scenario import BadScenario

from .fold import OPENED, Folding, fold, summarise
from .models import Episode, Event

# Called in this order with each folding, in its transaction. Filled by config.wiring: this room knows no other above it.
LISTENERS: list[Callable[[Folding, Post | None], None]] = []


class NotPossible(ValueError):
    """What was to be recorded cannot be so, or the protocol does not allow it. Nothing was written."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class AlreadyGone(NotPossible):
    """The child has an open episode. `episode_id` is that episode."""

    def __init__(self, episode_id: int) -> None:
        super().__init__(["This child is already reported missing or away. Add to that episode instead."])
        self.episode_id = episode_id


class Happening(NamedTuple):
    """Something to record: its type, when it happened, and the rest in the words of the scenario files."""

    type: str
    at: dt.datetime
    content: dict[str, Any] = {}


def open_episode(
    *,
    child: Child,
    kind: str,
    facts: dict[str, Any],
    about: dict[str, Any],
    happenings: Sequence[Happening],
    key: uuid.UUID,
    now: dt.datetime,
    by: Post,
) -> Episode:
    """Open an episode: `facts` of the child and what is known `about` the episode, as they stand, and the first events.

    The same key twice gives the same episode. Raises `AlreadyGone` when the child has an open episode, and
    `NotPossible` when the events make no sense.
    """
    sent_before = Episode.objects.filter(events__key=key).first()
    if sent_before is not None:
        return sent_before
    try:
        with transaction.atomic():
            episode = Episode.objects.create(
                child=child, reference=new_reference(now), kind=kind, state=kind, opened_at=happenings[0].at
            )
            opening = Happening(OPENED, happenings[0].at, {"child": facts, "episode": {"kind": kind, **about}})
            _append(episode, [], [opening, *happenings], key=key, now=now, by=by)
            return episode
    except IntegrityError as error:
        if "a_child_is_gone_once_at_a_time" not in str(error):
            raise
        already = Episode.objects.filter(child=child, absent_until=None).values_list("pk", flat=True).first()
        if already is None:
            raise NotPossible(["This child was back later than this report begins. Check the times."]) from error
        raise AlreadyGone(already) from error


def record(
    *, episode_id: int, happenings: Sequence[Happening], key: uuid.UUID, now: dt.datetime, by: Post | None
) -> Folding | None:
    """Add events to an episode's log, and derive again what follows. None when the same key was recorded before.

    Raises `NotPossible` when the events make no sense or the protocol refuses them; nothing is written then.
    """
    with transaction.atomic():
        episode = Episode.objects.select_for_update().get(pk=episode_id)
        rows = list(episode.events.order_by("place"))
        if any(row.key == key for row in rows):
            return None
        return _append(episode, rows, happenings, key=key, now=now, by=by)


def _append(
    episode: Episode,
    rows: list[Event],
    happenings: Sequence[Happening],
    *,
    key: uuid.UUID,
    now: dt.datetime,
    by: Post | None,
) -> Folding:
    new = [
        Event(
            episode=episode,
            type=happening.type,
            happened_at=happening.at,
            content=happening.content,
            post_id=None if by is None else by.pk,
            said_by="" if by is None else f"{by.person.full_name}, {by.kind.name}, {by.team.name}",
            key=key,
        )
        for happening in happenings
    ]
    try:
        folding = fold(episode, [*rows, *new], earlier=earlier_episodes(episode), now=now)
    except BadScenario as bad:
        raise NotPossible([fault.says.capitalize() + "." for fault in bad.faults]) from bad
    if folding.new_refusals:
        raise NotPossible(folding.new_refusals)
    chain(episode, new, recorded_at=_database_time())
    Event.objects.bulk_create(new)
    summarise(folding)
    episode.save()
    for listener in LISTENERS:
        listener(folding, by)
    return folding


def chain(episode: Episode, new: Sequence[Event], *, recorded_at: dt.datetime) -> None:
    """Give new rows their places and seals, and move the head of the episode's chain. Stores nothing."""
    for event in new:
        event.place, event.previous, event.recorded_at = episode.count, bytes(episode.seal), recorded_at
        event.seal = seal(event.previous, event.sealed_content())
        episode.count, episode.seal = episode.count + 1, event.seal


def earlier_episodes(episode: Episode) -> list[dict[str, Any]]:
    """The child's earlier police-reported episodes, oldest first, as a scenario file would hold them."""
    if not episode.child_id:
        return []
    earlier = Episode.objects.filter(child_id=episode.child_id, reported_at__isnull=False).exclude(pk=episode.pk)
    started = episode.reported_at or episode.opened_at
    return [
        {
            "reported": reported.isoformat(),
            "returned": until.isoformat() if until and until <= started else None,
            "category": highest or None,
        }
        for reported, until, highest in earlier.filter(reported_at__lte=started)
        .order_by("reported_at")
        .values_list("reported_at", "returned_at", "highest_category")
    ]


def new_reference(now: dt.datetime) -> str:
    """A reference that says nothing about the child and can be read out on the telephone."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return f"SR{now:%y}-" + "".join(secrets.choice(letters) for _ in range(6))


def _database_time() -> dt.datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (moment,) = cursor.fetchone()
    return moment
