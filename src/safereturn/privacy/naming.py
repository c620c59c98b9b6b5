"""Whom a child is kept for. While an episode is open, that is never without the police and whoever holds the case."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from safereturn.access.models import Involvement, Restriction
from safereturn.access.rights import ties_giving
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Post, Team
from safereturn.episodes.models import Episode

_K, _T = Involvement.Kind, Team.Kind
_CASE = (_K.ALLOCATED, _K.MANAGER, _K.FRONT_DOOR)  # whoever stands first in this order holds the case
_ON_THE_CASE_AT_NIGHT = (_T.CONTROL_ROOM, _T.INVESTIGATORS)


def named_for(child_id: int) -> set[int | None]:
    """The ids of the people for whom a child is kept; none where the child is not."""
    standing = Restriction.objects.filter(child_id=child_id, kind=Restriction.Kind.NAMED_ONLY, lifted_at=None)
    return set(standing.values_list("person_id", flat=True))


def who_sees(records: Collection[int], person_ids: Collection[int | None]) -> list[Post]:
    """The posts through which named people see a child by any of the `records`: their team is involved now."""
    standing = _standing().filter(child_id__in=records)
    tied = {(tie.team_id, tie.post_id, tie.kind) for tie in standing.exclude(kind__in=Involvement.BY_GLASS)}
    return [
        post
        for post in _posts(records, person_ids)
        if any(
            (post.team_id, of_post, kind) in tied
            for kind in ties_giving(post.role, "see-episode")
            for of_post in (None, post.pk)
        )
    ]


def who_is_missing(records: Collection[int], person_ids: Collection[int | None]) -> list[str]:
    """Whom else somebody must name before a child is kept for these people, each in a sentence.

    None where no episode of the child is open: then nobody need find them.
    """
    episodes = _open_episodes(records)
    if not episodes:
        return []
    ties = list(_standing().filter(episode_id__in=episodes).values_list("kind", "team_id"))
    police = Team.objects.filter(
        pk__in=[team for kind, team in ties if kind == _K.POLICE], kind__in=_ON_THE_CASE_AT_NIGHT
    ) or Team.objects.filter(kind=_T.CONTROL_ROOM)  # they are told next
    holds = next((kind for kind in _CASE if any(kind == one for one, _ in ties)), None)
    case = Team.objects.filter(pk__in=[team for kind, team in ties if kind == holds])
    posts = _posts(records, person_ids)
    asked = (
        (police, _K.POLICE, "the police must go on seeing this child"),
        (case, holds, "whoever holds the case must go on seeing this child"),
    )
    return [
        f"While an episode is open, {why}. Name somebody of {' or '.join(sorted(team.name for team in teams))} too"
        for teams, kind, why in asked
        if teams and not any(post.team in teams and kind in ties_giving(post.role, "see-episode") for post in posts)
    ]


def _posts(records: Collection[int], person_ids: Collection[int | None]) -> list[Post]:
    """The posts that named people hold now, without those of people who may not see the child whoever names them."""
    excluded = Restriction.objects.filter(child_id__in=records, kind=Restriction.Kind.EXCLUDED, lifted_at=None)
    held = Post.objects.filter(person_id__in=set(person_ids) - {None}, person__is_active=True, ended_at=None)
    of_others = held.exclude(person_id__in=excluded.values("person_id"))
    return list(of_others.select_related("person", "team").order_by("person__full_name", "pk"))


def _standing() -> QuerySet[Involvement]:
    return Involvement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=Now()))


@past_the_wall()  # whoever keeps the flags of a child may be kept from it
def _open_episodes(records: Collection[int]) -> list[int]:
    return list(Episode.objects.filter(child_id__in=records, closed_at=None).values_list("pk", flat=True))
