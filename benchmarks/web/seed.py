"""Fifty invented children who are missing, with their duties: made by the product's own actions."""

import datetime as dt
import uuid
from typing import Any, NamedTuple

from safereturn.agencies.models import Agency, Person, Post, Team
from safereturn.children.models import Child
from safereturn.episodes.actions import Happening, record
from safereturn.episodes.models import Episode
from safereturn.episodes.report import send
from safereturn.episodes.report_steps import CONCERNS
from safereturn.protocol.periods import in_london

TEAMS = (
    ("Derbyshire Constabulary", "police", "Control room", "control-room", ""),
    ("Derbyshire Constabulary", "police", "Investigators", "investigators", ""),
    ("Derby City Council", "council", "First Contact", "front-door", "derby"),
    ("Derby City Council", "council", "City social care", "social-care", "derby"),
    ("Alder House", "home", "Alder House", "home", "derby"),
    ("Birch House", "home", "Birch House", "home", "derby"),
    ("Cedar House", "home", "Cedar House", "home", "derby"),
)
CHILDREN, OF_BIRCH_HOUSE = 50, 5
FACTS: dict[str, Any] = {
    "area": "derby",
    "looked_after_by": "derby",
    "placement": "childrens-home",
    "registered_home": True,
    "open_to": ["social-care"],
    "child_protection_plan": False,
    "missing_plan": False,
    "plan_notify_after": None,
    "one_to_one_care": False,
}


class Seeded(NamedTuple):
    """Who looks at what: an officer sees all fifty children; carers see five of them, or nobody."""

    officer: Post
    carer: Post
    carer_of_five: Post
    carer_of_none: Post
    episode: Episode
    never_gone: list[Child]
    twice_gone: list[Child]  # missing and back twice this month


def load(now: dt.datetime) -> Seeded:
    """Make the partnership, and report the children; two in three are graded already."""
    teams = _teams()
    officer = _post(teams["Control room"], "police-officer", now)
    alder, birch, cedar = (_post(teams[f"{home} House"], "home-manager", now) for home in ("Alder", "Birch", "Cedar"))
    never_gone, twice_gone = ([a_child(alder.team) for _ in range(2)] for _ in range(2))
    for child in twice_gone:
        for days in (9, 5):
            _back(report(child, alder, now - dt.timedelta(days=days)), alder, now - dt.timedelta(days=days - 1))
    episodes = []
    for number in range(CHILDREN):
        carer = birch if number < OF_BIRCH_HOUSE else alder
        at = now - dt.timedelta(hours=2 + number)
        episodes.append(report(a_child(carer.team), carer, at))
        if number % 3:
            _graded(episodes[-1], officer, at + dt.timedelta(minutes=30), "high" if number % 3 == 1 else "medium")
    return Seeded(officer, alder, birch, cedar, episodes[1], never_gone, twice_gone)


def an_officer(now: dt.datetime) -> Post:
    """Make a police officer of the control room."""
    return _post(_teams()["Control room"], "police-officer", now)


def a_child(home: Team) -> Child:
    """Make an invented child of a home."""
    return Child.objects.create(
        given_name="Robin",
        family_name="Example",
        born_on=dt.date(2012, 5, 4),
        home_team=home,
        facts=FACTS,
    )


def report(child: Child, carer: Post, now: dt.datetime, *, every_concern: bool = False) -> Episode:
    """Report a child of a home missing, in the words of the form."""
    seen = in_london(now - dt.timedelta(hours=1))
    happened = {
        "kind": "missing",
        "with_family": "no",
        "last_seen_day": str(seen.day),
        "last_seen_month": str(seen.month),
        "last_seen_year": str(seen.year),
        "last_seen_time": f"{seen:%H:%M}",
    }
    words = {
        "child": {"child": [str(child.pk)]},
        "happened": {name: [answer] for name, answer in happened.items()},
        "worries": {"worries": ["Not like them"], "concerns": [name for name, _ in CONCERNS] if every_concern else []},
    }
    return send(words, key=uuid.uuid4(), incident_number="", now=now, by=carer)


def _graded(episode: Episode, officer: Post, at: dt.datetime, category: str) -> None:
    _told(episode, officer, Happening("categorised", at, {"category": category}))


def _back(episode: Episode, carer: Post, at: dt.datetime) -> None:
    _told(episode, carer, Happening("returned", at, {"to": "placement"}))


def _told(episode: Episode, by: Post, happening: Happening) -> None:
    record(episode_id=episode.pk, happenings=[happening], key=uuid.uuid4(), now=happening.at, by=by)


def _teams() -> dict[str, Team]:
    made = {}
    for agency_name, agency_kind, name, kind, area in TEAMS:
        agency, _ = Agency.objects.get_or_create(name=agency_name, defaults={"kind": agency_kind})
        made[name] = Team.objects.create(agency=agency, name=name, kind=kind, area=area)
    return made


def _post(team: Team, role: str, now: dt.datetime) -> Post:
    person = Person.objects.provision(
        email=f"{role}.{team.pk}@agency.example", full_name="Sam Example", in_demonstration=True
    )
    return Post.objects.create(person=person, team=team, role=role, started_at=now - dt.timedelta(days=999))
