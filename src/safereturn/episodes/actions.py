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

# Called in this order with each folding, in its transaction. Filled by config.wiring: this room knows no higher one.
LISTENERS: list[Callable[[Folding, Post | None], None]] = []


LIVE = "live"


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
    told: dict[str, Any] | None = None,
) -> Episode:
    """Open an episode: `facts` of the child, what is known `about` the episode, and what happened first.

    `told` is what was said in words (circumstances, worries, description): kept with the opening, read by no rule.

    The same key twice gives the same episode. Raises `AlreadyGone` when the child has an open episode, and
    `NotPossible` when the events make no sense.
    """
    sent_before = episode_sent_with(key)
    if sent_before is not None:
        return Episode.objects.get(pk=sent_before)
    try:
        with transaction.atomic():
            episode = Episode.objects.create(
                child=child, reference=new_reference(now), kind=kind, state=kind, opened_at=now
            )
            opening = Happening(OPENED, now, {"child": facts, "episode": {"kind": kind, **about}, "told": told or {}})
            _append(episode, [], [opening, *happenings], key=key, now=now, by=by)
            return episode
    except IntegrityError as error:
        if "a_child_is_gone_once_at_a_time" not in str(error):
            raise
        already = Episode.objects.filter(child=child, absent_until=None).values_list("pk", flat=True).first()
        if already is None:
            raise NotPossible(["This child was back later than this report begins. Check the times."]) from error
        raise AlreadyGone(already) from error


def load_episode(
    *,
    child: Child,
    opening: dict[str, Any],
    happenings: Sequence[Happening],
    edition: str,
    now: dt.datetime,
    source: str,
) -> Episode:
    """Open an episode with a whole history, as told: what the protocol refuses is kept, and changes nothing."""
    began = min((happening.at for happening in happenings), default=now)
    with transaction.atomic():
        episode = Episode.objects.create(
            child=child,
            reference=new_reference(now),
            edition=edition,
            kind=opening["episode"]["kind"],
            opened_at=began,
            absent_until=began,  # for the moment it takes to fold it
            source=source,
        )
        first = Happening(OPENED, began, opening)
        _append(episode, [], [first, *happenings], key=None, now=now, by=None, source=source)
        return episode


def episode_sent_with(key: uuid.UUID) -> int | None:
    """The episode that was opened with a key, if one was."""
    return Event.objects.filter(key=key, type=OPENED).values_list("episode_id", flat=True).first()


def is_recorded(episode: Episode, key: str | None) -> bool:
    """Whether something was recorded about an episode with this key, as it was sent: a second press of the button."""
    try:
        return key is not None and episode.events.filter(key=uuid.UUID(key)).exists()
    except ValueError:
        return False


def record(
    *,
    episode_id: int,
    happenings: Sequence[Happening],
    key: uuid.UUID,
    now: dt.datetime,
    by: Post | None,
    also: Callable[[], None] = lambda: None,
) -> Folding | None:
    """Add events to an episode's log, and derive again what follows. None when the same key was recorded before.

    `also` stores what belongs with the events and has no place in the log, in the same transaction.

    Raises `NotPossible` when the events make no sense or the protocol refuses them; nothing is written then.
    """
    with transaction.atomic():
        episode = Episode.objects.select_for_update().get(pk=episode_id)
        rows = list(episode.events.order_by("place"))
        if any(row.key == key for row in rows):
            return None
        folding = _append(episode, rows, happenings, key=key, now=now, by=by)
        also()
        return folding


def _append(
    episode: Episode,
    rows: list[Event],
    happenings: Sequence[Happening],
    *,
    key: uuid.UUID | None,
    now: dt.datetime,
    by: Post | None,
    source: str = LIVE,
) -> Folding:
    new = [
        Event(
            episode=episode,
            type=happening.type,
            happened_at=happening.at,
            content=happening.content,
            post_id=None if by is None else by.pk,
            said_by="" if by is None else f"{by.person.full_name}, {by.kind.name}, {by.team.name}",
            source=source,
            key=key or uuid.uuid4(),
        )
        for happening in happenings
    ]
    try:
        folding = fold(episode, [*rows, *new], earlier=earlier_episodes(episode, [*rows, *new]), now=now)
    except BadScenario as bad:
        raise NotPossible([f"{fault.says[:1].upper()}{fault.says[1:]}." for fault in bad.faults]) from bad
    if folding.new_refusals and source == LIVE:
        raise NotPossible(folding.new_refusals)
    chain(episode, new, recorded_at=_database_time())
    Event.objects.bulk_create(new)
    summarise(folding)
    episode.save()
    _keep_facts(episode.child, new)
    for listener in LISTENERS:
        listener(folding, by)
    return folding


def _keep_facts(child: Child, new: Sequence[Event]) -> None:
    """What an episode taught about the child is recorded of the child from now on."""
    learnt = {
        name.removeprefix("child."): value
        for event in new
        if event.type == "fact"
        for name, value in event.content["set"].items()
        if name.startswith("child.")
    }
    if learnt:
        child.facts = {**child.facts, **learnt}
        child.save(update_fields=["facts"])


def chain(episode: Episode, new: Sequence[Event], *, recorded_at: dt.datetime) -> None:
    """Give new rows their places and seals, and move the head of the episode's chain. Stores nothing."""
    for event in new:
        event.place, event.previous, event.recorded_at = episode.count, bytes(episode.seal), recorded_at
        event.seal = seal(event.previous, event.sealed_content())
        episode.count, episode.seal = episode.count + 1, event.seal


def earlier_episodes(episode: Episode, rows: Sequence[Event]) -> list[dict[str, Any]]:
    """The child's earlier police-reported episodes, oldest first, as a scenario file would hold them."""
    started = min((row.happened_at for row in rows if row.type == "reported"), default=rows[0].happened_at)
    earlier = Episode.objects.filter(child_id=episode.child_id, reported_at__lte=started).exclude(pk=episode.pk)
    return [
        {
            "reported": reported.isoformat(),
            "returned": returned.isoformat() if returned and returned <= started else None,
            "category": highest or None,
        }
        for reported, returned, highest in earlier.order_by("reported_at").values_list(
            "reported_at", "returned_at", "highest_category"
        )
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
