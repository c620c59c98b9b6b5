"""How episodes and duties stand on pages. Templates stay dumb."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from safereturn.agencies.models import Post
from safereturn.episodes.field_classes import words_seen
from safereturn.episodes.models import Episode
from safereturn.episodes.wording import STATES, TITLES, category_name, duty_name, owner_name, told
from safereturn.protocol import vocabulary as v

from .models import Duty

_LOOKS = {v.HIGH: "high", v.MEDIUM: "medium", "": "nobody"}
COLOURS = {v.HIGH: "red", v.MEDIUM: "orange", "": "purple"}
# What the protocol wants at once, though it gives no figure, the most urgent first: before anything with hours left.
AT_ONCE = (
    "police-decide-recorded-category",
    "high-deploy-immediately",
    "high-senior-command-involved",
    "prevention-visit",
    "la-notified-by-secure-email",
    "la-check-child-known",
)


@dataclass(frozen=True)
class Card:
    """One child on the board."""

    episode: Episode
    name: str
    age: int | None
    state: str
    serious: str
    colour: str
    look: str
    is_gone: bool
    late: list["Line"]  # the latest three at most
    at_once: "Line | None"
    next: "Line | None"  # the soonest with a time; where nothing is late or wanted at once, any that waits
    to_do: int
    nobody_accepted: int
    ours: int


@dataclass(frozen=True)
class Line:
    """One duty in a list."""

    duty: Duty
    what: str
    who: str
    status: str
    is_late: bool
    is_ours: bool

    @property
    def urgency(self) -> tuple[bool, float, int]:
        """Where it stands in a list: by due time, and among those without one by what the protocol wants at once."""
        due, id = self.duty.due_at, self.duty.protocol_id
        return due is None, due.timestamp() if due else 0.0, AT_ONCE.index(id) if id in AT_ONCE else len(AT_ONCE)

    @property
    def answerable(self) -> str:
        """Who answers for it, where the protocol names another than the owner."""
        return owner_name(self.duty.answerable) if self.duty.answerable else ""

    @property
    def team(self) -> str:
        """The team that owes it."""
        return self.duty.team.name if self.duty.team else "no team yet"


def line(duty: Duty, *, post: Post, now: dt.datetime) -> Line:
    """A duty as a list shows it."""
    late = duty.is_late_at(now)
    status = duty.status_at(now)
    return Line(duty, duty_name(duty.protocol_id), owner_name(duty.owner), status, late, duty.team_id == post.team_id)


def timeline(events: Iterable[Any], *, sees: Collection[str]) -> list[dict[str, Any]]:
    """What happened, the latest first, as far as somebody who sees some classes of fields may read it."""
    items = []
    for event in events:
        words = words_seen(event.type, event.content, sees=sees, is_own=event.is_own)
        if words is not None:
            items.append(
                {
                    "title": TITLES.get(event.type, event.type),
                    "by": event.said_by,
                    "at": event.happened_at,
                    "text": told(event.type, words),
                    "tag": "Entered late" if event.is_late else "",
                }
            )
    return items[::-1]


def card(episode: Episode, duties: Sequence[Duty], *, post: Post, now: dt.datetime) -> Card:
    """A child as the board shows them, with what is late, what is wanted at once, and what is next.

    Of a child who is back, only what the post's own team owes.
    """
    is_gone = episode.absent_until is None
    lines = [line(duty, post=post, now=now) for duty in duties if is_gone or duty.team_id == post.team_id]
    late = [entry for entry in lines if entry.is_late]
    ahead = sorted((entry for entry in lines if not entry.is_late), key=lambda entry: entry.urgency)
    at_once = min(
        (entry for entry in ahead if entry.duty.protocol_id in AT_ONCE),
        key=lambda entry: AT_ONCE.index(entry.duty.protocol_id),
        default=None,
    )
    rest = [entry for entry in ahead if entry.duty.due_at is not None or not (late or at_once)]
    away = episode.state == "away"
    return Card(
        episode=episode,
        name=episode.child.full_name,
        age=episode.child.age_on(now.date()),
        state=STATES[episode.state],
        serious="Away" if away else (category_name(episode.category) or "Nobody has decided"),
        colour="blue" if away else COLOURS.get(episode.category, "grey"),
        look="back" if not is_gone else "away" if away else _LOOKS.get(episode.category, "low"),
        is_gone=is_gone,
        late=late[:3],
        at_once=at_once,
        next=next(iter(rest), None),
        to_do=len(lines),
        nobody_accepted=sum(entry.duty.accepted_at is None for entry in lines),
        ours=sum(entry.is_ours for entry in lines),
    )
