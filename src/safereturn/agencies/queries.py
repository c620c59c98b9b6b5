"""Which posts a person holds, and which team carries a role of the protocol for a child."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from safereturn.protocol import vocabulary as v

from .models import Agency, OpenSession, Person, Post, Team
from .roles import ROLES, TEAMS_OF_ROLE

_OWN_COUNCILS = (v.DERBY, v.DERBYSHIRE)
# Who acts for the council that looks after the child; all others act for the area where the child is (A23).
_OF_THE_RESPONSIBLE_COUNCIL = frozenset(
    {
        v.SOCIAL_WORKER,
        v.LEAD_WORKER,
        v.PLACING_AUTHORITY,
        v.SUPERVISING_SOCIAL_WORKER,
        v.TEAM_MANAGER,
        v.LINE_MANAGER,
        v.SERVICE_DIRECTOR,
        v.INDEPENDENT_REVIEWING_OFFICER,
    }
)


class Holder(NamedTuple):
    """What a person holds, whether they can prove in a second way who they are, and the session they ask in."""

    posts: list[Post]
    has_second_factor: bool
    session: OpenSession | None  # none where it has ended


_PARTS = (Post, Person, Team, Agency)
_FIELDS = {model: [field.attname for field in model._meta.concrete_fields] for model in (OpenSession, *_PARTS)}
# Written out, because every page asks it: composing it took Django nearly half the time of an empty page.
_HOLDER = f"""
    SELECT
        EXISTS (SELECT FROM mfa_authenticator WHERE user_id = agencies_person.id AND type IN ('totp', 'webauthn')),
        {", ".join(f'"{model._meta.db_table}"."{name}"' for model in _FIELDS for name in _FIELDS[model])}
    FROM agencies_person
    LEFT JOIN agencies_opensession
        ON agencies_opensession.person_id = agencies_person.id AND agencies_opensession.id = %s
    LEFT JOIN (
        agencies_post JOIN agencies_team ON agencies_team.id = agencies_post.team_id
        JOIN agencies_agency ON agencies_agency.id = agencies_team.agency_id
    ) ON agencies_post.person_id = agencies_person.id
        AND agencies_post.started_at <= %s AND (agencies_post.ended_at IS NULL OR agencies_post.ended_at > %s)
    WHERE agencies_person.id = %s ORDER BY agencies_post.id
"""  # noqa: S608 - made of the names of our own columns


def holder(person_id: int, now: dt.datetime, *, session: int | None = None) -> Holder:
    """The posts that a person holds now, with person, team and agency, and the session of theirs that has a number."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLDER, [session, now, now, person_id])
        rows = [iter(row) for row in cursor.fetchall()]
    posts, has_second_factor, found = [], False, None
    for row in rows:
        has_second_factor, found = next(row), _from(row, OpenSession)
        post, person, team, agency = (_from(row, model) for model in _PARTS)
        if post.pk is not None:
            team.agency, post.team, post.person = agency, team, person
            posts.append(post)
    return Holder(posts, has_second_factor, None if found is None or found.pk is None else found)


def _from(row: Iterator[Any], model: Any) -> Any:
    return model.from_db(connection.alias, _FIELDS[model], list(islice(row, len(_FIELDS[model]))))


def demonstration_posts(now: dt.datetime) -> list[Post]:
    """The posts of the invented people whom anybody may sign in as, in the demonstration."""
    posts = _held(now).filter(person__in_demonstration=True, person__is_active=True)
    kinds, roles = Agency.Kind.values, list(ROLES)
    return sorted(posts, key=lambda post: (kinds.index(post.team.agency.kind), roles.index(post.role), post.pk))


def is_of_agency(person: Person, agency: str, now: dt.datetime) -> bool:
    """Whether somebody whose account is open holds a post now in the agency of that name."""
    return person.is_active and _held(now).filter(person=person, team__agency__name=agency).exists()


def provisioned(address: str, agency: str, now: dt.datetime) -> Person | None:
    """Whoever signs in with an address and holds a post now in the agency of that name; None where nobody does."""
    person = Person.objects.filter(email=address).first()
    return person if person is not None and is_of_agency(person, agency, now) else None


