"""Why a duty does not arise, for whoever expected it."""

import difflib
from collections.abc import Iterator

from .explain import paragraph, when
from .facts import Unrecorded
from .findings import Findings
from .notation import Duty, Edition, Occasion
from .register import KINDS, Statement, register


class NoSuchDuty(ValueError):
    """An id that the register does not know."""

    def __init__(self, id: str) -> None:
        near = difflib.get_close_matches(id[:60], register(), n=1)
        super().__init__(f"{id[:60]!r} is not an id of the register; use one such as {(*near, 'return-interview')[0]}")


def why_not(id: str, found: Findings) -> str:
    """Why a duty does not follow from a scenario, in plain English; where it does, that it does, and why.

    Raises `NoSuchDuty` for what is no id of the register.
    """
    history = found.history
    edition = history.edition
    duty = edition.by_id.get(id)
    if duty is None and id not in register():
        raise NoSuchDuty(id)
    arisen = [finding for finding in found.found if finding.duty.id == id]
    if arisen:
        return "\n\n".join(["It does follow.", *(paragraph(finding, history) for finding in arisen)])
    if duty is None:
        return _no_duty(register()[id], edition)
    occasions = list(duty.starts(history))
    reasons = [reason for occasion in occasions for reason in _reasons(duty, occasion, found)]
    if not reasons:
        reasons = [f"Nothing has started it. What starts it: {_first_line(duty.starts.__doc__)}"]
    return " ".join([f"{id}: {duty.says}", *reasons, f"Section {' and '.join(duty.sections)}."])


def _no_duty(statement: Statement, edition: Edition) -> str:
    here = statement.section(edition.name)
    if not statement.sections(edition.name):
        there = " and ".join(statement.stands)
        return f"{statement.id}: the {edition.name} edition does not have it. {there} has, in section {here}."
    what = f"section {here} of the {edition.name} edition has it as {KINDS[statement.kind]}"
    return f"{statement.id}: {what}, and no duty of its own comes of it: {statement.requirement}"


def _reasons(duty: Duty, occasion: Occasion, found: Findings) -> Iterator[str]:
    """By which clause the duty did not follow from an occasion."""
    facts = found.history.facts
    yield f"It could have started at {when(occasion.at)}."
    for clause in duty.clauses:
        try:
            holds = clause.holds(facts)
        except Unrecorded:
            continue
        if holds and not clause.follows:
            answer = f"Of this child it holds: {clause.says}" if clause.section else "Of such a child nothing is said."
            yield answer + (f" Reading {clause.reading}" if clause.reading else "")
            return
    wanted = [f"{clause.says} ({clause.section})" for clause in duty.clauses if clause.follows]
    yield "None of what would require it holds of this child: " + " ".join(wanted)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]
