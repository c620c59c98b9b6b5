"""Findings in plain English: why a duty is owed, in words that a tired carer would use."""

import datetime as dt
from typing import Any

from . import vocabulary as v
from .attendance import MISSING_EDUCATION, TEN_DAYS
from .events import Categorised, Event, Found, Located, LocationLost, Reported, Returned
from .facts import QUESTIONS, Facts, FactsReadAloud, Unrecorded
from .findings import DECLINED, MET, MET_LATE, OVERDUE, STOOD_DOWN, UNDECIDED, WAIVED, Finding, Findings, judged
from .history import History
from .periods import hours, in_london

_PLACEMENT_NAMES: dict[str | None, str] = {
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
        return f"{sentence}; {_ended(finding.settled_by, telling)}, so it is no longer needed."
    if finding.status in (WAIVED, DECLINED) and finding.settled_by is not None:
        what = "waived" if finding.status == WAIVED else "the child was asked and said no, signed off"
        return f"{sentence}; {what} at {telling.when(finding.settled_by.at)}."
    if finding.status == UNDECIDED:
        asked = " ".join(QUESTIONS[name][1] for name in finding.turns_on)
        return f"{sentence}, unless the answer says otherwise: {asked}"
    if finding.parts_done and finding.met_at is None:
        done = ", ".join(f"{v.ROLE_NAMES[act.by or '']} at {telling.when(act.at)}" for act in finding.parts_done)
        return f"{sentence}; so far {done}."
    return f"{sentence}."


def paragraph(finding: Finding, history: History) -> str:
    """One paragraph about a duty: what, who, by when, how it stands, why, and where it is written."""
    duty = finding.duty
    telling = _Telling(finding, history)
    who = v.ROLE_NAMES[finding.owner]
    if finding.answerable is not None:
        who += f" (answerable: {v.ROLE_NAMES[finding.answerable]})"
    by = f"by {telling.due}" if finding.due is not None else "no time is given in the protocol"
    sentences = [
        f"{duty.id}: {duty.says}",
        f"Owed by {who}; {by}; {_standing(finding, telling)}.",
        because(finding, history),
        f"{'Section' if len(duty.sections) == 1 else 'Sections'} {' and '.join(duty.sections)}, {finding.strength}.",
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


def when(moment: dt.datetime, *, year: bool = False) -> str:
    """A moment as people say it: "07:00 on Saturday 10 January", with the year if that is wanted."""
    local = in_london(moment)
    day = f"{local:%A} {local.day} {local:%B}" + (f" {local.year}" if year else "")
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


def _standing(finding: Finding, telling: "_Telling") -> str:
    match finding.status:
        case "met" | "met-late" if finding.met_at is not None:
            late = ", late" if finding.status == MET_LATE else ""
            return f"done at {telling.when(finding.met_at)}{late}"
        case "waived" | "declined":
            return finding.status
        case "stood-down":
            return "stood down"
        case "overdue":
            return "overdue" + (", with a reason recorded" if finding.reason_recorded else "")
        case "undecided":
            return "not yet certain"
    return "open"


def _ended(event: Event, telling: "_Telling") -> str:
    at = telling.when(event.at)
    match event:
        case Located():
            return f"located at {at}"
        case Found():
            return f"found at {at}"
        case Returned():
            return f"back at {at}"
        case Categorised():
            return f"graded {v.category_name(event.category)} at {at}"
        case LocationLost():
            return f"lost at {at}"
        case Reported():
            return f"reported missing at {at}"
    return f"what was recorded at {at} changes that"


class _Telling(dict[str, str]):
    """The words that a `because` may use, each worked out when it is asked for."""

    def __init__(self, finding: Finding, history: History) -> None:
        super().__init__()
        self.finding = finding
        self.history = history
        self.facts: Facts = history.facts

    def __missing__(self, word: str) -> str:
        return str(getattr(self, word))

    def when(self, moment: dt.datetime) -> str:
        """A moment as people say it, with the year where it is another than that in which the duty began."""
        return when(moment, year=in_london(moment).year != in_london(self.finding.occasion.at).year)

    @property
    def start(self) -> str:
        return self.when(self.finding.occasion.at)

    @property
    def since(self) -> str:
        return self.when(self.finding.occasion.since or self.finding.occasion.at)

    @property
    def due(self) -> str:
        return "as soon as possible" if self.finding.due is None else self.when(self.finding.due)

    @property
    def missing(self) -> str:
        since = self.finding.occasion.since or self._last_seen
        period, due = self.finding.duty.period, self.finding.due
        if since and period and due != period.after(since):
            since = None  # learned too late to move the clock
        return f"Missing since {self.when(since)}" if since else f"Reported missing at {self.start}"

    @property
    def unseen(self) -> str:
        if isinstance(self.finding.occasion.event, LocationLost):
            return f"Lost at {self.start}"
        return (
            f"Not seen since {self.when(self._last_seen)}" if self._last_seen else f"Known at {self.start} to be gone"
        )

    @property
    def known(self) -> str:
        return self.when(self.finding.arose)

    @property
    def away(self) -> str:
        if self._last_seen:
            return f"Away from the placement since {self.start}"
        return f"Known at {self.start} to be away from the placement"

    @property
    def absent(self) -> str:
        if getattr(self.finding.occasion.event, "what", None) == TEN_DAYS:
            return f"Ten school days without attendance at {self.start}"
        return f"Absent from school since {self.start}"

    @property
    def schooling(self) -> str:
        is_missing = MISSING_EDUCATION in self.facts.came_about
        return f"{'Missing education' if is_missing else 'Absent from school'} at {self.known}"

    @property
    def if_it_lasts(self) -> str:
        return "" if self.finding.due is None else f" by {self.due}, if the absence lasts"

    @property
    def _last_seen(self) -> dt.datetime | None:
        return self.facts.recorded().get("last_seen")

    @property
    def _grading(self) -> Categorised | None:
        """The latest grading by the time the duty arose."""
        gradings = [event for event in self.history.all(Categorised) if event.at <= self.finding.arose]
        return gradings[-1] if gradings else None

    @property
    def graded_at(self) -> str:
        return self.start if self._grading is None else self.when(self._grading.at)

    @property
    def category(self) -> str:
        return "" if self._grading is None else v.category_name(self._grading.category)

    @property
    def having_been_graded(self) -> str:
        order = self.facts.categories.index
        before = [e.category for e in self.history.all(Categorised) if e.order < self.finding.occasion.order]
        highest = max(before, key=order, default=self.facts.categories[0])
        if highest != self.facts.categories[0]:
            return f"after being graded {v.category_name(highest)}"
        return f"and since graded {v.category_name(self.facts.highest_category)}"

    @property
    def with_whom(self) -> str:
        return "with the mother" if self.facts.recorded().get("unborn") else "with the family"

    @property
    def offered(self) -> str:
        return "offered and held" if self.finding.strength == v.MUST else "considered, and if wanted held,"

    @property
    def where(self) -> str:
        return _WHERE[getattr(self.finding.occasion.event, "to", None)]

    @property
    def found_or_back(self) -> str:
        return "Found" if isinstance(self.finding.occasion.event, Found) else "Back"

    @property
    def missing_or_back(self) -> str:
        came_back = isinstance(self.finding.occasion.event, Returned)
        return f"Back {self.where} at {self.start}" if came_back else self.missing

    @property
    def placement(self) -> str:
        return _PLACEMENT_NAMES.get(self.facts.placement, "a placement")  # where they are in none by now

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
