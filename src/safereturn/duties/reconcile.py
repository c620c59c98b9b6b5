"""Stored duties follow the findings: made, brought up to date, stood down with a reason; never deleted."""

import datetime as dt
from typing import Any

from safereturn.agencies.models import Post
from safereturn.agencies.queries import Directory
from safereturn.episodes.fold import ACCEPTED, Folding
from safereturn.protocol.explain import because, facts_relied_on, when
from safereturn.protocol.facts import QUESTIONS
from safereturn.protocol.findings import OPEN, OVERDUE, STOOD_DOWN, Finding, waived_by_whom

from .models import Duty

_KEY = ("episode", "protocol_id", "occurrence")
COLUMNS = [field.name for field in Duty._meta.fields if field.name not in ("id", *_KEY)]
_COMPARED = [Duty._meta.get_field(column).attname for column in COLUMNS]


def reconcile(folding: Folding, by: Post | None) -> None:
    """A listener of the log: bring the stored duties of an episode in line with a folding."""
    stored = {_place(duty): duty for duty in Duty.objects.filter(episode=folding.episode)}
    derived = {_place(duty): duty for duty in duties_of(folding, folding.teams)}
    changed = [duty for place, duty in derived.items() if place not in stored or _differs(duty, stored[place])]
    gone = [duty for place, duty in stored.items() if place not in derived and duty.status != STOOD_DOWN]
    for rows in (changed, [_stood_down(duty, folding) for duty in gone]):
        Duty.objects.bulk_create(rows, update_conflicts=True, unique_fields=_KEY, update_fields=COLUMNS)


def duties_of(folding: Folding, teams: Directory) -> list[Duty]:
    """The duties that follow from a folding, as rows; nothing is stored."""
    ordered = sorted(folding.findings.found, key=lambda f: (f.duty.id, f.arose, f.due or f.arose))
    accepted = _acceptances(folding)
    owners = {finding.owner: team_of(finding.owner, folding, teams) for finding in ordered}
    duties: list[Duty] = []
    for finding in ordered:
        before = duties[-1] if duties else None
        occurrence = before.occurrence + 1 if before is not None and before.protocol_id == finding.duty.id else 1
        duties.append(
            _row(folding, finding, occurrence, owners[finding.owner], accepted.get((finding.duty.id, occurrence)))
        )
    return duties


def team_of(role: str, folding: Folding, teams: Directory) -> int | None:
    """The team that carries a role of the protocol for the child of an episode, as it is folded."""
    known = folding.findings.history.facts.recorded()
    return teams.team_for(
        role,
        area=known.get("area"),
        home_team=folding.episode.child.home_team_id,
        school_team=folding.episode.child.school_team_id,
        looked_after_by=known.get("looked_after_by"),
        open_to=known.get("open_to") or (),
    )


def _row(
    folding: Folding, finding: Finding, occurrence: int, team_id: int | None, accepted: tuple[dt.datetime, str] | None
) -> Duty:
    history, duty, clause = folding.findings.history, finding.duty, finding.clause
    facts = history.facts
    stood_down = finding.status == STOOD_DOWN
    trigger = finding.occasion.event
    return Duty(
        episode=folding.episode,
        protocol_id=duty.id,
        occurrence=occurrence,
        edition=folding.edition.name,
        sections=list(duty.sections),
        strength=finding.strength,
        owner=finding.owner,
        answerable=finding.answerable or "",
        team_id=team_id,
        arose_at=finding.arose,
        due_at=finding.due,
        provisional=finding.is_provisional(facts),
        status=OPEN if finding.status == OVERDUE else finding.status,
        met_at=finding.met_at,
        says=duty.says,
        because=because(finding, history),
        clause=None if clause is None else {"section": clause.section, "says": clause.says, "reading": clause.reading},
        facts={
            "relied_on": _in_json({} if finding.turns_on else facts_relied_on(finding, facts)),
            "turns_on": [QUESTIONS[name][0] for name in finding.turns_on],
            **({"parts": _parts(finding)} if duty.parts else {}),
            **({"waived_by": role} if (role := waived_by_whom(finding, facts)) else {}),
        },
        trigger=None if trigger is None else {"type": trigger.type, "at": trigger.at.isoformat()},
        stood_down_because=_why_ended(folding, finding) if stood_down else "",
        reason_recorded=finding.reason_recorded,
        accepted_at=accepted[0] if accepted else None,
        accepted_by=accepted[1] if accepted else "",
    )


def _why_ended(folding: Folding, finding: Finding) -> str:
    if finding.settled_by is None:
        return ""
    row = folding.row_of(finding.settled_by)
    why = because(finding, folding.findings.history).rpartition("; ")[2]
    late = f" It was entered late, at {when(row.recorded_at)}." if row.is_late else ""
    return why[:1].upper() + why[1:] + late


def _parts(finding: Finding) -> list[dict[str, Any]]:
    """Who has a part in a duty, and when each did it."""
    done = {act.by: act.at.isoformat() for act in finding.parts_done}
    return [{"by": role, "at": done.get(role)} for role in finding.duty.parts]


def _acceptances(folding: Folding) -> dict[tuple[str, int], tuple[dt.datetime, str]]:
    return {
        (row.content["duty"], row.content.get("occurrence", 1)): (row.happened_at, row.said_by)
        for row in folding.rows
        if row.type == ACCEPTED
    }


def _place(duty: Duty) -> tuple[str, int]:
    return duty.protocol_id, duty.occurrence


def _differs(duty: Duty, other: Duty) -> bool:
    return any(getattr(duty, column) != getattr(other, column) for column in _COMPARED)


def _stood_down(duty: Duty, folding: Folding) -> Duty:
    """A duty that no longer follows at all, after something was entered late: it stays, with the reason."""
    latest = max(folding.rows, key=lambda row: row.place)
    duty.status = STOOD_DOWN
    duty.stood_down_because = (
        f"No longer follows since this was entered: {latest.type}, of {latest.happened_at:%d %B %Y}."
    )
    return duty


def _in_json(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
