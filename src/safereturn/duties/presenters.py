"""How episodes and duties stand on pages. Templates stay dumb."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from safereturn.agencies.models import Post
from safereturn.episodes.models import Episode
from safereturn.episodes.wording import STATES, category_name, duty_name, owner_name
from safereturn.protocol import vocabulary as v

from .models import Duty

# Who is in most danger comes first. A report that nobody has decided ranks above medium: nobody knows how bad it is.
_DANGER = {v.HIGH: 0, "": 1, v.MEDIUM: 2, v.NO_APPARENT_RISK: 3, v.ABSENT: 3}
_LOOKS = {v.HIGH: "high", v.MEDIUM: "medium", "": "nobody"}
# What the protocol wants at once, though it gives no figure: it stands before anything with days left.
AT_ONCE = ("police-decide-recorded-category", "high-deploy-immediately")
_COLOURS = {v.HIGH: "red", v.MEDIUM: "orange", "": "purple"}


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
    late: list["Line"]
    next: "Line | None"
    nobody_accepted: int
    more: int

    @property
    def is_next_at_once(self) -> bool:
        """Whether the next duty is one that cannot wait."""
        return self.next is not None and self.next.duty.protocol_id in AT_ONCE

    @property
    def rank(self) -> tuple[int, dt.datetime]:
        """Where the card stands: the most dangerous first, then the longest gone."""
        danger = 4 if self.episode.state == "away" else _DANGER.get(self.episode.category, 2)
        return danger, self.episode.gone_since


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
    def team(self) -> str:
        """The team that owes it."""
        return self.duty.team.name if self.duty.team else "no team yet"


def line(duty: Duty, *, post: Post, now: dt.datetime) -> Line:
    """A duty as a list shows it."""
    late = duty.is_late_at(now)
    status = duty.status_at(now)
    return Line(duty, duty_name(duty.protocol_id), owner_name(duty.owner), status, late, duty.team_id == post.team_id)


def card(episode: Episode, duties: Sequence[Duty], *, post: Post, now: dt.datetime) -> Card:
    """A child as the board shows them, with the duties that wait: at most three late ones, and the next one."""
    lines = [line(duty, post=post, now=now) for duty in duties]
    late = [entry for entry in lines if entry.is_late]
    ahead = [entry for entry in lines if not entry.is_late]
    timed = [entry for entry in ahead if entry.duty.due_at is not None]
    at_once = [entry for entry in ahead if entry.duty.protocol_id in AT_ONCE]
    following = (at_once or timed or ahead or [None])[0]
    away = episode.state == "away"
    shown = len(late[:3]) + (following is not None)
    return Card(
        episode=episode,
        name=episode.child.full_name,
        age=episode.child.age_on(now.date()),
        state=STATES[episode.state],
        serious="Away" if away else (category_name(episode.category) or "Nobody has decided"),
        colour="blue" if away else _COLOURS.get(episode.category, "grey"),
        look="away" if away else _LOOKS.get(episode.category, "low"),
        is_gone=episode.absent_until is None,
        late=late[:3],
        next=following,
        nobody_accepted=sum(entry.duty.accepted_at is None for entry in lines),
        more=len(lines) - shown,
    )
