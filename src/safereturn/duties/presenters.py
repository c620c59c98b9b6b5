"""How episodes and duties stand on pages. Templates stay dumb."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from safereturn.access.field_classes import DESCRIBED
from safereturn.agencies.models import Post
from safereturn.episodes.field_classes import words_seen
from safereturn.episodes.wording import TITLES, duty_name, owner_name, told
from safereturn.protocol import vocabulary as v
from safereturn.protocol.periods import is_provisional

from .field_classes import ids_seen
from .models import Duty

NOT_SHOWN = "What it says is not shown to your team."
COLOURS = {v.HIGH: "red", v.MEDIUM: "orange", "": "purple"}
# What the protocol wants at once, though it gives no figure, by its place, the most urgent first: before anything with
# hours left.
AT_ONCE = {
    id: place
    for place, id in enumerate(
        (
            "police-decide-recorded-category",
            "high-deploy-immediately",
            "high-senior-command-involved",
            "prevention-visit",
            "la-notified-by-secure-email",
            "la-check-child-known",
        )
    )
}


def urgency(due: dt.datetime | None, protocol_id: str, strength: str = v.MUST) -> tuple[bool, float, int, int]:
    """Where a duty stands in a list: by due time; without one, by what the protocol wants at once, then by strength."""
    at_once = AT_ONCE.get(protocol_id, len(AT_ONCE))
    return due is None, due.timestamp() if due else 0.0, at_once, v.STRENGTHS.index(strength)


def provisional(duty: Duty) -> str:
    """Why the due time of a duty may still move; empty where it may not."""
    if not duty.provisional or duty.due_at is None:
        return ""
    if is_provisional(duty.due_at):
        return "provisional: bank holidays of that year are not published yet"
    return "provisional: no term dates are given for then, so working days are counted"


def parts_of(duty: Duty) -> list[dict[str, Any]]:
    """Who has a part in a duty, and when each did it; empty where it has no parts."""
    return [
        {"who": owner_name(part["by"]), "at": part["at"] and dt.datetime.fromisoformat(part["at"])}
        for part in duty.facts.get("parts", ())
    ]


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
    def urgency(self) -> tuple[bool, float, int, int]:
        """Where it stands in a list."""
        return urgency(self.duty.due_at, self.duty.protocol_id, self.duty.strength)

    @property
    def is_pressing(self) -> bool:
        """Whether a clock runs for it, or the protocol wants it at once."""
        return self.duty.due_at is not None or self.duty.protocol_id in AT_ONCE

    @property
    def strength(self) -> str:
        """How strongly the protocol puts it, where that is not a must."""
        return {v.SHOULD: "should be done", v.MAY: "may be done"}.get(self.duty.strength, "")

    @property
    def provisional(self) -> str:
        """Why its due time may still move; empty where it may not."""
        return provisional(self.duty)

    @property
    def answerable(self) -> str:
        """Who answers for it, where the protocol names another than the owner."""
        return owner_name(self.duty.answerable) if self.duty.answerable else ""

    @property
    def team(self) -> str:
        """The team that owes it."""
        return self.duty.team.name if self.duty.team else "no team yet"


class Owed(NamedTuple):
    """Duties that wait, in two parts: those that press, and the many for which the protocol gives no time."""

    pressing: list[Line]
    rest: list[Line]

    @property
    def not_accepted(self) -> int:
        """How many of them nobody has accepted."""
        return sum(line.duty.accepted_at is None for line in (*self.pressing, *self.rest))


def owed(lines: Iterable[Line]) -> Owed:
    """The lines of duties that wait, in their order, parted by whether they press."""
    lines = list(lines)
    return Owed([line for line in lines if line.is_pressing], [line for line in lines if not line.is_pressing])


def line(duty: Duty, *, post: Post, now: dt.datetime) -> Line:
    """A duty as a list shows it."""
    late = duty.is_late_at(now)
    status = duty.status_at(now)
    return Line(duty, duty_name(duty.protocol_id), owner_name(duty.owner), status, late, duty.team_id == post.team_id)


def timeline(events: Iterable[Any], *, sees: Collection[str]) -> list[dict[str, Any]]:
    """What happened, the latest first, as far as somebody who sees some classes of fields may read it.

    What was said of a duty that they do not see is no line at all: its very name would tell.
    """
    items, duties = [], ids_seen(sees)
    for event in events:
        if "duty" in event.content and event.content["duty"] not in duties and not event.is_own:
            continue
        words = words_seen(event.type, event.content, sees=sees, is_own=event.is_own)
        if words is not None:
            items.append(
                {
                    "title": TITLES.get(event.type, event.type),
                    "by": event.said_by,
                    "at": event.happened_at,
                    "text": told(event.type, words) or _of_what_is_kept(event),
                    "tag": "Entered late" if event.is_late else "",
                }
            )
    return items[::-1]


def _of_what_is_kept(event: Any) -> str:
    """What stands for an event's words where a reader sees none of them: nothing, unless there are any."""
    everything = words_seen(event.type, event.content, sees=DESCRIBED)
    return NOT_SHOWN if everything and told(event.type, everything) else ""
