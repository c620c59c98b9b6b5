"""Who joined, moved and left in the invented year, and what an administrator certified."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from safereturn.agencies.models import Person, Post
from safereturn.people import actions
from safereturn.people.actions import Sent

from . import back_then
from .names import ADULTS, names
from .partnership import CITY, COUNTY, POLICE, address_of
from .past import Past, new_key
from .when import DAY

HERE = "http://127.0.0.1:8000"


class Staffing(NamedTuple):
    """Where somebody of an agency joins, moves to and leaves; each a team and a kind of post in it."""

    agency: str
    governance: str
    joins: tuple[str, str]
    moves_to: tuple[str, str]
    leaves: tuple[str, str]


STAFFING = (
    Staffing(
        POLICE,
        "Information governance",
        ("Control room", "call-taker"),
        ("Missing from home investigators", "police-officer"),
        ("Missing from home investigators", "investigating-officer"),
    ),
    Staffing(
        CITY,
        "City information governance",
        ("First Contact", "front-door-worker"),
        ("Runaways Workers", "runaways-worker"),
        ("City social care", "social-worker"),
    ),
    Staffing(
        COUNTY,
        "County information governance",
        ("Starting Point", "front-door-worker"),
        ("Multi-Agency Team", "mat-worker"),
        ("County social care", "social-worker"),
    ),
)


def tell(past: Past) -> None:
    """Let people join, move and leave, each through an administrator of the agency."""
    taken = {post.person.full_name for post in past.posts}
    strangers = (name for name in map(" ".join, names(past.chance("people"), ADULTS)) if name not in taken)
    for staffing in STAFFING:
        _tell(past, staffing, strangers)


def _tell(past: Past, staffing: Staffing, strangers: Iterator[str]) -> None:
    one, other = (past.post(staffing.governance, "agency-administrator", which) for which in (0, 1))
    mover = _joins(past, next(strangers), staffing.joins, _sent(one, past.at_work(96, 10, 12)))
    leaver = _joins(past, next(strangers), staffing.leaves, _sent(other, past.at_work(74, 14, 40)))
    moves = _sent(other, past.at_work(23, 9, 31))
    with back_then.at(moves.now):
        wanted = _place(past, staffing.moves_to, moves)
        actions.give_post(person=mover, wanted=wanted, instead_of=mover.posts.get(ended_at=None), sent=moves)
    # As the posts have it that were certified lately.
    certifies = _sent(one, past.now - 10 * DAY)
    team = past.post(*staffing.joins).team
    with back_then.at(certifies.now):
        right = Post.objects.filter(team=team, certified_at=certifies.now).values_list("pk", flat=True)
        actions.certify(answers=dict.fromkeys(right, True), sent=certifies)
    leaves = _sent(one, past.at_work(4, 16, 55))
    with back_then.at(leaves.now):
        actions.close(person=leaver, because="Has left for another agency", sent=leaves)
    asks = _sent(one, past.at_work(1, 11, 20))
    with back_then.at(asks.now):
        wanted = _place(past, (staffing.governance, "privacy-referee"), asks)
        _provision(next(strangers), wanted, asks)


def _joins(past: Past, name: str, where: tuple[str, str], sent: Sent) -> Person:
    with back_then.at(sent.now):
        person = _provision(name, _place(past, where, sent), sent)
    person.last_login = past.ago(5, 9)
    person.save(update_fields=("last_login",))
    return person


def _provision(name: str, wanted: actions.Place, sent: Sent) -> Person:
    email = address_of(name, sent.by.team.agency.name)
    person = actions.provision(email=email, full_name=name, wanted=wanted, address=HERE, sent=sent)
    person.in_demonstration = False  # or their button would stand among those of the kinds of post
    person.save(update_fields=("in_demonstration",))
    return person


def _place(past: Past, where: tuple[str, str], sent: Sent) -> actions.Place:
    return actions.place(past.post(*where).team_id, where[1], None, sent)


def _sent(by: Post, now: dt.datetime) -> Sent:
    return Sent(new_key(), by, now)
