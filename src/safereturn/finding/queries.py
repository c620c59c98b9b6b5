"""What a search shows of a child, and the pairs that wait for somebody. Always scoped to the post that asks."""

from functools import partial
from typing import NamedTuple

from django.db.models import Max, Q, QuerySet

from safereturn.access.queries import children_kept_from, ties_of, visible_episode_ids
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.children.queries import known_to, records_of
from safereturn.children.search import Sought, find
from safereturn.episodes.models import Episode

from .models import Pair, Verdict


class Hit(NamedTuple):
    """A child as a search tells of them: to a team that is involved, with their last episode; else whom to ring."""

    child: Child
    episode_id: int | None
    because: str  # the tie, where there is one
    known_to: Team | None
    has_episode: bool  # of whichever kind and time: what may be opened in an emergency


def hits(sought: Sought, *, by: Post, of_others: bool) -> list[Hit]:
    """The children who may be the one that is sought, the most alike first.

    Without those `of_others`, only the children whom this post's team is involved with: whether there are any others
    changes nothing. Where nobody of such a name was born then, or near it, those of such a name who were born at any
    other time.
    """
    look = find if of_others else partial(find, among=_ours(by))
    found = [one.child for one in look(sought, by=by) or look(sought._replace(born_on=None), by=by)]
    tied = ties_of(by).filter(child_id__in=[child.pk for child in found]).order_by("-began_at", "-pk")
    ties = {tie.child_id: tie.because for tie in tied}  # the first one stays
    episodes = dict(
        Episode.objects.filter(child_id__in=list(ties), pk__in=visible_episode_ids(by))
        .values_list("child_id")
        .annotate(latest=Max("pk"))
    )
    known, gone = known_to(found), _with_an_episode(found)
    return [
        Hit(
            child,
            episodes.get(child.pk),
            ties.get(child.pk, "") if child.pk in episodes else "",
            known[child.pk],
            child.pk in gone,
        )
        for child in found
    ]


def _ours(post: Post) -> set[int]:
    return set(Episode.objects.filter(pk__in=visible_episode_ids(post)).values_list("child_id", flat=True))


@past_the_wall()  # whoever may break the glass is not tied
def _with_an_episode(children: list[Child]) -> set[int]:
    return set(Episode.objects.filter(child__in=children).values_list("child_id", flat=True))


def waiting_pairs(post: Post) -> QuerySet[Pair]:
    """The pairs that nobody has decided yet, the most alike first, without children kept from this person."""
    return _pairs(post).filter(verdicts=None, one__joined_to=None, other__joined_to=None).order_by("-score", "pk")


def decided(post: Post) -> QuerySet[Verdict]:
    """What was decided, the latest first."""
    verdicts = Verdict.objects.filter(pair__in=_pairs(post)).select_related("pair__one", "pair__other", "kept")
    return verdicts.order_by("-pk")


def pair_of(post: Post, pair_id: int) -> Pair | None:
    """A pair that the post may see; None where there is none."""
    return _pairs(post).filter(pk=pair_id).first()


@past_the_wall()  # whoever judges is tied to neither
def episodes_of_pair(pair: Pair) -> dict[int, list[Episode]]:
    """The episodes of both records, the latest first, by the record's id."""
    ordered = Episode.objects.filter(child_id__in=(pair.one_id, pair.other_id)).order_by("-opened_at")
    return {id: [episode for episode in ordered if episode.child_id == id] for id in (pair.one_id, pair.other_id)}


@past_the_wall()
def open_episodes_of(child_id: int) -> list[int]:
    """The ids of the episodes of a child, through any record, that are not closed."""
    return list(
        Episode.objects.filter(child_id__in=records_of(child_id), closed_at=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _pairs(post: Post) -> QuerySet[Pair]:
    kept = children_kept_from(post)
    return Pair.objects.exclude(Q(one__in=kept) | Q(other__in=kept)).select_related("one", "other")
