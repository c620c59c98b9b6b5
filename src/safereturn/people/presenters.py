"""How the people of an agency read on pages. Templates stay dumb."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from safereturn.agencies.models import PeopleChange, Person, Post
from safereturn.agencies.roles import ROLES
from safereturn.web.wording import day, moment

from .certification import certified_at, is_late, last_day, must_be_certified
from .queries import IDLE_AFTER

WARNED_FOR = dt.timedelta(days=7)  # before an account is disabled because nobody uses it
_What = PeopleChange.What


@dataclass(frozen=True)
class PostLine:
    """A post as it stands: what it is, since or from when, when it was last certified."""

    post: Post
    name: str
    since: str
    certified: str
    is_held: bool


@dataclass(frozen=True)
class PersonLine:
    """Somebody as they stand, with what needs an administrator's attention."""

    person: Person
    posts: list[PostLine]
    earlier: list[PostLine]
    signed_in: str
    needs: list[str]
    state: str  # of the account, where it is not open


@dataclass(frozen=True)
class ChangeLine:
    """Something that was changed."""

    title: str
    about: Person
    by: str
    at: dt.datetime
    text: str


def person_line(person: Person, now: dt.datetime) -> PersonLine:
    """How one of `queries.people_of` stands at a moment (in UTC)."""
    lines = [_post_line(post, now) for post in person.own_posts]
    held = [line for line in lines if line.is_held]
    return PersonLine(
        person=person,
        posts=held,
        earlier=[line for line in lines if not line.is_held],
        signed_in=signed_in(person),
        needs=_needs(person, [line.post for line in held], now),
        state="" if person.is_active else "Closed" if person.off_because == _What.CLOSED else "Disabled",
    )


def signed_in(person: Person) -> str:
    """When somebody signed in last."""
    return "Never signed in" if person.last_login is None else f"Signed in last on {day(person.last_login)}"


def _needs(person: Person, held: list[Post], now: dt.datetime) -> list[str]:
    needs = []
    if not person.is_active:
        if not held:
            return []  # they left
        return ["Not used for 30 days, and so disabled. Open the account again, or let this person leave."]
    if not held:
        needs.append("Their post waits for a second administrator." if person.waits else "Holds no post here.")
    if person.last_login is None and not person.in_demonstration and now - person.opened_at > dt.timedelta(days=2):
        needs.append("Has never signed in. Their link has run out: send another.")
    used_at = max(person.last_login or person.opened_at, person.opened_at)
    if not person.in_demonstration and now >= used_at + IDLE_AFTER - WARNED_FOR:
        needs.append(f"Will be disabled on {day(used_at + IDLE_AFTER)}, unless they sign in.")
    late = [post for post in held if is_late(post, now)]
    due = [post for post in held if must_be_certified(post, now) and post not in late]
    if late:
        needs.append(f"Not certified in time: {_names(late)}.")
    if due:
        needs.append(f"To be certified by {day(last_day(now))}: {_names(due)}.")
    return needs


def _names(posts: Iterable[Post]) -> str:
    return "; ".join(f"{post.kind.name}, {post.team.name}" for post in posts)


def _post_line(post: Post, now: dt.datetime) -> PostLine:
    since = f"{'From' if post.started_at > now else 'Since'} {day(post.started_at)}"
    if post.ended_at is not None:
        since += f", until {moment(post.ended_at)}"
    given = post.certified_at is None
    return PostLine(
        post=post,
        name=f"{post.kind.name}, {post.team.name}",
        since=since,
        certified="" if given else f"Certified last on {day(certified_at(post))}",
        is_held=post.ended_at is None or post.ended_at > now,
    )


def change_line(change: PeopleChange) -> ChangeLine:
    """How a line of the log reads."""
    said = []
    if change.team is not None:
        said.append(f"{ROLES[change.role].name}, {change.team.name}.")
    if change.at is not None:
        said.append(f"{'Until' if change.what == _What.POST_ENDED else 'From'} {moment(change.at)}.")
    if change.because:
        said.append(change.because)
    return ChangeLine(
        title=f"{change.get_what_display()}: {change.person.full_name}",
        about=change.person,
        by=change.said_by,
        at=change.recorded_at,
        text=" ".join(said),
    )
