"""Handing over what one knows of a child whom one has found and has no tie to, and taking it up.

Whoever hands it over sees nothing of the child, nor whether there is an episode: that it was taken up, by whom, and no
more. It makes no event and no duty. Everything here is scoped to the post that asks; for whom to tell see
`asking.found`.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from safereturn.access.field_classes import NOTES
from safereturn.access.flags import flags_that_hide
from safereturn.access.queries import children_kept_from
from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child

from . import asking
from .models import HandedOver, Notice, TakenUp


def handed_by(post: Post) -> list[HandedOver]:
    """What this person handed over for this team in the last four weeks, the latest first; and who took it up."""
    handed = HandedOver.objects.filter(
        person_id=post.person_id, team_id=post.team_id, handed_at__gt=Now() - asking.TOLD_FOR
    )
    allowed = handed.exclude(child_id__in=children_kept_from(post)).defer("words", "taken__words")
    return list(allowed.select_related("child", "told_team", "taken").order_by("-pk"))


def told(post: Post) -> QuerySet[HandedOver]:
    """What this post's team was told, the first first: what waits, and what was taken up in the last four weeks.

    Without the children who are kept from this person, and those of whom others' words are hidden from them. Whoever
    told it may have left since: what they knew still counts.
    """
    all_told = HandedOver.objects.filter(told_team_id=post.team_id).exclude(child_id__in=children_kept_from(post))
    read = all_told.exclude(child_id__in=flags_that_hide(NOTES, post).values("child_id"))
    current = read.exclude(taken__recorded_at__lte=Now() - asking.TOLD_FOR)
    return current.annotate(**asking.FROM).select_related("child", "taken").order_by("pk")


def waiting(post: Post) -> QuerySet[HandedOver]:
    """What this post's team was told and nobody has taken up, the first first."""
    return told(post).filter(taken=None)


def how_many_wait(post: Post) -> int:
    """How many wait for this post's team: who asks to be let in, and what was handed over. One query."""
    handed = waiting(post).order_by().values("pk")
    return asking.waiting(post).order_by().values("pk").union(handed, all=True).count()


@transaction.atomic
def hand_over(*, child: Child, team: Team, words: str, known_at: dt.datetime, key: uuid.UUID, by: Post) -> None:
    """Tell a team what one knows of a child, seen or heard at a moment. The same key twice tells once.

    Whoever calls has asked `asking.found`.
    """
    told = {"child": child, "told_team": team, "words": words, "known_at": known_at}
    what = {**told, "team_id": by.team_id, **by.signature}
    handed, is_new = HandedOver.objects.get_or_create(key=key, defaults=what)
    if is_new:
        Notice.objects.create(handed=handed)


@transaction.atomic
def take_up(*, handed: HandedOver, words: str, by: Post) -> bool:
    """Say that the team has what it was told, and what it does with it. Returns whether nobody had said so before."""
    _, is_new = TakenUp.objects.get_or_create(handed=handed, defaults={"words": words, **by.signature})
    return is_new
