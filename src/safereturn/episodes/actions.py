"""The one door to the log. What happened is recorded; what follows from it is derived in the same transaction."""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import Subquery
from django.db.models.functions import Now

from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Post
from safereturn.audit.sealing import seal
from safereturn.children.models import Child
from safereturn.children.queries import records_of
from safereturn.protocol.scenario import BadScenario

from .fold import OPENED, Folding, fold, summarise
from .models import Episode, Event

# Called in this order with each folding, in its transaction. Filled by config.wiring: this room knows no higher one.
LISTENERS: list[Callable[[Folding, Post | None], None]] = []


LIVE = "live"
_KEYS = 5331  # sets our locks on keys apart from other locks in the database


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
    """Something to record: its type, when it happened, and the rest in the words of the scenario files.

    `said_by` is who said so, for loaded history alone: what is recorded live is said by the post that records it.
    """

    type: str
    at: dt.datetime
    content: dict[str, Any] = {}
    said_by: str = ""


@past_the_wall()  # another team may have reported the child; and whoever reports is not tied before
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

    The same key twice gives the same episode. Raises `AlreadyGone` when the child is gone, through any record, and
    `NotPossible` when the events make no sense.
    """
    sent_before = episode_sent_with(key)
    if sent_before is not None:
        return Episode.objects.get(pk=sent_before)
    try:
        with transaction.atomic():
            # Whoever reports the same child at the same moment waits here: else neither might get through.
            gone = Episode.objects.filter(child_id__in=records_of(child.pk), absent_until=None).values("pk")[:1]
            waiting = Child.objects.select_for_update(no_key=True).annotate(locked_at=Now())
            locked = waiting.annotate(gone_in=Subquery(gone)).get(pk=child.pk)
            if locked.gone_in is not None:
                raise AlreadyGone(locked.gone_in)
            episode = Episode.objects.create(
                child=child, reference=new_reference(now), kind=kind, state=kind, opened_at=now
            )
            opening = Happening(OPENED, now, {"child": facts, "episode": {"kind": kind, **about}, "told": told or {}})
            _append(episode, [], [opening, *happenings], key=key, now=now, recorded_at=locked.locked_at, by=by)
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
    whole = with_opening(opening, happenings, now=now)
    began = whole[0].at
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
        _append(episode, [], whole, key=None, now=now, recorded_at=database_time(), by=None, source=source)
        return episode


def with_opening(opening: dict[str, Any], happenings: Sequence[Happening], *, now: dt.datetime) -> list[Happening]:
    """A whole history: the opening when the first of the happenings happened, said by whoever said that; then these."""
    first = min(happenings, key=lambda happening: happening.at, default=Happening(OPENED, now))
    return [Happening(OPENED, first.at, opening, first.said_by), *happenings]


def alone_with(key: uuid.UUID) -> None:
    """Let nobody else send with the same key until this transaction ends: a second press waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_KEYS, str(key)])


@past_the_wall()  # whoever sends twice may not see what they sent once
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
    provided: Callable[[Episode], bool] = lambda _: True,
    also: Callable[[], None] = lambda: None,
) -> Folding | None:
    """Add events to an episode's log, and derive again what follows. None when the same key was recorded before.

    They are added only `provided` that the episode, as it stands when nobody else can change it, is fit for them.
    `also` stores what belongs with the events and has no place in the log, in the same transaction.

    Raises `NotPossible` when the events make no sense or the protocol refuses them; nothing is written then.
    """
    with transaction.atomic():
        episode = Episode.objects.select_for_update().annotate(locked_at=Now()).get(pk=episode_id)
        # What follows hangs on the child's other episodes, and may end the tie of whoever records.
        with past_the_wall():
            rows = list(episode.events.order_by("place"))
            if any(row.key == key for row in rows):
                return None
            if not provided(episode):
                raise NotPossible(["Things have changed meanwhile, so this cannot be recorded now."])
            folding = _append(episode, rows, happenings, key=key, now=now, recorded_at=episode.locked_at, by=by)
            also()
            return folding


