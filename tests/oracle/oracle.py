"""A second derivation of the duties, apart from the rules: a table of rows, and one walk over the events.

It knows the protocol, its readings and the format of `safereturn replay`, and nothing of the product.
"""

import csv
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tests.oracle import clocks
from tests.oracle.clocks import instant, shown
from tests.oracle.words import WORDS, Answers, age_band, turns_on

SETTLED = ("met", "waived", "declined", "stood-down")
LOW = ("absent", "no-apparent-risk")
NOT_INDEPENDENT = frozenset(
    [
        "carer",
        "placement-provider",
        "parent",
        "police",
        "investigating-officer",
        "police-oversight-team",
        "duty-inspector",
        "senior-investigating-officer",
        "duty-gold",
        "chief-officer",
    ]
)
WHILE_MISSING = ("report", "report-by")
BY_INTERVIEWER = "interviewer"
DECISIONS = ("visit-not-made", "refused-and-signed-off")
"""What settles a duty though nothing was done."""
SAYS_NOTHING_OF_THE_CHILD = ("done", "waived", "deadline-exception", "closed")
NOTICE = "placing-notifies-host-missing-lead"
"""The one duty that may be carried out before it arises."""


@dataclass(frozen=True)
class Rule:
    """One line of the table."""

    id: str
    sections: dict[str, list[str]]
    strength: str
    owner: str
    starts: str
    starts_with: frozenset[str]
    given: tuple[str, ...]
    due: str
    met_by: frozenset[str]
    ends: frozenset[str]

    @cached_property
    def needs(self) -> tuple[str, ...]:
        return tuple(fact for word in self.given for fact in WORDS[word].needs)

    def follows(self, known: Answers) -> bool:
        return all(WORDS[word].holds(known) for word in self.given)


