"""One scenario in, every duty out: the answer of `safereturn replay`."""

import datetime as dt
import json
from typing import Any

from . import course
from .explain import because, paragraph, questions
from .findings import Finding, Findings, findings
from .history import History
from .notation import Edition
from .periods import in_london
from .scenario import BadScenario, Fault, read
from .why_not import why_not


def answer(data: Any) -> dict[str, Any]:
    """The answer to a scenario: edition, state, duties, questions and refused events.

    `data` is the parsed JSON of a scenario. Raises `BadScenario` with every fault.
    """
    edition, scenario = read(data)
    found = findings(scenario, edition)
    return {
        "edition": edition.name,
        "state": state(found),
        "duties": [duty(finding, found.history) for finding in in_order(found.found)],
        "questions": questions(found),
        "refused": [
            {"event": refusal.event.place, "section": refusal.section, "reason": refusal.reason}
            for refusal in sorted(found.refused, key=lambda refusal: refusal.event.place)
        ],
    }


def explanation(data: Any) -> str:
    """The same answer as plain English, one paragraph a duty. Raises `BadScenario` with every fault."""
    edition, scenario = read(data)
    found = findings(scenario, edition)
    paragraphs = [f"Edition {edition.name}. Where the episode stands: {state(found)}."]
    paragraphs += [paragraph(finding, found.history) for finding in in_order(found.found)] or ["No duty follows."]
    paragraphs += [
        f"Question ({q['fact']}): {q['ask']} Needed for {', '.join(q['needed_for'])}." for q in questions(found)
    ]
    paragraphs += [
        f"Refused, event {refusal.event.place} ({refusal.event.type}), section {refusal.section}: {refusal.reason}"
        for refusal in found.refused
    ]
    return "\n\n".join(paragraphs)


def explanation_why_not(data: Any, id: str) -> str:
    """Why a duty does not follow. Raises `BadScenario` with every fault, and `NoSuchDuty`."""
    edition, scenario = read(data)
    return why_not(id, findings(scenario, edition))


def parsed(text: str) -> Any:
    """The JSON of a scenario file. Raises `BadScenario` where it is not JSON, or gives one key two values."""
    try:
        return json.loads(text, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        fault = Fault("", f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    except BadScenario:
        raise
    except (RecursionError, ValueError):
        fault = Fault("", "not JSON that can be read: nested too deeply, or a number too long")
    raise BadScenario([fault])


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    once = dict(pairs)
    if len(once) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise BadScenario([Fault("", f"{twice!r} is given twice in one object; keep the one that is right")])
    return once


def in_order(found: list[Finding]) -> list[Finding]:
    """The findings by due (those without a time last), then by when they arose, by id, and by what started them."""
    return sorted(found, key=lambda f: (f.due is None, f.due or f.arose, f.arose, f.duty.id, f.occasion.order))


def state(found: Findings) -> str:
    """Where the episode stands, `closed` included."""
    return "closed" if found.closed else course.state(found.history)


def duty(finding: Finding, history: History) -> dict[str, Any]:
    """One duty as the contract writes it; times with the offset of Europe/London."""
    row: dict[str, Any] = {
        "id": finding.duty.id,
        "sections": list(finding.duty.sections),
        "strength": finding.strength,
        "owner": finding.owner,
        "answerable": finding.answerable,
        "arose": _written(finding.arose),
        "due": _written(finding.due),
        "status": finding.status,
        "met_at": _written(finding.met_at),
        "because": because(finding, history),
    }
    if finding.is_provisional(history.facts):
        row["provisional"] = True
    return row


def _written(moment: dt.datetime | None) -> str | None:
    return None if moment is None else in_london(moment).isoformat()


__all__ = ["Edition", "answer", "duty", "explanation", "parsed", "state"]
