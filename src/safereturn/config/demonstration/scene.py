"""A child who is on the board tonight: who it may be, and what has happened, in hours before now."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from safereturn.episodes.fold import ACCEPTED, ANSWERED_KNOWN, NOTED
from safereturn.protocol import vocabulary as v

from . import answering, course
from .children import InventedChild
from .telling import Telling
from .when import HOUR, MINUTE, Outline
from .words import officials


class Moment(NamedTuple):
    """Something that happened so many hours ago, as somebody of a role says it."""

    hours: float
    type: str
    role: str
    content: Mapping[str, Any] = {}


class Scene(NamedTuple):
    """What is to be seen tonight, for any child whom it fits."""

    what: str
    fits: Callable[[InventedChild], bool]
    seen: float | None  # hours ago; for an away child, when due back
    moments: tuple[Moment, ...]
    kind: str = v.MISSING
    reason: str = ""
    told: str = ""  # what the reporter said has happened, where it is not any of the reason's
    facts: Mapping[str, Any] = {}  # recorded about the child
    about: Mapping[str, Any] = {}  # recorded about the episode
    gaps: tuple[str, ...] = ()  # facts that nobody recorded
    before: tuple[float, ...] = ()  # also reported missing so many days ago, for a night

    def outline(self, now: dt.datetime) -> Outline:
        """When the child was seen and reported; they are not back, or by their own moments."""
        first = _ago(now, self.moments[0].hours)
        seen = None if self.seen is None else _ago(now, self.seen)
        return Outline(self.kind, seen, first, None, now, now)

    def outlines_before(self, now: dt.datetime) -> list[Outline]:
        """The nights before this one."""
        return [
            Outline(v.MISSING, at - 2 * HOUR, at, None, at + 9 * HOUR, at + 10 * HOUR)
            for at in (_ago(now, days * 24) for days in self.before)
        ]

    def begins_at(self, now: dt.datetime) -> dt.datetime:
        """From when on this child is taken up by the scene."""
        return _ago(now, max([self.seen or 0, self.moments[0].hours + 1, *(days * 24 + 3 for days in self.before)]))

    def play(self, telling: Telling) -> None:
        """Tell what has happened so far."""
        outline = telling.outline
        last_seen = outline.last_seen_at.isoformat() if outline.last_seen_at else None
        course.opened(
            telling, **{"with_family": False, "education_only": False, "last_seen": last_seen, **self.about}
        )  # fmt: skip
        if self.told:
            telling.opening["told"] |= {"circumstances": telling.words.filled(self.told), "worries": ""}
        for gap in self.gaps:
            telling.opening["child"].pop(gap, None)
            telling.opening["episode"].pop(gap, None)
        speakers: dict[float, str] = {}
        for moment in self.moments:
            speakers[moment.hours] = self._happens(moment, telling, speakers.get(moment.hours, ""))

    def _happens(self, moment: Moment, telling: Telling, said_by: str) -> str:
        """Tell a moment; who says it: what happens at the same time is said by the same person."""
        at, words = _ago(telling.now, moment.hours), telling.words
        content: dict[str, Any] = {
            name: words.filled(value) if name in ("says", "reason", "note") else value
            for name, value in moment.content.items()
        }
        if moment.type == "categorised":
            return course.grade(telling, at, content["category"])
        if moment.type == "reported":
            content["incident_number"] = course.incident_number(telling, at)
        speaker = telling.say(at, moment.type, moment.role, said_by=said_by, **content)
        if moment.type in WRITTEN_UP_AS:
            occasion, later = WRITTEN_UP_AS[moment.type]
            telling.write_up(at + later, occasion, moment.role, speaker)
        if moment.type == "interview-held":
            interviewer, parent_seen = content["interviewer"], content["parent_seen"]
            telling.accounts.append(answering.account(telling, at, interviewer, speaker, parent_seen=parent_seen))
        return speaker


# What is written up, and how much later
WRITTEN_UP_AS = {
    "reported": ("report", 8 * MINUTE),
    "meeting-held": ("meeting", 40 * MINUTE),
    "prevention-visit": ("visit", 0 * MINUTE),
}


def _ago(now: dt.datetime, hours: float) -> dt.datetime:
    """So many hours ago, give or take some minutes where that is long ago: not all happens on the same minute."""
    uneven = int(hours * 10_007) % 15 - 7 if hours > 10 else 0
    return (now - hours * HOUR + uneven * MINUTE).replace(second=0, microsecond=0)


# The moments that scenes are made of


def reported(hours: float, by: str = v.CARER) -> Moment:
    """Reported to the police."""
    return Moment(hours, "reported", v.CARER if by == v.CARER else v.POLICE, {"by": by})


def graded(hours: float, category: str) -> Moment:
    """Recorded and graded."""
    return Moment(hours, "categorised", v.POLICE, {"category": category})


def noted(hours: float, says: str, role: str = v.INVESTIGATING_OFFICER) -> Moment:
    """A note."""
    return Moment(hours, NOTED, role, {"says": says})


def done(hours: float, duty: str, role: str = v.POLICE, note: str = "") -> Moment:
    """A duty was carried out."""
    return Moment(hours, "done", role, {"duty": duty, **({"note": note} if note else {})})


def came(hours: float, what: str, role: str = v.INVESTIGATING_OFFICER, note: str = "") -> Moment:
    """Something else came about."""
    return Moment(hours, "came-about", role, {"what": what, **({"note": note} if note else {})})


def accepted(hours: float, duty: str, role: str) -> Moment:
    """A duty was accepted."""
    return Moment(hours, ACCEPTED, role, {"duty": duty, "occurrence": 1})


def known(hours: float, *services: str, plan: bool = False) -> tuple[Moment, ...]:
    """The front door answered whether the child is known."""
    says = officials.known_to(services)
    learnt = {"child.open_to": list(services), "child.child_protection_plan": plan}
    return (
        Moment(hours, ANSWERED_KNOWN, v.FRONT_DOOR, {"says": says}),
        Moment(hours, "fact", v.FRONT_DOOR, {"set": learnt}),
        done(hours, "la-check-child-known", v.FRONT_DOOR, says),
    )


def met(hours: float, meeting: str) -> Moment:
    """A meeting was held."""
    return Moment(hours, "meeting-held", v.CHILDRENS_SERVICES, {"meeting": meeting})


def told_worker(hours: float, *, agreed: bool) -> Moment:
    """The carer told the out-of-hours service of an away child, and agreed with it what to do, or did not."""
    told = {"who": "out-of-hours-service", "told": True, "consulted": agreed}
    return Moment(hours, "consulted", v.CARER, told)


def found(hours: float, says: str) -> tuple[Moment, ...]:
    """Found by someone responsible."""
    return Moment(hours, "found", v.INVESTIGATING_OFFICER), noted(hours, says)


def back(hours: float, to: str, role: str = v.CARER) -> Moment:
    """Safely back."""
    return Moment(hours, "returned", role, {"to": to})


def visited(hours: float, says: str) -> tuple[Moment, ...]:
    """Seen by an officer."""
    return Moment(hours, "prevention-visit", v.INVESTIGATING_OFFICER, {"in_person": True}), noted(hours, says)


def offered(hours: float, role: str) -> Moment:
    """An interview was offered."""
    return Moment(hours, "interview-offered", role)


def held(hours: float, role: str, *, parent_seen: bool) -> Moment:
    """An interview was held, and is written up."""
    return Moment(hours, "interview-held", role, {"interviewer": role, "parent_seen": parent_seen})
