"""The people of an agency, their posts in it, and what was changed about them. No child is known here."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, Now

from safereturn.agencies.models import PeopleChange, Person, Post, Team
from safereturn.agencies.roles import ROLES, ROLES_OF_TEAM

from .certification import is_late

IDLE_AFTER = dt.timedelta(days=30)  # without signing in, or since the account was opened, it is disabled
ADMINISTRATOR = "agency-administrator"
_What = PeopleChange.What


def held(now: dt.datetime) -> Q:
    """The posts that are held at a moment, or will be."""
    return Q(ended_at=None) | Q(ended_at__gt=now)


def people_of(agency_id: int) -> QuerySet[Person]:
    """Whoever holds or held a post in an agency, or was provisioned by it, each with `own_posts`: those in it.

    `off_because` is what was last done to the account: closed or disabled, where it is off. `waits` tells whether a
    post was asked for that no second administrator has answered.
    """
    own = Post.objects.filter(team__agency_id=agency_id).select_related("team").order_by("started_at", "id")
    switched = PeopleChange.objects.filter(
        person=OuterRef("pk"), what__in=(_What.CLOSED, _What.IDLE, _What.REOPENED)
    ).order_by("-id")
    belongs = Q(pk__in=own.values("person")) | Q(
        pk__in=PeopleChange.objects.filter(agency_id=agency_id).values("person")
    )
    return (
        Person.objects.filter(belongs)
        .annotate(
            off_because=Subquery(switched.values("what")[:1]),
            waits=Exists(waiting(agency_id).filter(person=OuterRef("pk"))),
        )
        .prefetch_related(Prefetch("posts", own, to_attr="own_posts"))
        .order_by("full_name", "id")
    )


def posts_held(agency_id: int, now: dt.datetime) -> QuerySet[Post]:
    """The posts that somebody holds in an agency, or will hold, by team and name."""
    posts = Post.objects.filter(held(now), team__agency_id=agency_id).select_related("person", "team")
    return posts.order_by("team__name", "person__full_name", "id")


def administrators(agency_id: int, now: dt.datetime) -> QuerySet[Post]:
    """The posts of those who keep an agency's people now and can sign in."""
    return posts_held(agency_id, now).filter(role=ADMINISTRATOR, started_at__lte=now, person__is_active=True)


def holds_elsewhere(person_id: int, agency_id: int, now: dt.datetime) -> bool:
    """Whether a person holds a post in another agency, or will."""
    return Post.objects.filter(held(now), person_id=person_id).exclude(team__agency_id=agency_id).exists()


def waiting(agency_id: int) -> QuerySet[PeopleChange]:
    """The posts that were asked for and that no second administrator has answered, the oldest first."""
    asked = PeopleChange.objects.filter(agency_id=agency_id, what=_What.POST_ASKED, answered_by=None)
    return asked.select_related("person", "team").order_by("id")


def changes_of(agency_id: int) -> QuerySet[PeopleChange]:
    """What was changed in an agency, the latest first."""
    changes = PeopleChange.objects.filter(agency_id=agency_id).select_related("person", "team")
    return changes.order_by("-id")


def places(agency_id: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind of post that the teams of an agency can hold, by team, as the choices of a form."""
    teams = Team.objects.filter(agency_id=agency_id).order_by("name")
    offered = ((team, ROLES_OF_TEAM[team.kind]) for team in teams)
    return [
        (team.name, [(f"{team.pk}:{role}", f"{ROLES[role].name}, {team.name}") for role in roles])
        for team, roles in offered
        if roles
    ]


def idle() -> QuerySet[Person]:
    """Those who can sign in and have not for 30 days, by the database's clock, nor was their account opened since.

    The invented people of the demonstration, who sign in with one press, are left out.
    """
    used_at = Greatest("last_login", F("opened_at"))  # PostgreSQL's takes no notice of a last_login that is empty
    return (
        Person.objects.filter(is_active=True, in_demonstration=False)
        .alias(used_at=used_at)
        .filter(used_at__lt=Now() - IDLE_AFTER)
    )


def agencies_of(person_id: int, now: dt.datetime) -> list[int]:
    """The agencies that keep a person: where they hold a post; else where they last held, or were to hold, one."""
    posts = Post.objects.filter(person_id=person_id).order_by("-id").select_related("team")
    if here := sorted({post.agency_id for post in posts if post.ended_at is None or post.ended_at > now}):
        return here
    if posts:
        return [posts[0].agency_id]
    return list(
        PeopleChange.objects.filter(person_id=person_id).order_by("-id").values_list("agency_id", flat=True)[:1]
    )


def agencies_with_late_posts(now: dt.datetime) -> list[int]:
    """The agencies in which somebody holds a post that was to be certified 28 days ago or longer."""
    posts = Post.objects.filter(held(now)).select_related("team")
    return sorted({post.agency_id for post in posts if is_late(post, now)})


def addresses_of(role: str, agency_id: int, now: dt.datetime) -> list[str]:
    """The mail addresses of those who hold a kind of post in an agency now and can sign in."""
    posts = posts_held(agency_id, now).filter(role=role, started_at__lte=now, person__is_active=True)
    return sorted({post.person.email for post in posts})
