"""The one place where rows of the log become the protocol's words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from safereturn.agencies.queries import Directory, directory
from safereturn.audit.models import ERASED
from safereturn.protocol import course
from safereturn.protocol import vocabulary as v
from safereturn.protocol.events import Categorised, Reported, Returned
from safereturn.protocol.events import Event as ProtocolEvent
from safereturn.protocol.findings import Findings, findings
from safereturn.protocol.notation import Edition
from safereturn.protocol.periods import in_utc
from safereturn.protocol.replay import state
from safereturn.protocol.scenario import read

from .models import Episode, Event

OPENED = "opened"  # the first row: what was recorded of child and episode when it began
ACCEPTED = "accepted"  # somebody took on a duty
ARRIVAL_DECIDED = "arrival-decided"  # the manager decided about a child who is found and not back (A02)
ANSWERED_KNOWN = "answered-known"  # the front door said whether the child is known
ASSESSED = "assessed"  # the answers to the ten questions, before a grading
CALLED = "called"  # names and numbers of the child were told: of which kind, while the child's record holds them
NOTED = "noted"
WRITTEN_UP = "written-up"  # answers to the prompts of the protocol, by the occasion (prompts.OCCASIONS)
PLACE = "place"  # where a child is or was, in words: the protocol asks of what kind the place is, at the most
LOST = "lost"  # our own name for the state of an away child whose place is no longer known, and nobody has reported
# Events that the protocol has no word for.
OUR_OWN = frozenset({
    OPENED, ACCEPTED, ARRIVAL_DECIDED, ANSWERED_KNOWN, ASSESSED, CALLED, NOTED, WRITTEN_UP, ERASED,
})  # fmt: skip


class Line(NamedTuple):
    """A row of a log that nobody stores: what folding asks of it."""

    type: str
    happened_at: dt.datetime
    content: dict[str, Any]


@dataclass(frozen=True)
class Folding:
    """An episode's log folded under its edition at a moment: the rows, and all that follows from them."""

    episode: Episode
    rows: Sequence[Event]  # or lines, of a draft
    edition: Edition
    findings: Findings
    now: dt.datetime

    @cached_property
    def teams(self) -> Directory:
        """The teams of the partnership, read once for all that listen."""
        return directory()

    def row_of(self, event: ProtocolEvent) -> Event:
        """The row of the log that an event of the protocol was read from."""
        return [row for row in self.rows if row.type not in OUR_OWN][event.place]

    @property
    def new_refusals(self) -> list[str]:
        """Why the protocol does not allow events that are not stored yet; empty when it allows them all."""
        return [
            f"{refusal.reason} (Section {refusal.section}.)"
            for refusal in self.findings.refused
            if self.row_of(refusal.event).pk is None
        ]


def scenario_of(
    rows: Sequence[Event | Line], *, earlier: list[dict[str, Any]], now: dt.datetime, edition: str = ""
) -> dict[str, Any]:
    """The scenario that the rows of a log describe, as `scenario.read` takes it; its moments are not texts."""
    opened = next(row for row in rows if row.type == OPENED).content
    scenario: dict[str, Any] = {
        "child": opened["child"],
        "episode": opened["episode"],
        "events": [_told(row) for row in rows if row.type not in OUR_OWN],
        "now": now,
    }
    if edition:
        scenario["edition"] = edition
    if opened.get("earlier_recorded", True):
        scenario["earlier"] = earlier
    return scenario


def _told(row: Event | Line) -> dict[str, Any]:
    told = {"type": row.type, "at": row.happened_at, **row.content}
    told.pop(PLACE, None)
    return told


def fold(episode: Episode, rows: Sequence[Event], *, earlier: list[dict[str, Any]], now: dt.datetime) -> Folding:
    """Fold a log. Raises `BadScenario` when the rows make no sense together, such as a return before the report.

    An episode keeps the edition of its first folding: the one in force at its report.
    """
    edition, scenario = read(scenario_of(rows, earlier=earlier, now=now, edition=episode.edition))
    return Folding(episode, rows, edition, findings(scenario, edition), now)


def summarise(folding: Folding) -> None:
    """Set the columns of the episode that lists are made from."""
    episode, history = folding.episode, folding.findings.history
    facts = history.facts.recorded()
    episode.edition = folding.edition.name
    episode.kind = history.scenario.kind
    episode.state = state(folding.findings)
    if episode.state == v.AWAY and not course.whereabouts_known_so_far(history):
        episode.state = LOST
    episode.area = facts.get("area") or ""
    episode.arrival_asked_at = _arrival_asked_at(folding)
    graded = history.all(Categorised)
    episode.category = graded[-1].category if graded else ""
    episode.highest_category = facts.get("highest_category", "")
    episode.last_seen_at = facts.get("last_seen")
    episode.unborn = facts.get("unborn", False)
    report = history.first(Reported)
    episode.reported_at = report.at if report and course.missing_spells(history) else None
    back = history.first(Returned)
    episode.returned_at = back.at if back else None
    closing = [row for row in folding.rows if row.type == "closed"]
    episode.closed_at = closing[-1].happened_at if folding.findings.closed else None
    episode.opened_at = report.at if report else in_utc(folding.rows[0].happened_at)
    until = episode.returned_at or episode.closed_at
    episode.absent_until = None if until is None else max(until, episode.opened_at)


def _arrival_asked_at(folding: Folding) -> dt.datetime | None:
    """When the manager is asked about a child who is found and not back: after the hours, or when they said."""
    since = course.awaited_since(folding.findings.history)
    if since is None:
        return None
    put_off = [row for row in folding.rows if row.type == ARRIVAL_DECIDED and row.happened_at >= since]
    if put_off and (again_at := put_off[-1].content.get("again_at")):
        return dt.datetime.fromisoformat(again_at)
    return since + dt.timedelta(hours=folding.edition.settings.arrival_asked_after)
