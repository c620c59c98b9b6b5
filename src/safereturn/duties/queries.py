"""What a post may see of episodes and duties: always scoped to the post that asks."""

import datetime as dt
from collections import defaultdict

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from safereturn.access.decisions import involvements_of
from safereturn.agencies.models import Post
from safereturn.episodes.models import Episode
from safereturn.protocol.findings import OPEN, UNDECIDED

from .models import Duty

WAITING = (OPEN, UNDECIDED)
MOST_CARDS = 50


def episodes_of(post: Post) -> QuerySet[Episode]:
    """The episodes that the post's team is involved in."""
    return Episode.objects.filter(pk__in=involvements_of(post).values("episode_id")).select_related("child")


def gone(post: Post) -> list[Episode]:
    """The children who are not back, the longest gone first; at most 50."""
    since = Coalesce("last_seen_at", "reported_at", "opened_at")
    return list(episodes_of(post).filter(absent_until=None).alias(since=since).order_by("since", "pk")[:MOST_CARDS])


def back_and_still_owed(post: Post) -> list[Episode]:
    """The children who are back, whose episode is open and for whom this post's team owes something; at most 50."""
    owed = Duty.objects.filter(team_id=post.team_id, status__in=WAITING).values("episode_id")
    back = episodes_of(post).filter(absent_until__isnull=False, closed_at=None, pk__in=owed)
    return list(back.order_by("-absent_until", "pk")[:MOST_CARDS])


def waiting_duties(episodes: list[Episode]) -> dict[int, list[Duty]]:
    """The duties of some episodes that wait for somebody, by episode: the soonest due first, without a time last."""
    duties = Duty.objects.filter(episode__in=episodes, status__in=WAITING).select_related("team")
    by_episode: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties.order_by(F("due_at").asc(nulls_last=True), "arose_at", "pk"):
        by_episode[duty.episode_id].append(duty)
    return by_episode


def duties_of(episode_id: int) -> list[Duty]:
    """All duties of an episode, by due time; those without a time last."""
    duties = Duty.objects.filter(episode_id=episode_id).select_related("team__agency")
    return list(duties.order_by(F("due_at").asc(nulls_last=True), "arose_at", "protocol_id"))


def started_at(duty: Duty) -> dt.datetime:
    """When the clock of a duty began, for drawing it."""
    return duty.arose_at