def invented_people() -> int:
    """How many people of the demonstration there are: outside it, there may be none."""
    return Person.objects.filter(in_demonstration=True).count()


def _held(now: dt.datetime) -> QuerySet[Post]:
    held = Post.objects.filter(Q(ended_at=None) | Q(ended_at__gt=now), started_at__lte=now)
    return held.select_related("person", "team__agency").order_by("id")


def governance_teams() -> list[Team]:
    """The teams that answer for their agency's information governance."""
    return list(Team.objects.filter(kind=Team.Kind.INFORMATION_GOVERNANCE).order_by("id"))


def addresses_of(team_id: int, now: dt.datetime, *, without: Collection[int] = ()) -> list[str]:
    """Where a team gets its mail: in its mailbox, or, where it has none, each holder of its posts in their own.

    In their own, not those `without` whom it is sent, by the ids of people, nor whose account is closed.
    """
    mailbox = Team.objects.values_list("mailbox", flat=True).get(pk=team_id)
    if mailbox:
        return [mailbox]
    return sorted({post.person.email for post in held_in(team_id, now).exclude(person_id__in=without)})


def held_in(team_id: int, now: dt.datetime) -> QuerySet[Post]:
    """The posts of a team that somebody holds now whose account is open."""
    return _held(now).filter(team_id=team_id, person__is_active=True)


@dataclass(frozen=True)
class Directory:
    """The teams of the partnership, read once and asked often."""

    teams: dict[tuple[str, str], int]  # by kind and area; the area is empty for the whole force

    def team_for(
        self,
        role: str,
        *,
        area: str | None,
        home_team: int | None = None,
        school_team: int | None = None,
        looked_after_by: str | None = None,
        open_to: Collection[str] = (),
    ) -> int | None:
        """The team that carries a role of the protocol for a child of an area, a home and a school.

        Duties of the carer belong to the home, those of the school to the child's; those of a lead worker to the
        service that the child is open to: of a child whom no service knows, to the front door, which finds one.
        A role that no team carries falls to the front door of the area, so that no duty is without a team; None
        only where no area is known either.
        """
        if role in (v.CARER, v.PLACEMENT_PROVIDER) and home_team is not None:
            return home_team
        if role == v.SCHOOL and school_team is not None:
            return school_team
        council = _council(role, area, looked_after_by)
        unknown = not open_to and looked_after_by is None
        kinds = () if role == v.LEAD_WORKER and unknown else _kinds(role, council, open_to)
        found = (self.teams.get((kind, place)) for kind in (*kinds, "front-door") for place in ("", council))
        return next((team for team in found if team is not None), None)


def directory() -> Directory:
    """The directory as it stands. Where an area has two teams of one kind, the older carries the duties."""
    teams = Team.objects.exclude(kind__in=(Team.Kind.HOME, Team.Kind.SCHOOL)).exclude(
        agency__kind=Agency.Kind.OTHER_AUTHORITY
    )
    return Directory({(kind, area): id for kind, area, id in teams.order_by("-id").values_list("kind", "area", "id")})


def front_door_of(area: str) -> str:
    """The name of the front door that answers in an area; empty where there is none of ours."""
    team = directory().team_for(v.FRONT_DOOR, area=area)
    return "" if team is None else Team.objects.values_list("name", flat=True).get(pk=team)


def _council(role: str, area: str | None, looked_after_by: str | None) -> str:
    """The council whose teams are meant; for a child placed elsewhere, always the one that looks after the child."""
    responsible = looked_after_by in _OWN_COUNCILS and role in _OF_THE_RESPONSIBLE_COUNCIL
    if responsible or area == v.ELSEWHERE:
        return looked_after_by or ""
    return area or ""


def _kinds(role: str, council: str, open_to: Collection[str]) -> tuple[str, ...]:
    if role == v.LEAD_WORKER and open_to and v.SOCIAL_CARE not in open_to:
        stand_in = v.YOS_WORKER if v.MAT not in open_to else v.RUNAWAYS_WORKER if council == v.DERBY else v.MAT_WORKER
        return TEAMS_OF_ROLE[stand_in]
    return TEAMS_OF_ROLE.get(role, ())
