"""What a post may see of episodes and duties: always scoped to the post that asks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.db.models.lookups import IsNull

from safereturn.access.decisions import involvements_of
from safereturn.agencies.models import Post
from safereturn.episodes.models import Episode, Event
from safereturn.protocol import vocabulary as v
from safereturn.protocol.findings import OPEN, UNDECIDED

from .field_classes import seen_by
from .models import Duty, Reminder

WAITING = (OPEN, UNDECIDED)
MOST_CARDS = 50
_SHOWN = (
    *("child__given_name", "child__family_name", "child__born_on", "state", "category"),
    *("last_seen_at", "reported_at", "opened_at", "absent_until"),
)

# Who is in most danger comes first. A report that nobody has decided ranks above medium: nobody knows how bad it is.
_DANGER = Case(
    When(state="away", then=4),
    When(category=v.HIGH, then=0),
    When(category="", then=1),
    When(category=v.MEDIUM, then=2),
    default=Value(3),
    output_field=IntegerField(),
)


def episodes_of(post: Post) -> QuerySet[Episode]:
    """The episodes that the post's team is involved in."""
    return Episode.objects.filter(pk__in=involvements_of(post).values("episode_id")).select_related("child")


def on_board(post: Post) -> tuple[list[Episode], list[Episode]]:
    """The children who are not back, and those who are and to whom this post's team still owes something.

    Of those who are not back, the one in most danger comes first, then the longest gone; of the others, the one who
    came back last. Of each, one more than is shown. They hold what a board shows; whatever else is asked for costs a
    query.
    """
    owed = Duty.objects.filter(team_id=post.team_id, status__in=WAITING).values("episode_id")
    either = episodes_of(post).filter(Q(absent_until=None) | Q(closed_at=None, pk__in=owed))
    since = Coalesce("last_seen_at", "reported_at", "opened_at")
    order = (F("absent_until").desc(nulls_first=True), _DANGER, since, "pk")
    place = Window(RowNumber(), partition_by=IsNull(F("absent_until"), True), order_by=order)
    some = either.alias(place=place).filter(place__lte=MOST_CARDS + 1).order_by(*order).only(*_SHOWN)
    gone, back = [], []
    for episode in some:
        (gone if episode.absent_until is None else back).append(episode)
    return gone, back


class Waiting(NamedTuple):
    """A duty that waits for somebody, as a board shows it."""

    episode_id: int
    pk: int
    protocol_id: str
    team_id: int | None
    team: str | None
    due_at: dt.datetime | None
    accepted_at: dt.datetime | None


def waiting_duties(episodes: list[Episode], *, post: Post, sees: Collection[str]) -> dict[int, list[Waiting]]:
    """The duties of some episodes that wait for somebody, by episode: the soonest due first, without a time last."""
    ids = [episode.pk for episode in episodes]
    waiting = Duty.objects.filter(seen_by(post, sees), episode_id__in=ids, status__in=WAITING)
    rows = waiting.order_by(F("due_at").asc(nulls_last=True), "arose_at", "pk").values_list(
        "episode_id", "pk", "protocol_id", "team_id", "team__name", "due_at", "accepted_at"
    )
    by_episode: dict[int, list[Waiting]] = defaultdict(list)
    for duty in map(Waiting._make, rows):
        by_episode[duty.episode_id].append(duty)
    return by_episode


def duties_of(episode_id: int, *, post: Post, sees: Collection[str]) -> list[Duty]:
    """The duties of an episode, by due time; those without a time last.

    Each has `reminded`, the moments at which its team was reminded, and `mail_failed`, whether a mail about it waits to
    be tried again.
    """
    reminders = Reminder.objects.filter(duty=OuterRef("pk")).order_by("pk")
    duties = Duty.objects.filter(seen_by(post, sees), episode_id=episode_id).select_related("team__agency")
    with_reminders = duties.annotate(
        reminded=ArraySubquery(reminders.values("reminded_at")),
        mail_failed=Exists(reminders.filter(mailed_at=None, mail_failed_at__isnull=False)),
    )
    return list(with_reminders.order_by(F("due_at").asc(nulls_last=True), "arose_at", "protocol_id"))


def events_of(episode: Episode, *, post: Post) -> QuerySet[Event]:
    """The log of an episode as it happened; `is_own` tells whether the post's own team told an event."""
    own = Post.objects.filter(pk=OuterRef("post_id"), team_id=post.team_id)
    return episode.events.annotate(is_own=Exists(own)).order_by("happened_at", "place")
