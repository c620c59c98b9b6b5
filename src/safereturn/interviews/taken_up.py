"""A child who is gone again before being heard: one interview takes up the questions of both episodes (A47)."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from safereturn.access.queries import visible_episode_ids
from safereturn.agencies.models import Post
from safereturn.duties.models import Duty
from safereturn.duties.queries import WAITING
from safereturn.episodes.actions import Happening, record
from safereturn.episodes.models import Episode
from safereturn.protocol.findings import INTERVIEWS
from safereturn.web.wording import day


def is_gone_again(episode: Episode) -> bool:
    """Whether the child has gone again since the return of this episode."""
    later = Episode.objects.filter(child_id=episode.child_id, opened_at__gt=episode.opened_at)
    return later.exclude(pk=episode.pk).exists()


def not_heard_about(episode: Episode, post: Post | None) -> QuerySet[Episode]:
    """The child's earlier episodes whose interview waits and that a post may hold, the oldest first."""
    if post is None:
        return Episode.objects.none()
    waiting = Duty.objects.filter(episode=OuterRef("pk"), protocol_id__in=INTERVIEWS, status__in=WAITING)
    earlier = Episode.objects.filter(child_id=episode.child_id, opened_at__lt=episode.opened_at, state="returned")
    may = earlier.filter(Exists(waiting), pk__in=visible_episode_ids(post, "interview"))
    return may.exclude(pk=episode.pk).order_by("opened_at")


def name_of(episode: Episode) -> str:
    """An earlier episode, as whoever interviews tells it from the others."""
    back = f", back on {day(episode.returned_at)}" if episode.returned_at else ""
    return f"{episode.reference}: gone on {day(episode.gone_since)}{back}"


def take_up(
    earlier: Iterable[Episode], held: Happening, *, with_that_of: Episode, key: uuid.UUID, by: Post, now: dt.datetime
) -> None:
    """Record in each earlier episode that its interview was held together with that of a later one."""
    for episode in earlier:
        joint = held._replace(content={**held.content, "together_with": with_that_of.reference})
        record(episode_id=episode.pk, happenings=[joint], key=key, now=now, by=by)
