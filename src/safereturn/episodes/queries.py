"""What is known of an episode beyond its own row: what was told when it began, and the episodes before it."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from safereturn.access.queries import visible_episode_ids
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Post
from safereturn.children.queries import records_of

from .field_classes import words_seen
from .fold import OPENED
from .models import Episode
from .wording import category_name

A_SEASON = dt.timedelta(days=90)


def episode_for(post: Post, episode_id: int, action: str) -> Episode:
    """An episode with its child, if the post may take the action on it. Raises `Episode.DoesNotExist`."""
    return Episode.objects.filter(pk__in=visible_episode_ids(post, action)).select_related("child").get(pk=episode_id)


def told_at_the_start(episode: Episode, sees: Collection[str]) -> dict[str, str]:
    """What was said in words when the episode was opened (circumstances, worries, description), of what is seen."""
    content = episode.events.filter(type=OPENED).values_list("content", flat=True).first() or {}
    told = (words_seen(OPENED, content, sees=sees) or {}).get("told", {})
    return {name: words for name, words in told.items() if words}


@past_the_wall()  # how often the child was gone, whoever was involved then
def before_grading(episode: Episode, sees: Collection[str]) -> dict[str, Any]:
    """What whoever grades a report wants beside it: the reporter's words, and the child's reports in 90 days."""
    since = episode.gone_since - A_SEASON
    earlier = Episode.objects.filter(child_id__in=records_of(episode.child_id), reported_at__gte=since)
    graded = earlier.exclude(pk=episode.pk).order_by("-reported_at").values_list("reported_at", "highest_category")
    return {
        "told": told_at_the_start(episode, sees),
        "earlier": [{"at": at, "category": category_name(category)} for at, category in graded],
    }