def read_rules() -> list[Rule]:
    """The table of `rules.csv`."""
    rules = []
    with (Path(__file__).parent / "rules.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            starts, _, starts_with = line["starts"].partition(":")
            rules.append(
                Rule(
                    id=line["id"],
                    sections={
                        year: [part.replace("App_", "App ") for part in line[f"sections_{year}"].split()]
                        for year in ("2016", "2019")
                    },
                    strength=line["strength"],
                    owner=line["owner"],
                    starts=starts,
                    starts_with=frozenset(starts_with.split()),
                    given=tuple(line["given"].split()),
                    due=line["due"],
                    met_by=frozenset(line["met_by"].split()),
                    ends=frozenset(line["ends"].split()),
                )
            )
    return rules


RULES = read_rules()
STARTED_BY = {word: [rule for rule in RULES if rule.starts == word] for word in {rule.starts for rule in RULES}}


class Begun(NamedTuple):
    """That what starts a rule has happened: when, and its place among the events."""

    rule: Rule
    at: datetime
    place: int
    due: datetime | None = None
    detail: str | None = None


@dataclass
class Row:
    """One duty as it stands."""

    begun: Begun
    arose: datetime
    due: datetime | None = None
    status: str = "open"
    met_at: datetime | None = None
    possible: set[Any] = field(default_factory=set)
    known: Answers = field(default_factory=dict)
    ended: bool = False
    let_go: bool = False
    let_go_as_may: bool = False
    done_anyway: datetime | None = None
    was_certain: bool = False
    due_again: datetime | None = None
    excused: bool = False
    rule: Rule = field(init=False)  # these three as it was begun
    anchor: datetime = field(init=False)
    place: int = field(init=False)
    dropped: int | None = None  # since which place it would not have followed, while it had ended
    goes_on: bool = False

    def __post_init__(self) -> None:
        self.rule, self.anchor, self.place = self.begun.rule, self.begun.at, self.begun.place

    @property
    def undecided(self) -> bool:
        return len(self.possible) > 1

    def settle(self, status: str, at: datetime) -> None:
        self.status, self.met_at = status, at

    def late(self, at: datetime) -> bool:
        return self.due is not None and at > self.due


class AtLast(NamedTuple):
    """What a walk shows that an earlier place of it turns on: strengths that came to be others, and what was first."""

    strengths: dict[str, str]
    first_told: datetime | None


class Refused(Exception):
    """An event that the protocol does not allow, with the section that says so."""


class Episode:
    """The walk: what is known so far, and the rows that have come out."""

    def __init__(self, edition: str, scenario: dict[str, Any], at_last: "AtLast") -> None:
        self.edition = edition
        self.strengths = at_last.strengths
        self.kind = scenario["episode"]["kind"]
        self.facts: dict[str, Any] = {f"child.{name}": answer for name, answer in scenario["child"].items()}
        self.facts |= {f"episode.{name}": answer for name, answer in scenario["episode"].items()}
        self.earlier = scenario.get("earlier")
        self.rows: list[Row] = []
        self.by_id: dict[str, list[Row]] = {}
        self.worked_out_for: Answers = {}
        self.worked_out: dict[str, set[Any]] = {}
        self.place = -1
        self.acts: list[tuple[str, datetime, int]] = []
        self.begun: list[Begun] = []
        self.first: datetime | None = None
        self.reported: datetime | None = None
        self.lost: datetime | None = None
        self.missing_since_report: datetime | None = None
        self.first_low: datetime | None = None
        self.harms: list[str] = []
        self.lost_again: list[datetime] = []
        self.grades: list[str] = []
        self.where = "away" if self.kind == "away" else "unknown"
        self.recovered = self.home_from_missing = False
        self.told = self.consulted = False
        self.offered = self.declined = False
        self.closed = False
        told = sorted(scenario["events"], key=lambda event: instant(event["at"]))
        self.placings = [event for event in told if event["type"] == "placed"]
        self.early_notices: list[tuple[datetime, int]] = []
        self.first_told = at_last.first_told
        sightings = [event["set"].get("episode.last_seen") for event in told if event["type"] == "fact"]
        left = next((seen for seen in [self.facts.get("episode.last_seen"), *sightings] if seen), None)
        self.known_when_left = self.kind == "away" and left is not None
        if self.known_when_left:  # told before or after: what was done since counts (B02)
            self.start("away", instant(left))
            self.look_again(instant(left))

    # What is known

    @property
    def missing(self) -> bool:
        """Whether there is a missing episode: reported to the police, and not known to be at a known place."""
        return self.missing_since_report is not None

    @property
    def away(self) -> bool:
        return self.kind == "away" and not self.missing

    @property
    def returned(self) -> bool:
        return self.where == "returned"

    @property
    def back(self) -> bool:
        """Whether somebody responsible has the child."""
        return self.where in ("found", "returned")

    @property
    def gone(self) -> bool:
        """Whether the child is missing now: reported, and nobody knows where (A18, A19)."""
        return self.missing and self.where == "unknown"

    def known(self, at: datetime) -> Answers:
        known = dict(self.facts)
        known["edition"] = self.edition
        if known.get("child.expected") is not None:
            known["child.born"] = "unborn"
        elif "child.born" in known:
            seen = self.facts.get("episode.last_seen")
            start = instant(seen) if seen else self.reported or self.first or at
            known["child.born"] = age_band(date.fromisoformat(known["child.born"]), start)
        if self.grades:
            known["category"] = "medium-or-high" if {"medium", "high"} & set(self.grades) else "low"
        if self.earlier is not None and self.missing_since_report:
            report = self.reported
            gone = [instant(episode["reported"]) for episode in self.earlier]
            known["earlier"] = "counted"
            known["reports"] = 1 + len(gone)
            for days in (30, 90):
                window = [one for one in gone if (report - one).total_seconds() <= days * 24 * 3600]
                known[f"reports-in-{days}"] = 1 + len(window)
        else:
            known |= {"reports": 0, "reports-in-30": 0, "reports-in-90": 0}
            if self.earlier is not None:
                known["earlier"] = "counted"
        return known

    # Clocks

    def gone_since(self) -> datetime:
        """When the whereabouts became unknown (A06, A09, A19)."""
        if self.lost:
            return self.lost
        seen = self.facts.get("episode.last_seen")
        return instant(seen) if seen else self.reported

    def away_since(self) -> datetime:
        seen = self.facts.get("episode.last_seen")
        return instant(seen) if seen else self.first or self.first_told

    def due(self, rule: Rule, anchor: datetime) -> datetime | None:
        if rule.due == "away":
            since = self.away_since()
            hours = min(6, self.facts.get("child.plan_notify_after") or 6)
            ceiling = clocks.hours_after(since, hours)
            return min(ceiling, clocks.next_eleven_at_night(since)) if self.edition == "2016" else ceiling
        if rule.due == "72h":
            return clocks.hours_after(anchor, 72)
        if rule.due == "24h-from-first-low":
            return clocks.hours_after(self.first_low, 24)
        if rule.due == "3d-from-unknown":
            return clocks.days_after(anchor if anchor in self.lost_again else self.gone_since(), 3)
        if rule.due == "5d-from-meeting":
            return clocks.days_after(anchor, 5)
        if rule.due == "20wd":
            seen = self.facts.get("episode.last_seen")
            return clocks.end_of_working_day(instant(seen) if seen else self.missing_since_report, 20)
        if rule.due == "5wd":
            return clocks.end_of_working_day(anchor, 5)
        return None

    def clock_facts(self, rule: Rule) -> tuple[str, ...]:
        if rule.due == "away":
            return ("episode.last_seen", "child.plan_notify_after")
        if rule.due == "20wd" or (rule.due == "3d-from-unknown" and not self.lost):
            return ("episode.last_seen",)
        return ()

    # Rows

    def of(self, id: str) -> list[Row]:
        return self.by_id.get(id, [])

    def has_row(self, begun: Begun) -> bool:
        return any(row.begun is begun for row in self.of(begun.rule.id))

    def outcomes(self, rule: Rule, known: Answers) -> set[Any]:
        """Whether the rule follows, in all the ways that are possible; worked out anew when something is learnt."""
        if not rule.given:
            return {True}
        if known is not self.worked_out_for:
            if known != self.worked_out_for:
                self.worked_out = {}
            self.worked_out_for = known
        if rule.id not in self.worked_out:
            self.worked_out[rule.id], _ = turns_on(known, rule.needs, rule.follows)
        return self.worked_out[rule.id]

    def open_rows(self, word: str) -> Iterator[Row]:
        return (
            row
            for row in self.rows
            if word in row.rule.met_by and not row.ended and (row.status == "open" or self.still_follows(row))
        )

    def still_follows(self, row: Row) -> bool:
        """Whether what was decided can still be done after all (B54)."""
        return row.status in ("waived", "declined") and row.possible != {False} and not row.ended

    def met(self, word: str, at: datetime) -> None:
        self.acts.append((word, at, self.place))
        for row in self.open_rows(word):
            row.settle("met", at)

    def ends(self, word: str, at: datetime) -> None:
        """What stands a duty down: in time, or it stays as it is for good."""
        for row in self.rows:
            if word in row.rule.ends and row.status != "met" and not row.ended:
                row.ended = True
                if row.status == "open" and not row.late(at):
                    row.settle("stood-down", None)
        self.begun = [
            one
            for one in self.begun
            if word not in one.rule.ends or one.rule.starts in WHILE_MISSING or self.has_row(one)
        ]

    def start(
        self,
        word: str,
        at: datetime,
        detail: str | None = None,
        *,
        due: datetime | None = None,
        without: Container[str] = (),
    ) -> None:
        """Begin the rules that start with this word; one that starts with `each-` begins every time."""
        again = word.startswith("each-") or word in ("dispute", "placed")
        for rule in STARTED_BY.get(word, ()):
            if not rule.sections[self.edition] or rule.id in without:
                continue
            if rule.starts_with and detail not in rule.starts_with:
                continue
            if word == "unknown-whereabouts" and self.reported and "reported" in rule.met_by:
                continue  # B13: the police knew of the child before the loss
            begun = [one for one in self.begun if one.rule is rule and (word != "done" or one.detail == detail)]
            if again or not begun:
                self.begun.append(Begun(rule, at, self.place, due, detail))
                if again or word in ("repeat", "done"):
                    self.raise_row(self.begun[-1], at)

    def raise_row(self, begun: Begun, arose: datetime) -> None:
        rule = begun.rule
        known = self.known(arose)
        possible = self.outcomes(rule, known)
        if possible == {False}:
            return
        row = Row(begun, arose, possible=possible, known=known)
        row.due = begun.due if rule.id == NOTICE else self.due(rule, begun.at)
        row.was_certain = possible == {True}
        if self.place > begun.place:
            self.count_what_was_done(row)
        if rule.id == NOTICE and self.early_notices:
            row.settle("met", self.early_notices.pop(0)[0])
        self.rows.append(row)
        self.by_id.setdefault(rule.id, []).append(row)

    def look_again(self, at: datetime) -> None:
        """After an event: raise what now follows, and stand down what no longer does."""
        known = self.known(at)
        for rule in {id(one.rule): one.rule for one in self.begun}.values():
            rows = [row for row in self.of(rule.id) if row.rule is rule]
            too_late = rule.starts == "repeat" or (rule.starts in WHILE_MISSING and not self.gone)
            if not too_late and self.outcomes(rule, known) != {False}:
                for one in [one for one in self.begun if one.rule is rule and not self.has_row(one)]:
                    self.raise_row(one, one.at if one.at >= at or rule.starts == "away" else at)
            for row in rows:
                before = row.undecided
                if rule.starts == "repeat" and not before:
                    continue
                if row.ended and not before:
                    if self.outcomes(rule, known) == {False}:
                        row.dropped = self.place if row.dropped is None else row.dropped
                    elif row.possible != {False}:
                        row.known = known  # whose it was is told by the latest facts, though it is over
                    continue
                too_late = rule.starts in WHILE_MISSING and not self.gone
                if too_late and (row.status == "stood-down" or row.possible == {False}):
                    continue
                followed = row.possible != {False}
                row.possible = self.outcomes(rule, known)
                if not followed and self.still_follows(row):
                    self.count_what_was_done(row)
                if row.goes_on and followed and row.possible == {False}:
                    self.count_what_was_done(row)  # until it was dropped (B51)
                row.goes_on, row.dropped = False, None
                if row.possible != {False}:
                    row.known = known
                row.was_certain |= row.possible == {True}
                if row.possible == {False} and row.status == "open":
                    if not row.was_certain or not row.late(at):
                        row.settle("stood-down", None)
                elif row.possible != {False} and row.status == "stood-down" and not row.ended:
                    self.reopen(row)

    def reopen(self, row: Row) -> None:
        """A duty that follows again; what was decided or done about it in between counts."""
        row.settle("waived" if row.let_go else "open", None)
        row.due, row.due_again = row.due_again or row.due, None
        row.ended = False
        if row.rule.due != "24h-from-first-low":
            self.count_what_was_done(row)

    def count_what_was_done(self, row: Row) -> None:
        """What was done since the rule began counts, also where it was not owed at the time (B53)."""
        until = self.place + 1 if row.dropped is None else row.dropped
        done = [(word, at) for word, at, place in self.acts if word in row.rule.met_by and row.place <= place < until]
        if any(word == "visit-not-made" for word, _ in done):
            row.settle("waived", None)
        if any(word == "refused-and-signed-off" for word, _ in done):
            row.settle("declined", None)
        met = [at for word, at in done if word not in DECISIONS] + ([row.done_anyway] if row.done_anyway else [])
        if met:
            row.settle("met", min(met))

    def move_clocks(self, at: datetime) -> None:
        """What becomes known in time moves the clock (B02)."""
        for row in self.rows:
            if row.rule.starts == "away" and self.facts.get("episode.last_seen"):
                row.arose = self.away_since()
            if not self.clock_facts(row.rule):
                continue
            if row.status not in SETTLED and not row.late(at):
                row.due = self.due(row.rule, row.anchor)
            if row.status == "stood-down" and at <= (row.due_again or row.due):
                row.due_again = self.due(row.rule, row.anchor)

    # Events

    def take(self, event: dict[str, Any]) -> None:
        """Take one event. A refused one changes nothing, so that it cannot be the first either."""
        self.place += 1
        if self.first is not None:
            self.open_and_take(event)
            return
        before = (list(self.rows), list(self.begun), {id: list(rows) for id, rows in self.by_id.items()})
        try:
            self.open_and_take(event)
        except Refused:
            self.first = None
            self.rows, self.begun, self.by_id = before
            raise

    def open_and_take(self, event: dict[str, Any]) -> None:
        at = instant(event["at"])
        if self.first is None and event["type"] not in SAYS_NOTHING_OF_THE_CHILD:
            self.first = at
            if self.kind == "away":
                self.start("away", self.away_since())
            else:
                self.start("unknown-whereabouts", at)
            self.start("start", at)
            self.begin_planned(at)
            self.look_again(at)
        getattr(self, "on_" + event["type"].replace("-", "_"))(at, event)
        self.look_again(at)

    def begin_planned(self, at: datetime, only: str | None = None) -> None:
        """What is owed before a planned placement is owed as soon as anything is known (A84)."""
        begun = {one.rule.id for one in self.begun} | {rule.id for rule in RULES if only and rule.id != only}
        for placed in self.placings:
            if placed.get("planned"):
                self.start("placed", at, due=instant(placed["at"]), without=begun)

    def begin_missing(self, at: datetime, by: str | None) -> None:
        self.missing_since_report = at
        self.ends("reported-lost", at)
        self.start("report", at)
        self.start("each-missing", at)
        self.start("repeat", at)
        self.start("report-by", at, by)
        if self.grades:
            self.graded(self.grades[-1], at)

    def on_reported(self, at: datetime, event: dict[str, Any]) -> None:
        if self.reported:
            return
        self.reported = at
        self.report_by = event.get("by")
        self.start("police-report", at)
        self.look_again(at)
        self.met("reported", at)
        if self.kind == "missing":  # whoever reports a missing child does not know where it is
            self.where = "unknown"
        if self.where == "unknown":
            self.begin_missing(at, self.report_by)

    def on_categorised(self, at: datetime, event: dict[str, Any]) -> None:
        grade = event["category"]
        if grade == "absent" and self.away and self.where != "unknown":
            raise Refused("3.1")
        self.met("categorised", at)
        self.grades.append(grade)
        if grade in LOW:
            self.first_low = self.first_low or at
        if self.missing:
            self.graded(grade, at)

    def graded(self, grade: str, at: datetime) -> None:
        self.start("graded", at)
        self.start("each-grade", at)
        if grade in LOW:
            self.start("graded-low", at)
            self.go_on("higher")
        else:
            self.ends("higher", at)
        if self.gone:
            self.grade_holds(grade, at)

    def grade_holds(self, grade: str, at: datetime) -> None:
        """What follows from a grade while the child is missing."""
        if grade in LOW:
            self.start("low", at)
            for row in self.rows:
                again = row.status == "met" and "not-low" in row.rule.met_by
                if again or (row.ended and row.status == "stood-down" and "not-low" in row.rule.ends):
                    self.reopen(row)
        else:
            self.met("not-low", at)
            self.ends("not-low", at)
            self.start(grade, at)
            self.start("grave", at)

    def on_category_disputed(self, at: datetime, event: dict[str, Any]) -> None:
        self.start("dispute", at)

    def on_dispute_decided(self, at: datetime, event: dict[str, Any]) -> None:
        self.met("dispute-decided", at)

    def on_location_lost(self, at: datetime, event: dict[str, Any]) -> None:
        if self.where in ("unknown", "returned"):  # after the return a loss is another episode
            return
        self.where = "unknown"
        if self.missing:
            self.lost_again.append(at)
            self.start("each-missing", at)
            self.go_on("back")
            if self.grades:
                self.grade_holds(self.grades[-1], at)
        else:
            self.lost = at
            self.start("unknown-whereabouts", at)
            if self.reported:
                self.begin_missing(at, None)

    def go_on(self, word: str) -> None:
        """What had ended with this word is owed again (B51, B52)."""
        for row in self.rows:
            if row.rule.starts != "away" and row.rule.ends == {word}:
                row.ended, row.goes_on = False, True

    def on_consulted(self, at: datetime, event: dict[str, Any]) -> None:
        self.told |= event.get("told") is True
        self.consulted |= event.get("consulted") is True
        if event.get("told"):
            self.met("told", at)
        if self.told and self.consulted:
            self.met("told-and-consulted", at)
        if event.get("consulted") and self.away and not self.recovered:
            self.start("consulted", at)

    def on_meeting_held(self, at: datetime, event: dict[str, Any]) -> None:
        meeting = event["meeting"]
        missing_meetings = ("missing-meeting", "strategy-meeting") if self.edition == "2016" else ("missing-meeting",)
        self.met(meeting, at)
        if meeting == "review-conference" and event.get("moved_forward_from"):
            self.met("conference-moved", at)
        if meeting in (*missing_meetings, "missing-review"):
            self.met("review", at)
            if meeting in missing_meetings:
                self.met("missing-meeting", at)
            if meeting in missing_meetings:
                self.start("each-missing-meeting", at)
            if self.gone:
                self.start("each-meeting", at)

    def on_located(self, at: datetime, event: dict[str, Any]) -> None:
        self.met("not-low", at)
        self.ends("not-low", at)
        self.ends("located", at)
        if self.gone:
            self.start("each-located", at)
        if not self.back:
            self.where = "located"

    def has_them(self, at: datetime) -> None:
        """Somebody responsible has the child: found, or back."""
        self.met("not-low", at)
        self.ends("not-low", at)
        self.ends("located", at)
        self.ends("back", at)
        self.recovered = True
        if self.missing:
            self.home_from_missing = True
            self.start("home", at)

    def on_found(self, at: datetime, event: dict[str, Any]) -> None:
        self.has_them(at)
        if not self.returned:
            self.where = "found"

    def on_returned(self, at: datetime, event: dict[str, Any]) -> None:
        self.has_them(at)
        self.ends("returned", at)
        if not self.returned:
            self.declined = False  # nobody refuses an interview that is not yet owed
        self.where = "returned"
        if self.missing:
            self.start("returned", at)
        else:
            self.start("returned-away", at)
            for kind in self.harms:
                self.start("harm-away", at, kind)

    def on_prevention_visit(self, at: datetime, event: dict[str, Any]) -> None:
        if event.get("in_person") is False:
            raise Refused("6.6")
        self.met("visit", at)
        self.start("visit", at)

    def on_prevention_visit_not_made(self, at: datetime, event: dict[str, Any]) -> None:
        if not (event.get("reason") and event.get("agreed_with")):
            raise Refused("6.6")
        self.acts.append(("visit-not-made", at, self.place))
        for row in self.open_rows("visit-not-made"):
            row.settle("waived", None)

    def on_interview_offered(self, at: datetime, event: dict[str, Any]) -> None:
        self.offered = True
        self.met("interview-offered", at)

    def on_interview_declined(self, at: datetime, event: dict[str, Any]) -> None:
        if not self.offered:
            raise Refused("6.7")
        self.declined = True

    def on_interview_not_possible(self, at: datetime, event: dict[str, Any]) -> None:
        if self.returned and self.missing:
            self.start("each-not-possible", at)

    def on_interview_held(self, at: datetime, event: dict[str, Any]) -> None:
        if event.get("interviewer") in NOT_INDEPENDENT:
            raise Refused("6.7")
        self.met("interview", at)
        if self.missing:
            self.start("each-missing-interview", at)
        self.start("each-interview", at)
        if event.get("parent_seen"):
            self.met("parent-seen", at)

    def on_interview_signed_off(self, at: datetime, event: dict[str, Any]) -> None:
        self.met("signed-off", at)
        if self.declined:
            self.acts.append(("refused-and-signed-off", at, self.place))
            for row in self.open_rows("refused-and-signed-off"):
                row.settle("declined", None)
            self.ends("declined", at)

    def on_placed(self, at: datetime, event: dict[str, Any]) -> None:
        if not event.get("planned"):
            self.start("placed", at, due=clocks.hours_after(at, 24))

    def on_harm_found(self, at: datetime, event: dict[str, Any]) -> None:
        self.harms.append(event["kind"])
        self.start("each-harm", at, event["kind"])
        if self.missing:
            if self.home_from_missing:
                self.start("each-harm-after-missing", at)
        elif self.returned:
            self.start("harm-away", at, event["kind"])

    def on_fact(self, at: datetime, event: dict[str, Any]) -> None:
        self.facts |= event["set"]
        self.look_again(at)
        self.move_clocks(at)

    def arisen(self, id: str) -> list[Row]:
        rows = self.of(id)
        if not rows:
            raise Refused(self.section_of(id))
        return rows

    def section_of(self, id: str) -> str | None:
        return next((section for rule in RULES if rule.id == id for section in rule.sections[self.edition]), None)

    def on_done(self, at: datetime, event: dict[str, Any]) -> None:
        id = event["duty"]
        if id == NOTICE and self.edition == "2019":
            if self.first is None:
                self.begin_planned(at, only=NOTICE)
            if all(row.status == "met" for row in self.of(id)):
                self.early_notices.append((at, self.place))
                return
        rows = self.arisen(id)
        if rows[0].rule.met_by:
            raise Refused(self.section_of(id))
        for row in rows:
            if row.status == "open":
                row.settle("met", at)
                break
            if row.status == "stood-down":
                row.done_anyway = row.done_anyway or at
        else:
            for row in [row for row in rows if row.status == "waived" and self.still_follows(row)][:1]:
                row.settle("met", at)
        if any(row.status != "stood-down" for row in rows):  # B22: carried out while it was owed
            self.start("done", at, id)

    def on_waived(self, at: datetime, event: dict[str, Any]) -> None:
        rows = self.arisen(event["duty"])
        is_must = self.strengths.get(event["duty"], rows[0].rule.strength) == "must"
        if is_must and not self.may_waive_interview(event):
            raise Refused(self.section_of(event["duty"]))
        for row in rows:
            if row.status == "open" and not row.late(at):
                row.settle("waived", None)
                row.let_go_as_may = not is_must
                break
            row.let_go |= row.status == "stood-down"

    def may_waive_interview(self, event: dict[str, Any]) -> bool:
        return (
            self.edition == "2016"
            and event["duty"] == "return-interview"
            and event.get("by") == "team-manager"
            and set(self.grades) == {"absent"}
            and self.facts.get("child.looked_after_by", "gap") is None
        )

    def on_deadline_exception(self, at: datetime, event: dict[str, Any]) -> None:
        rows = self.arisen(event["duty"])
        waiting = [row for row in rows if row.status == "open"]
        without = [row for row in waiting if not row.excused]
        (without or waiting or rows)[0].excused = True  # each breach has its own reason (A48)

    def on_closed(self, at: datetime, event: dict[str, Any]) -> None:
        if not self.back:
            raise Refused("5.1")
        in_the_way = set()
        for row in self.rows:
            waits = row.status == "open" or (row.status == "waived" and row.let_go_as_may)
            if not waits or self.strength(row.rule, row.known) != "must":
                continue
            owed = row.rule.id in ("prevention-visit", "return-interview", "away-interview-opportunity")
            if owed or (row.late(at) and not row.excused):
                in_the_way.add(row.rule.sections[self.edition][0])
        if in_the_way:
            raise Refused(*sorted(in_the_way))
        self.closed = True

    # The answer

    def strength(self, rule: Rule, known: Answers) -> str:
        if rule.id == "away-interview-opportunity" and known.get("child.registered_home", True) is not True:
            return "may"
        return rule.strength

    def turned_out(self) -> AtLast:
        """What is known at last. Whether a decision not to act was allowed is measured by it (B55)."""
        strengths = {row.rule.id: self.strength(row.rule, row.known) for row in self.rows}
        others = {row.rule.id for row in self.rows if strengths[row.rule.id] != row.rule.strength}
        return AtLast({id: strengths[id] for id in others}, self.first)

    def state(self) -> str:
        if self.closed:
            return "closed"
        if self.back:
            return self.where
        if self.away:
            return "away"
        if self.where == "located":
            return "located"
        return "missing" if self.grades or not self.reported else "reported"

    def interviewer(self, known: Answers) -> tuple[str, str | None]:
        """Who interviews, and who answers for it (6.7, 6.8)."""
        carer = known["child.looked_after_by"]
        if carer == "other":
            if known["child.area"] == "derbyshire" and "yos" in known["child.open_to"]:
                return "yos-worker", "placing-authority"
            return "placing-authority", None
        if carer:
            return "social-worker", "childrens-services"
        if known["child.open_to"]:
            return "lead-worker", "childrens-services"
        if known["child.area"] == "elsewhere":
            return "childrens-services", None
        return ("runaways-worker" if known["child.area"] == "derby" else "mat-worker"), "childrens-services"

    def who(self, rule: Rule, known: Answers) -> tuple[str, str | None, set[str]]:
        """Owner, who answers, and the unrecorded facts that decide it."""
        if rule.owner != BY_INTERVIEWER:
            return rule.owner, None, set()
        needs = (*rule.needs, "child.looked_after_by", "child.open_to", "child.area")
        found, matter = turns_on(known, needs, lambda it: self.interviewer(it) if rule.follows(it) else None)
        whos = found - {None}
        owner, answerable = whos.pop() if len(whos) == 1 else ("childrens-services", None)
        return owner, (answerable if rule.id == "return-interview" else None), matter

    def answer(self, now: datetime) -> dict[str, Any]:
        known = self.known(now)
        duties, needed = [], {}
        for row in self.rows:
            rule = row.rule
            owner, answerable, asked = self.who(rule, row.known)
            if row.possible == {False}:
                asked = set()
            told = row.known if rule.starts == "repeat" else known
            asks = rule.given and row.possible != {False}
            gaps = turns_on(told, rule.needs, rule.follows)[1] if asks else set()
            asked = asked | gaps | {fact for fact in self.clock_facts(rule) if fact not in self.facts}
            asked = {fact for fact in asked if fact not in known or fact in self.clock_facts(rule)}
            if "away-interview" in rule.given and "child.registered_home" not in self.facts:
                asked = asked | {"child.registered_home"}
            for fact in asked:
                needed.setdefault(fact, set()).add(rule.id)
            status = row.status
            if status == "met" and row.late(row.met_at):
                status = "met-late"
            elif status == "open" and row.undecided:
                status = "undecided"
            elif status == "open" and row.late(now):
                status = "overdue"
            duty = {
                "id": rule.id,
                "sections": rule.sections[self.edition],
                "strength": self.strength(rule, row.known),
                "owner": owner,
                "answerable": answerable,
                "arose": row.arose,
                "due": row.due,
                "status": status,
                "met_at": row.met_at,
            }
            if row.due and row.due.astimezone(clocks.DERBY).year > clocks.LAST_KNOWN_YEAR:
                duty["provisional"] = True
            duties.append(duty)
        duties.sort(key=lambda duty: (duty["due"] is None, duty["due"] or now, duty["arose"], duty["id"]))
        for duty in duties:
            duty |= {name: shown(duty[name]) for name in ("arose", "due", "met_at")}
        questions = [{"fact": fact, "needed_for": sorted(ids)} for fact, ids in sorted(needed.items())]
        return {"edition": self.edition, "state": self.state(), "duties": duties, "questions": questions}


def derive(scenario: dict[str, Any]) -> dict[str, Any]:
    """The answer to a valid scenario, without the sentences; of what is refused, the place and the section."""
    told = sorted(enumerate(scenario["events"]), key=lambda pair: (instant(pair[1]["at"]), pair[0]))
    now = instant(scenario["now"])
    reports = [instant(event["at"]) for _, event in told if event["type"] == "reported"]
    in_force = reports[0] if reports else instant(told[0][1]["at"]) if told else now
    edition = scenario.get("edition") or ("2019" if in_force.astimezone(clocks.DERBY).year >= 2019 else "2016")
    of_the_child = [event for _, event in told if event["type"] not in SAYS_NOTHING_OF_THE_CHILD]
    at_last = AtLast({}, instant(of_the_child[0]["at"]) if of_the_child else None)
    while True:
        episode, refused = walked(edition, scenario, told, at_last)
        turned_out = episode.turned_out()
        if at_last == turned_out:
            return episode.answer(now) | {"refused": refused}
        at_last = turned_out


def walked(
    edition: str, scenario: dict[str, Any], told: list[tuple[int, dict[str, Any]]], at_last: AtLast
) -> tuple[Episode, list[dict[str, Any]]]:
    """An episode after its events, and what was refused of them."""
    episode = Episode(edition, scenario, at_last)
    refused = []
    for place, event in told:
        try:
            episode.take(event)
        except Refused as fault:
            refused.append({"event": place, "sections": list(fault.args)})
    if not episode.of(NOTICE):  # given before a duty that never arose
        nothing = {"sections": [episode.section_of(NOTICE)]}
        refused += [{"event": told[at][0]} | nothing for _, at in episode.early_notices]
    return episode, sorted(refused, key=lambda one: one["event"])
