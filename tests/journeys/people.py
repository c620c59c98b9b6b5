"""The partnership of the journeys, made in the database of a service under test: prints who can sign in.

Run as a program of its own, since the service under test has its own database.
"""

import datetime as dt
import json
import uuid

from safereturn.config.django_setup import set_up_django

set_up_django()

from safereturn.agencies.models import Person, Post, Team  # noqa: E402  # these need Django
from safereturn.episodes.actions import open_episode  # noqa: E402
from tests.apps.partnership import LONG_AGO, a_child, a_partnership, a_post  # noqa: E402

PEOPLE = (
    ("Alder House", "residential-worker"),
    ("Birch House", "residential-worker"),
    ("Control room", "police-officer"),
    ("Control room", "duty-inspector"),
    ("Investigators", "police-officer"),
    ("First Contact", "front-door-worker"),
    ("City social care", "social-worker"),
    ("City social care", "team-manager"),
    ("City child protection", "missing-children-lead"),
    ("City child protection", "privacy-referee"),
    ("Governance", "agency-administrator"),
    ("Accounts", "agency-administrator"),
)
# They have a password and have never signed in.
NEW_PEOPLE = ("pat@example.example", "sam@example.example")
PASSWORD = "a long walk by the river"
CHILDREN = (  # their home, their name, and what nobody has recorded of them
    ("Alder House", "Rowan", "Ashworth", None),
    ("Alder House", "Imani", "Okafor", None),
    ("Alder House", "Zofia", "Nowak", None),
    ("Birch House", "Dara", "Quill", None),
    ("Birch House", "Ines", "Barros", "child_protection_plan"),
)
AWAY = ("Emil", "Jonas")  # from Alder House, which the police have not been told
HOUR = dt.timedelta(hours=1)


def main() -> None:
    """Make the partnership and print, as JSON, what the button of each post says."""
    teams = a_partnership()
    council = teams["City social care"].agency
    for name in ("Governance", "Accounts"):
        teams[name] = Team.objects.create(agency=council, name=name, kind="information-governance")
    for home, given_name, family_name, unrecorded in CHILDREN:
        child = a_child(teams[home])
        child.given_name, child.family_name = given_name, family_name
        child.born_on = dt.date(2012, 5, 4)
        child.facts.pop(unrecorded, None)
        child.save()
    for email in NEW_PEOPLE:
        person = Person.objects.provision(email=email, full_name=email.partition("@")[0].title(), password=PASSWORD)
        Post.objects.create(person=person, team=teams["City social care"], role="social-worker", started_at=LONG_AGO)
    posts = {f"{role} at {team}": a_post(teams[team], role) for team, role in PEOPLE}
    for given_name in AWAY:
        child = a_child(teams["Alder House"])
        child.given_name, child.family_name = given_name, "Quarry"
        child.save()
        now = dt.datetime.now(dt.UTC)
        open_episode(
            child=child, kind="away", facts=child.facts, about={"last_seen": (now - HOUR).isoformat()}, told={},
            happenings=[], key=uuid.uuid4(), now=now, by=posts["residential-worker at Alder House"],
        )  # fmt: skip
    print(json.dumps({name: f"{post.kind.name}, {post.team.name}" for name, post in posts.items()}))


if __name__ == "__main__":
    main()
