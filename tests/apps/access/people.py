"""Posts, ties and restrictions for the tests of the door."""

import itertools

from safereturn.access.actions import Tie, as_rows
from safereturn.access.models import Involvement, Restriction
from safereturn.agencies.models import Agency, Person, Post, Team
from tests.apps.partnership import LONG_AGO

EPISODE, CHILD = 71, 41
_numbers = itertools.count(1)


def a_post(role: str = "social-worker", team: Team | None = None) -> Post:
    """Somebody in a team, a new one unless it is given."""
    number = next(_numbers)
    if team is None:
        agency = Agency.objects.create(name=f"Agency {number}", kind="council")
        team = Team.objects.create(agency=agency, name=f"Team {number}", kind="social-care", area="derby")
    person = Person.objects.provision(email=f"person{number}@team.example", full_name=f"Person {number}")
    return Post.objects.create(person=person, team=team, role=role, started_at=LONG_AGO)


def involve(*, episode_id: int, child_id: int, ties: list[Tie]) -> None:
    """Tie teams to an episode, whatever happened in it."""
    Involvement.objects.bulk_create(as_rows(episode_id, child_id, ties), ignore_conflicts=True)


def tied(post: Post, *kinds: str, episode_id: int = EPISODE, child_id: int = CHILD) -> Post:
    """The post, its team tied to an episode in these ways."""
    ties = [Tie(post.team_id, kind, f"Tied by {kind}") for kind in kinds]
    involve(episode_id=episode_id, child_id=child_id, ties=ties)
    return post


def restricted(kind: str, *, to: Post | None = None, field_class: str = "") -> Restriction:
    """A restriction on the child that concerns a person."""
    return Restriction.objects.create(
        child_id=CHILD,
        kind=kind,
        person_id=None if to is None else to.person_id,
        field_class=field_class,
        because="A relative works here",
        ring="the head of service, 01632 960801",
    )


def restricted_child(child_id: int, kind: str, *, to: Post, field_class: str = "") -> Restriction:
    """A restriction on a child of a test's own."""
    return Restriction.objects.create(
        child_id=child_id, kind=kind, person_id=to.person_id, field_class=field_class, because="A relative", ring="none"
    )