def derived_again(*, episode_id: int, now: dt.datetime) -> Folding:
    """Fold an episode's log as it stands by the rules as they are now, and derive again what follows.

    The caller holds a transaction, in which the episode is locked. Raises `BadScenario` when the log makes no sense by
    these rules.
    """
    episode = Episode.objects.select_for_update().get(pk=episode_id)
    rows = list(episode.events.order_by("place"))
    folding = fold(episode, rows, earlier=earlier_episodes(episode, rows), now=now)
    _follows(folding, by=None)
    return folding


def _follows(folding: Folding, by: Post | None) -> None:
    summarise(folding)
    folding.episode.save()
    for listener in LISTENERS:
        listener(folding, by)


def _append(
    episode: Episode,
    rows: list[Event],
    happenings: Sequence[Happening],
    *,
    key: uuid.UUID | None,
    now: dt.datetime,
    recorded_at: dt.datetime,
    by: Post | None,
    source: str = LIVE,
) -> Folding:
    new = as_rows(episode, happenings, key=key, by=by, source=source)
    try:
        folding = fold(episode, [*rows, *new], earlier=earlier_episodes(episode, [*rows, *new]), now=now)
    except BadScenario as bad:
        raise NotPossible([f"{fault.says[:1].upper()}{fault.says[1:]}." for fault in bad.faults]) from bad
    if folding.new_refusals and source == LIVE:
        raise NotPossible(folding.new_refusals)
    chain(episode, new, recorded_at=recorded_at)
    Event.objects.bulk_create(new)
    if learnt := learnt_of_the_child(new):
        episode.child.learns(learnt)
        episode.child.save(update_fields=["facts", "born_on"])
    _follows(folding, by)
    return folding


def as_rows(
    episode: Episode, happenings: Sequence[Happening], *, key: uuid.UUID | None = None, by: Post | None, source: str
) -> list[Event]:
    """What happened as rows of an episode's log, without place and seal as yet; nothing is stored."""
    return [
        Event(
            episode=episode,
            type=happening.type,
            happened_at=happening.at,
            content=happening.content,
            post_id=None if by is None else by.pk,
            said_by=happening.said_by if by is None else str(by),
            source=source,
            key=key or uuid.uuid4(),
        )
        for happening in happenings
    ]


def learnt_of_the_child(new: Sequence[Event]) -> dict[str, Any]:
    """What rows of a log teach about the child: it is recorded of the child from then on."""
    return {
        name.removeprefix("child."): value
        for event in new
        if event.type == "fact"
        for name, value in event.content["set"].items()
        if name.startswith("child.")
    }


def chain(episode: Episode, new: Sequence[Event], *, recorded_at: dt.datetime) -> None:
    """Give new rows their places and seals, and move the head of the episode's chain. Stores nothing."""
    for event in new:
        event.place, event.previous, event.recorded_at = episode.count, bytes(episode.seal), recorded_at
        event.seal = seal(event.previous, event.sealed_content())
        episode.count, episode.seal = episode.count + 1, event.seal


def earlier_episodes(episode: Episode, rows: Sequence[Event]) -> list[dict[str, Any]]:
    """The child's earlier police-reported episodes, oldest first, as `scenario.read` takes them."""
    others = Episode.objects.filter(child_id__in=records_of(episode.child_id), reported_at__isnull=False)
    columns = ("reported_at", "returned_at", "highest_category")
    return as_earlier(others.exclude(pk=episode.pk).order_by("reported_at").values_list(*columns), rows)


def as_earlier(
    others: Iterable[tuple[dt.datetime, dt.datetime | None, str]], rows: Sequence[Event]
) -> list[dict[str, Any]]:
    """The episodes among a child's `others` that were reported before the episode of these rows.

    The others are given oldest first, each by its report, its return and its highest category.
    """
    started = min((row.happened_at for row in rows if row.type == "reported"), default=rows[0].happened_at)
    return [
        {
            "reported": reported,
            "returned": returned if returned and returned <= started else None,
            "category": highest or None,
        }
        for reported, returned, highest in others
        if reported <= started
    ]


def new_reference(now: dt.datetime) -> str:
    """A reference that says nothing about the child and can be read out on the telephone."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    drawn = "".join(secrets.choice(letters) for _ in range(8))  # two alike would be met once in a million reports
    return f"SR{now:%y}-{drawn[:4]}-{drawn[4:]}"


def database_time() -> dt.datetime:
    """When the running transaction began, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (moment,) = cursor.fetchone()
    return moment
