"""Numbers in addresses exchanged for those of others: whom they do not concern, they lead nowhere.

Every route that takes the number of something answers as it does to a number that there is not, byte for byte.
"""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safereturn.access.models import BreakGlass
from safereturn.access.rights import NO_TIE, TABLE
from safereturn.agencies.models import Agency, Post, Team
from safereturn.agencies.roles import ROLES
from safereturn.audit.actions import Shown, log_views
from safereturn.audit.models import View
from safereturn.duties.models import Duty
from safereturn.finding.models import Asking, HandedOver, Pair
from safereturn.keeping.models import Disposal, Hold, SubjectRequest
from tests.apps.partnership import a_child, a_partnership

from .people import restricted_child
from .test_nothing_leaks import CHANGING, a_post, an_episode, as_bytes, at_night, happening, signed_in
from .test_routes import routes

__all__ = ["at_night"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_night")]

NOT_THERE = 1_000_000
# What groups and boards keep is the whole partnership's: it names no child and no person.
EVERYBODYS = {"kept_id"}


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


def theirs(teams: dict[str, Team]) -> dict[str, int]:
    """The numbers of things that concern Alder House, the police and the city, by what addresses call them."""
    episode = an_episode(teams, happening("returned", 2, to="placement"))
    duty = Duty.objects.filter(episode=episode).first()
    assert duty is not None
    worker = a_post(teams["Alder House"], "residential-worker")
    for team in ("Alder House", "City social care", "Control room"):
        a_post(teams[team], "privacy-referee")  # else one of another agency stands in, and may see the emergency
    other = a_child(teams["Birch House"])
    flag = restricted_child(other.pk, "named-only", to=worker)
    pair = Pair.objects.create(one=episode.child, other=other, score=1.0, because="same name")
    glass = BreakGlass.objects.create(
        key=uuid.uuid4(), person_id=worker.person_id, post_id=worker.pk, team_id=worker.team_id,
        agency_id=worker.agency_id, role="duty-inspector", child_id=other.pk, episode_id=episode.pk, reason="call",
        incident_number="DC-1", words="Rang us", is_restricted=True,
    )  # fmt: skip
    asking = Asking.objects.create(
        child=episode.child, asked_team=teams["City social care"], reason="Seen here", person_id=worker.person_id,
        post_id=worker.pk, team_id=worker.team_id, key=uuid.uuid4(),
    )  # fmt: skip
    handed = HandedOver.objects.create(
        child=episode.child, told_team=teams["City social care"], words="Seen here", known_at=dt.datetime.now(dt.UTC),
        person_id=worker.person_id, post_id=worker.pk, team_id=worker.team_id, key=uuid.uuid4(),
    )  # fmt: skip
    hold = Hold.objects.create(
        child=episode.child, because="A claim", review_on=dt.date(2027, 1, 5), set_by_person_id=worker.person_id,
        key=uuid.uuid4(),
    )  # fmt: skip
    disposal = Disposal.objects.create(child=episode.child, part="record", due_on=dt.date(2026, 1, 5))
    request = SubjectRequest.objects.create(
        child=episode.child, asked_by="child", received_on=dt.date(2026, 1, 5), post_id=worker.pk, key=uuid.uuid4()
    )
    return {
        "episode_id": episode.pk,
        "duty_id": duty.pk,
        "child_id": episode.child_id,
        "pair_id": pair.pk,
        "asking_id": asking.pk,
        "handed_id": handed.pk,
        "glass_id": glass.pk,
        "flag_id": flag.pk,
        "hold_id": hold.pk,
        "disposal_id": disposal.pk,
        "request_id": request.pk,
        "item_id": glass.pk,
        "person_id": worker.person_id,
        "post_id": worker.pk,
    }


def numbered_routes(there: dict[str, int]) -> list[tuple[str, Any]]:
    """The routes that take the number of something that concerns somebody."""
    return [
        (name, route)
        for name, route in routes()
        if there.keys() & route.pattern.converters.keys() and not EVERYBODYS & route.pattern.converters.keys()
    ]


def a_stranger(role: str) -> Post:
    """Somebody of another agency whose team nothing involves."""
    agency, _ = Agency.objects.get_or_create(name="Elsewhere", defaults={"kind": "other-authority"})
    team, _ = Team.objects.get_or_create(agency=agency, name="Elsewhere", defaults={"kind": "school"})
    return a_post(team, role)


# One of each kind that the table of rights treats alike, so that the test stays short.
KINDS = (
    "residential-worker", "home-manager", "call-taker", "oversight-officer", "front-door-worker", "social-worker",
    "team-manager", "child-protection-manager", "missing-children-lead", "duty-inspector", "privacy-referee",
    "agency-administrator", "police-commander", "school-safeguarding-lead", "safeguarding-nurse",
)  # fmt: skip


def test_every_kind_of_post_is_tried_by_one_of_its_kind() -> None:
    def rights(role: str) -> frozenset[int]:
        return frozenset(number for number, row in enumerate(TABLE) if role in row.who and row.tied_by == NO_TIE)

    assert {rights(role) for role in ROLES} == {rights(role) for role in KINDS}


def test_the_number_of_something_of_others_leads_to_the_page_of_no_number(teams: dict[str, Team]) -> None:
    there = theirs(teams)
    for role in KINDS:
        lead_nowhere(there, role)
    assert not View.objects.filter(child_id=there["child_id"]).exists()


def lead_nowhere(there: dict[str, int], role: str) -> None:
    """Each of these numbers answers a post of a role as one that there is not."""
    not_there = {name: number + NOT_THERE for name, number in there.items()}
    client, tried = signed_in(a_stranger(role)), 0
    for name, route in numbered_routes(there):
        for method in ("get", "post"):
            first, second = (asked(client, method, name, route, numbers) for numbers in (there, not_there))
            assert (name, first) == (name, second)
            tried += 1
    assert tried >= 60


@pytest.mark.parametrize("role", ["call-taker", "front-door-worker"])
def test_the_glass_before_a_child_kept_from_somebody_is_not_even_there(role: str, teams: dict[str, Team]) -> None:
    there, stranger = theirs(teams), a_stranger(role)
    found = [Shown(there["child_id"], None)]  # by a search, before they were kept out
    log_views(shown=found, page="find", because="Looked for: rang", classes=["identity"], by=stranger)
    restricted_child(there["child_id"], "excluded", to=stranger)
    client = signed_in(stranger)
    one, other = (
        client.get(reverse("privacy:break-glass", args=[number]))
        for number in (there["child_id"], there["child_id"] + NOT_THERE)
    )
    assert (one.status_code, as_bytes(one)) == (other.status_code, as_bytes(other))


def asked(
    client: Client, method: str, name: str, route: Any, numbers: dict[str, int]
) -> tuple[int, bytes, dict[str, Any]]:
    """What an address with these numbers answers."""
    named = {**numbers, "kind": "glass"}
    answer = getattr(client, method)(reverse(name, kwargs={key: named[key] for key in route.pattern.converters}))
    return answer.status_code, as_bytes(answer), dict(answer.headers) | CHANGING
