"""What is known of an episode beyond its own row: what was told when it began, and the episodes before it."""

import datetime as dt
from typing import Any

from .fold import OPENED
from .models import Episode
from .wording import category_name

A_SEASON = dt.timedelta(days=90)


def told_at_the_start(episode: Episode) -> dict[str, str]:
    """What was said in words when the episode was opened: circumstances, worries, description."""
    content = episode.events.filter(type=OPENED).values_list("content", flat=True).first() or {}
    return {name: words for name, words in content.get("told", {}).items() if words}


def before_grading(episode: Episode) -> dict[str, Any]:
    """What whoever grades a report wants beside it: the reporter's words, and the child's reports in 90 days."""
    since = episode.gone_since - A_SEASON
    earlier = Episode.objects.filter(child_id=episode.child_id, reported_at__gte=since).exclude(pk=episode.pk)
    graded = earlier.order_by("-reported_at").values_list("reported_at", "highest_category")
    return {
        "told": told_at_the_start(episode),
        "earlier": [{"at": at, "category": category_name(category)} for at, category in graded],
    }
