"""Asking to be let in to a child whom one has found and has no tie to, and answering. Scoped to the post that asks.

Asking shows nothing of the child, nor whether there is an episode. Whoever lets a team in gives it what the protocol's
own telling would (`access.rights`), for the episode that is open, and never more than they see themselves.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from safereturn.access.actions import Tie, as_rows
from safereturn.access.models import Involvement, Restriction
from safereturn.access.queries import children_kept_from, visible_episode_ids
from safereturn.agencies.models import Person, Post, Team
from safereturn.audit.queries import was_shown
from safereturn.children.models import Child
from safereturn.children.queries import known_to, records_of
from safereturn.episodes.actions import NotPossible
from safereturn.episodes.models import Episode

from .models import Answer, Asking, Notice

FOUND = "find"  # the page of the view log on which a search shows a child
_FOUND_WITHIN = dt.timedelta(days=1)
_OF_TEAM = Team.objects.filter(pk=OuterRef("team_id"))
# Where whoever asks or tells works, and how to ring them.
FROM = {"agency": Subquery(_OF_TEAM.values("agency__name")), "telephone": Subquery(_OF_TEAM.values("telephone"))}
TOLD_FOR = dt.timedelta(days=28)


def was_found(post: Post, child_id: int) -> bool:
    """Whether a search has shown a child to a post within a day: then its number tells nothing new."""
    return was_shown(child_id, page=FOUND, post_id=post.pk, within=_FOUND_WITHIN)


def found(post: Post, child_id: int) -> tuple[Child, Team] | None:
    """A child whom this post may ask about, and the team to ask.

    None for all others: whom no search has shown it within a day, who is kept from it or is on its board already, and
    who is known to nobody but its own team. So a number tells nothing that a search had not told.
    """
    children = Child.objects.filter(pk=child_id, joined_to=None).exclude(pk__in=children_kept_from(post))
    child = children.first()
    if child is None or not was_found(post, child_id):
        return None
    if Episode.objects.filter(child_id__in=records_of(child_id), pk__in=visible_episode_ids(post)).exists():
        return None
    team = known_to([child])[child_id]
    return None if team is None or team.pk == post.team_id else (child, team)


def asked_by(post: Post) -> list[Asking]:
    """What this person asked for this team in the last four weeks, the latest first, with the answers."""
    asked = Asking.objects.filter(person_id=post.person_id, team_id=post.team_id, asked_at__gt=Now() - TOLD_FOR)
    allowed = asked.exclude(child_id__in=children_kept_from(post))
    return list(allowed.select_related("child", "asked_team", "answer").order_by("-pk"))


def waiting(post: Post) -> QuerySet[Asking]:
    """Who asks this post's team and has no answer yet, the first first; never this person themselves.

    Whoever has left, or may not see the child any more, is refused without anybody's doing: nobody can answer them.
    """
    kind = Restriction.Kind
    standing = Restriction.objects.filter(child_id=OuterRef("child_id"), lifted_at=None)
    of_the_asker = standing.filter(person_id=OuterRef("person_id"))
    holds = Post.objects.filter(Q(ended_at=None) | Q(ended_at__gt=Now()), pk=OuterRef("post_id"))
    return (
        Asking.objects.filter(Exists(holds), asked_team_id=post.team_id, answer=None)
        .exclude(person_id=post.person_id)
        .exclude(child_id__in=children_kept_from(post))
        .exclude(Exists(of_the_asker.filter(kind=kind.EXCLUDED)))
        .exclude(Exists(standing.filter(kind=kind.NAMED_ONLY)) & ~Exists(of_the_asker.filter(kind=kind.NAMED_ONLY)))
        .annotate(**FROM)
        .select_related("child")
        .order_by("pk")
    )


def open_episodes(child_id: int, *, seen_by: Post, action: str = "see-episode") -> QuerySet[Episode]:
    """The episodes of a child, through any record, that are not closed, and in which this post may take an action."""
    seen = Episode.objects.filter(pk__in=visible_episode_ids(seen_by, action), child_id__in=records_of(child_id))
    return seen.filter(closed_at=None).order_by("pk")


def is_answered_by(post: Post, asking_id: int) -> bool:
    """Whether this post has answered somebody who asked."""
    return Answer.objects.filter(asking=asking_id, post_id=post.pk).exists()


@transaction.atomic
def ask(*, child: Child, team: Team, reason: str, key: uuid.UUID, by: Post) -> None:
    """Ask a team to be let in to a child. The same key twice asks once; so does asking again before the answer.

    So does asking at the same moment in two windows: what one person asks is taken one after the other. Whoever calls
    has asked `found`.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.person_id)
    if any(one.child_id == child.pk and not hasattr(one, "answer") for one in asked_by(by)):
        return
    told = {"child": child, "asked_team": team, "reason": reason, "team_id": by.team_id, **by.signature}
    asking, is_new = Asking.objects.get_or_create(key=key, defaults=told)
    if is_new:
        Notice.objects.create(asking=asking)


@transaction.atomic
def answer(*, asking: Asking, is_let_in: bool, words: str, by: Post) -> None:
    """Let the team that asks in, until the episode is over, or refuse.

    Raises `NotPossible` where it was answered meanwhile, where nobody can answer it any more, and where there is no
    open episode that whoever answers sees.
    """
    episodes = list(open_episodes(asking.child_id, seen_by=by).select_for_update()) if is_let_in else []
    if is_let_in and not episodes:
        raise NotPossible([NOTHING_IS_OPEN])
    if not waiting(by).filter(pk=asking.pk).exists():
        raise NotPossible(["Somebody has answered, or they may not see the child any more. Nothing was recorded."])
    _, is_new = Answer.objects.get_or_create(
        asking=asking, defaults={"is_let_in": is_let_in, "words": words, **by.signature}
    )
    # Neither a name nor the words: ties are shown to the child too, when the file is asked for.
    because = f"Let in by {by.team.name} ({by.kind.name}), whom this team asked."[:200]
    for episode in episodes if is_new else ():
        tie = Tie(asking.team_id, Involvement.Kind.LET_IN, because)
        rows = as_rows(episode.pk, episode.child_id, [tie])
        Involvement.objects.bulk_create(rows, ignore_conflicts=True)


NOTHING_IS_OPEN = "There is no open episode to let them in to. Refuse, and say whom to ring."
