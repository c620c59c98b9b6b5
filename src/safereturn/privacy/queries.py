"""What was opened in an emergency, and who is to be told. Scoped to the post that asks."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from safereturn.access.decisions import Outcome, Subject, context_of, decide, is_kept_for_others
from safereturn.access.models import BreakGlass, Involvement, Restriction
from safereturn.access.queries import children_kept_from, visible_episode_ids
from safereturn.access.rights import AUTHORISERS
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Person, Post, Team
from safereturn.children.likeness import Name, is_exactly
from safereturn.children.models import Child
from safereturn.children.queries import known_to, ring
from safereturn.episodes.models import Episode
from safereturn.finding.asking import was_found

_K = Involvement.Kind
_LEADS = (_K.ALLOCATED, _K.FRONT_DOOR, _K.POLICE, _K.PLACEMENT)  # whoever stands first in this order leads


@past_the_wall()  # whoever may break the glass is not tied
def latest_episode(child_id: int) -> Episode | None:
    """The episode of a child that is, or was last."""
    return Episode.objects.filter(child_id=child_id).order_by("-opened_at").first()


def knows_of(post: Post, child_id: int) -> bool:
    """Whether a post knows that there is such a child: a search showed it within a day, or its team is, or was, tied.

    So an address that is guessed tells nothing.
    """
    tied = Involvement.objects.filter(Q(post_id=None) | Q(post_id=post.pk), team_id=post.team_id, child_id=child_id)
    return was_found(post, child_id) or tied.exists()


def whom_to_ring(child_id: int) -> str:
    """Whom to ring about a child, as a sentence."""
    return ring(known_to([Child.objects.get(pk=child_id)])[child_id])


def kept_by_name(name: Name, born_on: dt.date, *, post: Post) -> tuple[int, Episode] | None:
    """The child kept for others who bears this very name and was born on this very day, and the latest episode.

    None for all others, and where this person may not see the child whatever happens: nobody can tell these apart.
    """
    kept = Restriction.objects.filter(lifted_at=None, kind=Restriction.Kind.NAMED_ONLY).values("child_id")
    for child in Child.objects.filter(pk__in=kept, born_on=born_on, joined_to=None).order_by("-pk"):
        episode = latest_episode(child.pk) if is_exactly(name, child.names) else None
        if episode is not None:
            subject = Subject(episode.pk, child.pk)
            context = context_of(post, [subject])
            may = decide(post, "see-episode", subject, context=context).outcome
            if may is not Outcome.DENY and is_kept_for_others(post, subject, context=context):
                return child.pk, episode
    return None


def leading_team(episode_id: int) -> Team | None:
    """The team that leads an episode, or led it last: it holds the case, or routes it, or polices it."""
    ties = Involvement.objects.filter(episode_id=episode_id, kind__in=_LEADS).order_by("-began_at")
    first = min(ties, key=lambda tie: (tie.ends_at is not None, _LEADS.index(tie.kind)), default=None)
    return None if first is None else Team.objects.select_related("agency").get(pk=first.team_id)


def teams_of_authorisers(agency_id: int) -> set[int]:
    """The teams of an agency in which somebody may authorise."""
    held = Post.objects.filter(team__agency_id=agency_id, role__in=AUTHORISERS, ended_at=None)
    return set(held.values_list("team_id", flat=True))


def to_authorise(post: Post) -> list[BreakGlass]:
    """Who asked, in this post's agency, to open a child kept for named people, and has no answer yet: first first."""
    return list(_to_authorise(post).order_by("asked_at"))


def how_many_to_authorise(post: Post) -> int:
    """How many of them there are. One statement."""
    return _to_authorise(post).count()


def _to_authorise(post: Post) -> QuerySet[BreakGlass]:
    asked = BreakGlass.objects.filter(
        agency_id=post.agency_id, is_restricted=True, is_risk_to_life=False, authorisation=None
    )
    return asked.exclude(person_id=post.person_id).exclude(child_id__in=_excluded_from(post))


def glass_of(post: Post) -> QuerySet[BreakGlass]:
    """What this person opened in an emergency, or asked to, the latest first."""
    return BreakGlass.objects.filter(person_id=post.person_id).select_related("authorisation").order_by("-asked_at")


def told_of(post: Post) -> list[BreakGlass]:
    """What this post's team was told of: glass broken in episodes that it leads. The latest first."""
    told = BreakGlass.objects.filter(notices__team_id=post.team_id).exclude(child_id__in=children_kept_from(post))
    return list(told.order_by("-asked_at")[:100])


def children_of(episode_ids: Iterable[int | None], *, post: Post) -> dict[int | None, str]:
    """The names of the children of those of some episodes that a post sees, by the episode."""
    seen = Episode.objects.filter(pk__in=set(episode_ids) - {None}).filter(pk__in=visible_episode_ids(post))
    return {episode.pk: episode.child.full_name for episode in seen.select_related("child")}


@past_the_wall()  # of what was shown once, or opened: a reference says nothing of the child
def references(episode_ids: Iterable[int | None]) -> dict[int, str]:
    """The references of some episodes, by their ids."""
    return dict(Episode.objects.filter(pk__in=set(episode_ids) - {None}).values_list("pk", "reference"))


def person_id_of(email: str) -> int | None:
    """The person who signs in with an address; None where nobody does."""
    return Person.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()


def teams_of(person_id: int | None) -> set[int]:
    """The teams in which somebody holds a post."""
    return set(Post.objects.filter(person_id=person_id, ended_at=None).values_list("team_id", flat=True))


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of some people, by their ids."""
    return dict(Person.objects.filter(pk__in=set(person_ids) - {None}).values_list("pk", "full_name"))


def name_of(child_id: int) -> str:
    """A child's name, for whoever may see the child."""
    return Child.objects.get(pk=child_id).full_name


def posts_in_words(post_ids: Iterable[int]) -> dict[int, str]:
    """Some posts as pages name them, by their ids."""
    posts = Post.objects.filter(pk__in=set(post_ids)).select_related("person", "team")
    return {post.pk: str(post) for post in posts}


def _excluded_from(post: Post) -> QuerySet[object]:
    kept_out = Restriction.objects.filter(lifted_at=None, kind=Restriction.Kind.EXCLUDED, person_id=post.person_id)
    return kept_out.values("child_id")
