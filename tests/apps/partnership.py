"""A small partnership for the tests: one police force, two councils, one home, and a post of each kind."""

import datetime as dt
from hashlib import sha256
from typing import Any

from safereturn.agencies.models import Agency, Person, Post, Team
from safereturn.children.models import Child

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)

TEAMS = (
    ("Derbyshire Constabulary", "police", "Control room", "control-room", ""),
    ("Derbyshire Constabulary", "police", "Investigators", "investigators", ""),
    ("Derbyshire Constabulary", "police", "Oversight team", "oversight", ""),
    ("Derby City Council", "council", "First Contact", "front-door", "derby"),
    ("Derby City Council", "council", "City social care", "social-care", "derby"),
    ("Derby City Council", "council", "City early help", "early-help", "derby"),
    ("Derby City Council", "council", "City child protection", "child-protection", "derby"),
    ("Derbyshire County Council", "council", "Starting Point", "front-door", "derbyshire"),
    ("Derbyshire County Council", "council", "County social care", "social-care", "derbyshire"),
    ("Derbyshire County Council", "council", "County early help", "early-help", "derbyshire"),
    ("Derbyshire County Council", "council", "County child protection", "child-protection", "derbyshire"),
    ("Alder House", "home", "Alder House", "home", "derby"),
    ("Birch House", "home", "Birch House", "home", "derbyshire"),
)

# A write-up of an interview in which each of its purposes is addressed.
ADDRESSED = dict.fromkeys(("harm", "why_they_went", "what_happened", "associates", "what_would_help"), "Not asked") | {
    "wanted_someone_else": "no",
    "safety_information_given": "yes",
}


def a_partnership() -> dict[str, Team]:
    """Make the agencies and teams; the teams by name."""
    kinds = {agency: kind for agency, kind, *_ in TEAMS}
    Agency.objects.bulk_create([Agency(name=name, kind=kind) for name, kind in kinds.items()], ignore_conflicts=True)
    agencies = Agency.objects.in_bulk(kinds, field_name="name")
    Team.objects.bulk_create(
        [Team(agency=agencies[agency], name=name, kind=kind, area=area) for agency, _, name, kind, area in TEAMS],
        ignore_conflicts=True,
    )
    return {team.name: team for team in Team.objects.filter(agency__in=agencies.values())}


def a_post(team: Team, role: str) -> Post:
    """Make a person who holds a post of this kind in a team."""
    name = f"{role} of {team.name}"
    person = Person.objects.provision(
        email=f"{name.replace(' ', '.').lower()}@example.example", full_name=name.title(), in_demonstration=True
    )
    return Post.objects.create(person=person, team=team, role=role, started_at=LONG_AGO)


FACTS: dict[str, Any] = {
    "born": "2012-05-04",
    "area": "derby",
    "looked_after_by": None,
    "placement": None,
    "registered_home": None,
    "open_to": [],
    "child_protection_plan": False,
    "significant_harm_concern": False,
    "trafficking_concern": False,
    "exploitation_concern": False,
    "fgm_or_forced_marriage_concern": False,
    "missing_plan": False,
    "plan_notify_after": None,
    "one_to_one_care": False,
    "mobile_known": False,
    "disabled": False,
}


def a_name_of_its_own(number: int) -> str:
    """A name like no other: nobody who gives two is asked whether the child is one of those known by such a name."""
    figures = sha256(str(number).encode()).hexdigest()[:14]
    return figures.translate(str.maketrans("0123456789abcdef", "bcdfgklmnprstaeiou"[:16])).title()


def a_child(home: Team | None = None, **facts: Any) -> Child:
    """Make an invented child; with a home, a child in the care of that home's council."""
    in_care = {}
    if home is not None:
        in_care = {
            "area": home.area, "looked_after_by": home.area, "placement": "childrens-home", "registered_home": True,
            "open_to": ["social-care"],
        }  # fmt: skip
    return Child.objects.create(
        given_name="Robin",
        family_name="Example",
        born_on=dt.date(2012, 5, 4),
        home_team=home,
        facts={**FACTS, **in_care, **facts},
    )
