"""What a post may see of episodes and duties: always scoped to the post that asks."""

from collections import defaultdict
from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce

from safereturn.access.decisions import involvements_of
from safereturn.agencies.models import Post
from safereturn.episodes.models import Episode, Event
from safereturn.protocol import vocabulary as v
from safereturn.protocol.findings import OPEN, UNDECIDED

from .field_classes import seen_by
from .models import Duty, Reminder

WAITING = (OPEN, UNDECIDED)
MOST_CARDS = 50

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


def gone(post: Post) -> list[Episode]:
    """The children who are not back: the one in most danger first, then the longest gone. One more than is shown."""
    since = Coalesce("last_seen_at", "reported_at", "opened_at")
    missing = episodes_of(post).filter(absent_until=None).alias(danger=_DANGER, since=since)
    return list(missing.order_by("danger", "since", "pk")[: MOST_CARDS + 1])


def back_and_still_owed(post: Post) -> list[Episode]:
    """The children who are back and to whom this post's team still owes something. One more than is shown."""
    owed = Duty.objects.filter(team_id=post.team_id, status__in=WAITING).values("episode_id")
    back = episodes_of(post).filter(absent_until__isnull=False, closed_at=None, pk__in=owed)
    return list(back.order_by("-absent_until", "pk")[: MOST_CARDS + 1])


def waiting_duties(episodes: list[Episode], *, post: Post, sees: Collection[str]) -> dict[int, list[Duty]]:
    """The duties of some episodes that wait for somebody, by episode: the soonest due first, without a time last.

    They hold what a list shows; whatever else of a duty is asked for costs a query.
    """
    waiting = Duty.objects.filter(seen_by(post, sees), episode__in=episodes, status__in=WAITING).select_related("team")
    duties = waiting.only("episode", "protocol_id", "owner", "team__name", "due_at", "status", "accepted_at")
    by_episode: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties.order_by(F("due_at").asc(nulls_last=True), "arose_at", "pk"):
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
