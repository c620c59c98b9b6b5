"""Which episodes a post may see, in one query."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from safereturn.agencies.models import Post

from .models import Involvement, Restriction
from .rights import ties_giving


def ties_of(post: Post) -> QuerySet[Involvement]:
    """The ties that stand now between a post, or its whole team, and episodes."""
    return Involvement.objects.filter(
        Q(post_id=None) | Q(post_id=post.pk), Q(ends_at=None) | Q(ends_at__gt=Now()), team_id=post.team_id
    )


def children_kept_from(post: Post) -> QuerySet[Restriction]:
    """The ids of the children whom this person may not see, whatever their role and their tie, as a sub-query."""
    standing = Restriction.objects.filter(lifted_at=None)
    named_only = standing.filter(kind=Restriction.Kind.NAMED_ONLY)
    for_others = named_only.exclude(child_id__in=named_only.filter(person_id=post.person_id).values("child_id"))
    excluded = standing.filter(kind=Restriction.Kind.EXCLUDED, person_id=post.person_id)
    return (excluded | for_others).values("child_id")


def involvements_of(post: Post, action: str = "see-episode") -> QuerySet[Involvement]:
    """The ties that let a post take an action, without those to children whom this person may not see."""
    giving = ties_of(post).filter(kind__in=ties_giving(post.role, action))
    return giving.exclude(child_id__in=children_kept_from(post))


def visible_episode_ids(post: Post, action: str = "see-episode") -> QuerySet[Involvement]:
    """The ids of the episodes that a post may see, as a sub-query: `Episode.objects.filter(pk__in=...)`."""
    return involvements_of(post, action).values("episode_id")
