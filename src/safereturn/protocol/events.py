"""What happens in an episode: past tense, each at a moment.

An event says what was done or became known. It never says what is owed: that is what the editions are for.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, ClassVar


@dataclass(slots=True, eq=False)
class Event:
    """Something that happened at a moment (UTC).

    `place` is its place in the list as it was told, from 0; `order` its place in time, set by `in_order`.
    """

    type: ClassVar[str]

    at: dt.datetime
    place: int = field(default=0, kw_only=True)
    order: int = field(default=0, kw_only=True)


@dataclass(slots=True, eq=False)
class Reported(Event):
    type = "reported"
    by: str | None = None
    incident_number: str | None = None


@dataclass(slots=True, eq=False)
class Categorised(Event):
    type = "categorised"
    category: str
    review_at: dt.datetime | None = None
    by: str | None = None


@dataclass(slots=True, eq=False)
class CategoryDisputed(Event):
    type = "category-disputed"
    by: str | None = None


@dataclass(slots=True, eq=False)
class DisputeDecided(Event):
    type = "dispute-decided"
    by: str | None = None
    outcome: str | None = None


@dataclass(slots=True, eq=False)
class LocationLost(Event):
    type = "location-lost"


@dataclass(slots=True, eq=False)
class Consulted(Event):
    type = "consulted"
    who: str
    told: bool = False
    consulted: bool = False


@dataclass(slots=True, eq=False)
class MeetingHeld(Event):
    type = "meeting-held"
    meeting: str
    moved_forward_from: dt.datetime | None = None


@dataclass(slots=True, eq=False)
class Located(Event):
    type = "located"
    confirmed_by: str | None = None


@dataclass(slots=True, eq=False)
class Found(Event):
    type = "found"


@dataclass(slots=True, eq=False)
class Returned(Event):
    type = "returned"
    to: str | None = None


@dataclass(slots=True, eq=False)
class PreventionVisit(Event):
    type = "prevention-visit"
    in_person: bool


@dataclass(slots=True, eq=False)
class PreventionVisitNotMade(Event):
    type = "prevention-visit-not-made"
    reason: str | None = None
    agreed_with: str | None = None


@dataclass(slots=True, eq=False)
class InterviewOffered(Event):
    type = "interview-offered"
    reason: str | None = None


@dataclass(slots=True, eq=False)
class InterviewDeclined(Event):
    type = "interview-declined"
    reason: str | None = None


@dataclass(slots=True, eq=False)
class InterviewNotPossible(Event):
    type = "interview-not-possible"
    reason: str | None = None


@dataclass(slots=True, eq=False)
class InterviewSuperseded(Event):
    """The child is gone again before being heard: one interview will take up both. It meets nothing (A47)."""

    type = "interview-superseded"
    reason: str | None = None


@dataclass(slots=True, eq=False)
class InterviewHeld(Event):
    """An interview was held; `together_with` names the other episodes of the child that it takes up as well."""

    type = "interview-held"
    interviewer: str
    parent_seen: bool | None = None
    together_with: str | None = None


@dataclass(slots=True, eq=False)
class InterviewSignedOff(Event):
    type = "interview-signed-off"
    by: str | None = None


@dataclass(slots=True, eq=False)
class DeadlineException(Event):
    type = "deadline-exception"
    duty: str
    reason: str
    by: str | None = None
    new_target: dt.datetime | None = None


@dataclass(slots=True, eq=False)
class Placed(Event):
    type = "placed"
    planned: bool


@dataclass(slots=True, eq=False)
class HarmFound(Event):
    type = "harm-found"
    kind: str


@dataclass(slots=True, eq=False)
class CameAbout(Event):
    """Something else came about that the protocol names; `what` is a key of `came_about.CAN_COME_ABOUT`."""

    type = "came-about"
    what: str
    note: str | None = None


@dataclass(slots=True, eq=False)
class FactRecorded(Event):
    """A fact became known, or changed, from this moment on. `values` by the names of `Facts`."""

    type = "fact"
    values: Mapping[str, Any]


@dataclass(slots=True, eq=False)
class Done(Event):
    """A duty was carried out; `by` names whose part of it, where several have one (A59)."""

    type = "done"
    duty: str
    ref: str | None = None
    note: str | None = None
    by: str | None = None


@dataclass(slots=True, eq=False)
class Waived(Event):
    type = "waived"
    duty: str
    reason: str
    by: str


@dataclass(slots=True, eq=False)
class Closed(Event):
    type = "closed"
    by: str | None = None


ACTS = (Done, Waived, DeadlineException)  # what people say about one duty, named by its id


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events by time, then by their place in the list as told; each numbered in that order."""
    ordered = sorted(events, key=attrgetter("at", "place"))
    for order, event in enumerate(ordered):
        event.order = order
    return ordered
