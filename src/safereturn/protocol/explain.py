"""Findings in plain English: why a duty is owed, in words that a tired carer would use."""

import datetime as dt
from typing import Any

from . import vocabulary as v
from .events import Categorised, Event, FactRecorded, Found, Located, Returned
from .facts import QUESTIONS, Facts, FactsReadAloud, Unrecorded
from .findings import MET, MET_LATE, OVERDUE, STOOD_DOWN, UNDECIDED, WAIVED, Finding, Findings, judged
from .history import History
from .periods import hours, in_london

_PLACEMENT_NAMES = {
    v.CHILDRENS_HOME: "a children's home",
    v.FOSTER: "foster care",
    v.SEMI_INDEPENDENT: "semi-independent living",
    v.WITH_FAMILY: "family",
}
_WHERE = {"home": "home", "placement": "at the placement", "other-safe-place": "at a safe place", None: "safe"}


def because(finding: Finding, history: History) -> str:
    """Why this duty is owed for this child, in one sentence."""
    telling = _Telling(finding, history)
    sentence = finding.duty.because.format_map(telling)
    if finding.status == STOOD_DOWN and finding.settled_by is not None:
        return f"{sentence}; {_ended(finding.settled_by)}, so it is no longer needed."
    if finding.status == UNDECIDED:
        asked = " ".join(QUESTIONS[name][1] for name in finding.turns_on)
        return f"{sentence}, unless the answer says otherwise: {asked}"
    return f"{sentence}."


def paragraph(finding: Finding, history: History) -> str:
    """One paragraph about a duty: what, who, by when, how it stands, why, and where it is written."""
    duty = finding.duty
    who = v.ROLE_NAMES[finding.owner]
    if finding.answerable is not None:
        who += f" ({v.ROLE_NAMES[finding.answerable]} answer for it)"
    by = f"by {when(finding.due)}" if finding.due is not None else "no time is given in the protocol"
    sentences = [
        f"{duty.id}: {duty.says}",
        f"Owed by {who}; {by}; {_standing(finding)}.",
        because(finding, history),
        f"Section {' and '.join(duty.sections)}, {finding.strength}.",
    ]
    if finding.clause is not None:
        sentences.append(f"Decided by section {finding.clause.section}: {finding.clause.says}")
        if finding.clause.reading is not None:
            sentences.append(f"Reading {finding.clause.reading}")
    if (row := finding.judgement.row) is not None:
        sentences.append(f"Who acts, section {row.section}: {row.says}")
    return " ".join(sentences)


def facts_relied_on(finding: Finding, facts: Facts) -> dict[str, Any]:
    """The facts that the clauses and the table read to decide this duty, by their names in scenario files."""
    aloud = FactsReadAloud(**facts.recorded())
    judged(finding.duty, aloud)
    return {QUESTIONS[name][0]: value for name, value in aloud.read.items()}


def when(moment: dt.datetime) -> str:
    """A moment as people say it: "07:00 on Saturday 10 January"."""
    local = in_london(moment)
    day = f"{local:%A} {local.day} {local:%B}"
    return f"the end of {day}" if local.time() == dt.time(23, 59, 59) else f"{local:%H:%M} on {day}"


def questions(found: Findings) -> list[dict[str, Any]]:
    """What was not recorded and a duty turns on: the fact, the question, and the duties that need it."""
    needed: dict[str, list[str]] = {}
    for finding in found.found:
        for name in finding.turns_on:
            ids = needed.setdefault(name, [])
            if finding.duty.id not in ids:
                ids.append(finding.duty.id)
    return [
        {"fact": fact, "ask": ask, "needed_for": sorted(needed[name])}
        for name, (fact, ask) in QUESTIONS.items()
        if name in needed
    ]


def _standing(finding: Finding) -> str:
    match finding.status:
        case "met" | "met-late" if finding.met_at is not None:
            late = ", late" if finding.status == MET_LATE else ""
            return f"done at {when(finding.met_at)}{late}"
        case "waived" | "declined" | "stood-down":
            return {WAIVED: "waived", STOOD_DOWN: "stood down"}.get(finding.status, "declined by the child, signed off")
        case "overdue":
            return "overdue" + (", with a reason recorded" if finding.reason_recorded else "")
        case "undecided":
            return "not yet certain"
    return "open"


def _ended(event: Event) -> str:
    match event:
        case Located():
            return f"located at {when(event.at)}"
        case Found():
            return f"found at {when(event.at)}"
        case Returned():
            return f"back at {when(event.at)}"
        case FactRecorded() | Categorised():
            return f"the record changed at {when(event.at)}"
    return f"missing since {when(event.at)}"


class _Telling(dict[str, str]):
    """The words that a `because` may use, each worked out when it is asked for."""

    def __init__(self, finding: Finding, history: History) -> None:
        super().__init__()
        self.finding = finding
        self.facts: Facts = history.facts

    def __missing__(self, word: str) -> str:
        return str(getattr(self, word))

    @property
    def start(self) -> str:
        return when(self.finding.occasion.at)

    @property
    def since(self) -> str:
        occasion, counted_from = self.finding.occasion, self.finding.duty.counted_from
        try:
            start = None if counted_from is None else counted_from(occasion, self.facts)
        except Unrecorded:
            start = None
        return when(start or occasion.since or occasion.at)

    @property
    def due(self) -> str:
        return "as soon as possible" if self.finding.due is None else when(self.finding.due)

    @property
    def category(self) -> str:
        try:
            return v.CATEGORY_NAMES[self.facts.highest_category]
        except Unrecorded:
            return "nothing yet"

    @property
    def where(self) -> str:
        return _WHERE[getattr(self.finding.occasion.event, "to", None)]

    @property
    def found_or_back(self) -> str:
        return "Found" if isinstance(self.finding.occasion.event, Found) else "Back"

    @property
    def placement(self) -> str:
        try:
            return _PLACEMENT_NAMES.get(self.facts.placement or "", "a placement")
        except Unrecorded:
            return "a placement"

    @property
    def why(self) -> str:
        clause = self.finding.clause
        return "" if clause is None else clause.why.format_map(self)

    @property
    def reports_in_30(self) -> str:
        return self._reports(30)

    @property
    def reports_in_90(self) -> str:
        return self._reports(90)

    def _reports(self, days: int) -> str:
        try:
            return str(self.facts.reports_within(hours(days * 24)))
        except Unrecorded:
            return "perhaps three"


__all__ = ["MET", "OVERDUE", "because", "facts_relied_on", "paragraph", "questions", "when"]
