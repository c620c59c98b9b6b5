"""The one function that turns events into duties: for replay, the service, the benchmark and bulk alike.

For each duty of an edition, and for each occasion on which it starts, `findings` asks the clauses of the facts as they
stood, works out when the duty arose and is due, and what became of it. Time creates nothing here: `now` only tells
open from overdue.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from . import vocabulary as v
from .events import Closed, DeadlineException, Done, Event, Waived
from .facts import Unrecorded
from .history import History, Refusal, Scenario, Version
from .notation import Clause, Duty, Edition, Judgement, Occasion
from .periods import in_london, is_provisional
from .register import register
from .school_days import is_certain

OPEN: Final = "open"
OVERDUE: Final = "overdue"
MET: Final = "met"
MET_LATE: Final = "met-late"
WAIVED: Final = "waived"
DECLINED: Final = "declined"
STOOD_DOWN: Final = "stood-down"
UNDECIDED: Final = "undecided"
SETTLED: Final = (MET, MET_LATE, WAIVED, DECLINED, STOOD_DOWN)

VISITS: Final = ("prevention-visit",)
INTERVIEWS: Final = ("return-interview", "away-interview-opportunity")


_order_of = attrgetter("order")


@dataclass(slots=True)
class Finding:
    """One duty that arose: whose it is, by when, why, and what became of it."""

    duty: Duty
    judgement: Judgement
    occasion: Occasion
    arose: dt.datetime
    due: dt.datetime | None
    status: str
    moved_by: tuple[str, ...] = ()  # unrecorded facts that could move its due time
    learnt: Event | None = None  # what made it follow, where that came after the occasion
    met_at: dt.datetime | None = None
    settled_by: Event | None = None  # what met, waived or ended it
    until: Event | None = None  # since when what was waived would no longer follow
    reason_recorded: bool = False  # exceptional circumstances were recorded; a breach stays a breach
    parts_done: tuple[Done, ...] = ()  # by whom and when, where several have a part

    @property
    def clause(self) -> Clause | None:
        """The clause that requires it; None where it has no condition, or that turns on a gap."""
        return self.judgement.clause

    @property
    def strength(self) -> str:
        """How strongly the text puts it: must, should or may."""
        return self.judgement.strength

    @property
    def owner(self) -> str:
        """The role that does it; of several who have a part, the first whose part is missing (A59)."""
        if not self.parts_done:
            return self.judgement.owner
        done = {act.by for act in self.parts_done}
        return next((role for role in self.duty.parts if role not in done), self.judgement.owner)

    @property
    def answerable(self) -> str | None:
        """The role that answers for it, where the text names another than the owner."""
        return self.judgement.answerable

    @property
    def turns_on(self) -> tuple[str, ...]:
        """Unrecorded facts on which it turns, by their names in `Facts`."""
        return self.judgement.turns_on + self.moved_by

    def is_provisional(self, facts: Any) -> bool:
        """Whether its due time may still move: published bank holidays or term dates do not reach so far (B60)."""
        if self.due is None:
            return False
        first, last = in_london(self.occasion.since or self.occasion.at).date(), in_london(self.due).date()
        in_known_terms = not self.duty.in_school_days or is_certain(first, last, facts.recorded().get("area"))
        return is_provisional(self.due) or not in_known_terms

    @property
    def is_late(self) -> bool:
        """Whether it was, or is, not done in time."""
        return self.status in (OVERDUE, MET_LATE)


class Findings(NamedTuple):
    """All that follows from a scenario under an edition."""

    history: History
    found: list[Finding]
    refused: list[Refusal]
    closed: bool


def findings(scenario: Scenario, edition: Edition) -> Findings:
    """Every duty that arises from a scenario under an edition, with what became of it."""
    history = History(scenario, edition)
    versions = history.versions
    found: list[Finding] = []
    for starts, duties in edition.by_start.items():
        for occasion in starts(history):
            for duty in duties:
                finding = _finding(duty, occasion, history, versions)
                if finding is not None:
                    found.append(finding)
    refused = history.refused
    if history.acts:
        found, refused = _heard(history, found)
    closed = False
    if Closed in history.by_type:
        closed, unheard = _closing(history)
        refused = [*refused, *unheard]
    return Findings(history, found, refused, closed)


def status_at(status: str, due: dt.datetime | None, now: dt.datetime) -> str:
    """The status of a stored duty at a moment: time makes an open duty overdue and does nothing else."""
    if status in (OPEN, OVERDUE):
        return OVERDUE if due is not None and now > due else OPEN
    return status


def judged(duty: Duty, child: Any) -> Judgement | None:
    """Whether a duty follows for a child, who does it, and on which unrecorded facts that turns."""
    try:
        return duty.judged(child)
    except Unrecorded:
        return _judged_with_gaps(duty, child)


def _finding(duty: Duty, occasion: Occasion, history: History, versions: list[Version]) -> Finding | None:
    judgement, learnt, ended, answered_no = duty.always, None, None, False
    until = None if duty.until is None else duty.until(history, occasion)
    if judgement is None:
        latest = versions[-1]
        if latest.order <= occasion.order or not duty.clauses:
            judgement, turns = judged(duty, latest.facts), None
        else:
            judgement, turns = _judged_through_time(duty, history)
        if turns:
            judgement, learnt, ended, answered_no = _as_it_turned(duty, occasion, until, judgement, turns)
        if judgement is None:
            return None
    if until is not None and (ended is None or until.order < ended.order):
        ended = until
    met = None if duty.met_by is None else duty.met_by(history, occasion)
    first = ended if met is None or (ended is not None and ended.order < met.order) else met
    due: dt.datetime | None = None
    moved_by: tuple[str, ...] = ()
    if duty.period is not None and duty.counted_from is None:
        due = duty.period.after(occasion.since or occasion.at)
    elif duty.due is not None:
        let_go = () if judgement.strength == v.MUST else history.acts.get(duty.id, ())
        due, moved_by = _due(duty, occasion, versions, settled_by=first, let_go=let_go)
    found = Finding(duty, judgement, occasion, (learnt or occasion).at, due, OPEN, moved_by, learnt)
    # A duty that no longer follows is stood down, unless it was late by then: a breach is never erased. One that was
    # never certain was never broken (reading B01: an unanswered question is no breach).
    stands_down = ended is not None and (due is None or ended.at <= due or answered_no)
    if met is not None and (met is first or not (stands_down or ended is until)):
        found.status, found.met_at, found.settled_by = MET if due is None or met.at <= due else MET_LATE, met.at, met
        return found
    for status, answered in ((WAIVED, duty.waived_by), (DECLINED, duty.declined_by)):
        said = None if answered is None else answered(history, occasion)
        if said is not None and not (stands_down and ended is not None and said.order > ended.order):
            found.status, found.settled_by = status, said
            return found
    if stands_down:
        found.status, found.settled_by = STOOD_DOWN, ended
    elif judgement.undecided:
        found.status = UNDECIDED
    elif due is not None and history.scenario.now > due:
        found.status = OVERDUE
    return found


class _Turn(NamedTuple):
    """A moment from which a duty is judged so; `event` is what brought it about, None at the start."""

    order: int
    event: Event | None
    judgement: Judgement | None


def _judged_through_time(duty: Duty, history: History) -> tuple[Judgement | None, list[_Turn]]:
    """How a duty is judged by the facts at the start, and where that changed with them; asked once for all occasions.

    By far the most duties never turn: nothing that was learnt makes a difference to them.
    """
    asked: tuple[Judgement | None, list[_Turn]] | None = history.remembered.get(duty)
    if asked is None:
        first, *later = history.versions
        latest = at_first = judged(duty, first.facts)
        turns: list[_Turn] = []
        for version in later:
            judgement = judged(duty, version.facts)
            if judgement is not latest and judgement != latest:
                turns.append(_Turn(version.order, version.event, latest := judgement))
        asked = history.remembered[duty] = at_first, turns
    return asked


def _turns_from(occasion: Occasion, turns: list[_Turn]) -> Iterator[_Turn]:
    """The turns from an occasion on, the one that holds then first.

    Where what started it can end, nothing starts outside of its stretches; a new stretch is a turn of its own.
    """
    start = bisect_right(turns, occasion.order, key=_order_of) - 1
    yield turns[max(start, 0)]
    later = turns[max(start, 0) + 1 :]
    if len(occasion.during) > 1:
        begun = [event for event, _ in occasion.during if event.order > occasion.order]
        later += [
            _Turn(event.order, event, turns[bisect_right(turns, event.order, key=_order_of) - 1].judgement)
            for event in begun
        ]
        later.sort(key=_order_of)
    yield from later


def _as_it_turned(
    duty: Duty, occasion: Occasion, until: Event | None, at_first: Judgement | None, turns: list[_Turn]
) -> tuple[Judgement | None, Event | None, Event | None, bool]:
    """What the judgements at the start and after each turn come to for an occasion; `until` ends what they ask for.

    Returns the latest judgement by which the duty followed; what made it follow, where that came after the occasion;
    the event since which it no longer follows, if it does not; and whether it then never followed for certain.
    """
    learnt: Event | None = None
    standing: Judgement | None = None
    dropped: Event | None = None
    was_certain = False
    for order, event, judgement in _turns_from(occasion, [_Turn(-1, None, at_first), *turns]):
        if judgement is not None and (standing is None or dropped is not None) and order > occasion.order:
            is_over = until is not None and until.order < order
            judgement = None if is_over or not occasion.lasts_at(order) else judgement  # too late to start anything
        if judgement is not None:
            if standing is None and order > occasion.order:
                learnt = event
            standing, dropped, was_certain = judgement, None, was_certain or not judgement.undecided
        elif standing is not None and dropped is None:
            dropped = event
        if duty.tested_once and not (judgement is not None and judgement.undecided):
            break
    if standing is not None and dropped is not None:
        standing = standing._replace(undecided=False, turns_on=())  # answered: it does not follow
    return standing, learnt, dropped, dropped is not None and not was_certain


# Gaps. Where a rule reads a fact that nobody recorded, every value it could turn out to have is tried. What all of
# them agree on is certain; a fact on which they differ becomes a question.


class _Branches(NamedTuple):
    name: str
    under: tuple[Any, ...]


def _tried(read: Any, child: Any) -> Any:
    """What `read` makes of a child: a result, or the branches for the values of the first gap it meets."""
    try:
        return read(child)
    except Unrecorded as gap:
        return _Branches(gap.name, tuple(_tried(read, supposed) for supposed in child.supposed(gap.name)))


def _results(tree: Any) -> Iterator[Any]:
    if isinstance(tree, _Branches):
        for branch in tree.under:
            yield from _results(branch)
    else:
        yield tree


def _turning_points(tree: Any) -> tuple[str, ...]:
    """The gaps on which the result turns: those left once every gap whose values all come to the same is dropped."""
    return tuple(dict.fromkeys(_names(_reduced(tree))))


def _reduced(tree: Any) -> Any:
    """The tree without gaps that make no difference. A gap with a single value moves a clock alone, and stays."""
    if not isinstance(tree, _Branches):
        return _outcome(tree)
    under = tuple(_reduced(branch) for branch in tree.under)
    if len(under) > 1 and all(branch == under[0] for branch in under):
        return under[0]
    return _Branches(tree.name, under)


def _names(tree: Any) -> Iterator[str]:
    if isinstance(tree, _Branches):
        yield tree.name
        for branch in tree.under:
            yield from _names(branch)


def _outcome(result: Any) -> Any:
    return (result.owner, result.answerable, result.strength) if isinstance(result, Judgement) else result


def _judged_with_gaps(duty: Duty, child: Any) -> Judgement | None:
    return _judged_from_all(_tried(duty.judged, child))


@lru_cache(maxsize=4096)  # children differ in their facts far more than in what follows from them
def _judged_from_all(tree: Any) -> Judgement | None:
    results = list(_results(tree))
    following: list[Judgement] = [result for result in results if result is not None]
    if not following:
        return None
    first, certain = following[0], len(following) == len(results)
    owners = {(judgement.owner, judgement.answerable) for judgement in following}
    owner, answerable = owners.pop() if len(owners) == 1 else (v.CHILDRENS_SERVICES, None)
    return Judgement(
        clause=first.clause if certain and all(judgement.clause is first.clause for judgement in following) else None,
        row=first.row if all(judgement.row is first.row for judgement in following) else None,
        owner=owner,
        answerable=answerable,
        strength=min((judgement.strength for judgement in following), key=v.STRENGTHS.index),
        undecided=not certain,
        turns_on=_turning_points(tree),
    )


def _due(
    duty: Duty, occasion: Occasion, versions: list[Version], *, settled_by: Event | None, let_go: Sequence[Event]
) -> tuple[dt.datetime | None, tuple[str, ...]]:
    """When a duty is due, and the gaps that could move it.

    What becomes known moves the clock from then on. One that has run out by then stands, and so does that of a duty
    which is settled by then, or was let go in time by one of the acts on it (reading B02).
    """
    due: dt.datetime | None = None
    moved_by: tuple[str, ...] = ()
    for i, version in enumerate(versions):
        if i + 1 < len(versions) and versions[i + 1].order <= occasion.order:
            continue  # not yet started
        try:
            moved, moved_by = duty.due_at(occasion, version.facts), ()
        except Unrecorded:
            moved, moved_by = _due_with_gaps(duty, occasion, version.facts)
        settled = settled_by is not None and version.order > settled_by.order
        settled = settled or _is_let_go(let_go, due, before=version)
        if due is None or (not settled and (version.event is None or version.event.at <= due)):
            due = moved
    return due, moved_by


def _is_let_go(acts: Sequence[Event], due: dt.datetime | None, *, before: Version) -> bool:
    """Whether a decision not to do it came before something was learnt, and in time."""
    decisions = (act for act in acts if isinstance(act, Waived) and act.order < before.order)
    return due is not None and any(act.at <= due for act in decisions)


def _due_with_gaps(duty: Duty, occasion: Occasion, child: Any) -> tuple[dt.datetime | None, tuple[str, ...]]:
    """The earliest time that a duty could be due, and the gaps that could move it."""
    tree = _tried(lambda facts: duty.due_at(occasion, facts), child)
    return min((result for result in _results(tree) if result is not None), default=None), _turning_points(tree)


# What people say about duties: done, waived, exceptional circumstances.


def _heard(history: History, found: list[Finding]) -> tuple[list[Finding], list[Refusal]]:
    """Apply the acts on duties, in order; each to the earliest occurrence still unsettled. Refuse the others."""
    refused = list(history.refused)
    found.sort(key=lambda finding: (finding.arose, finding.occasion.order))
    heard: dict[str, list[Finding]] = {}
    for finding in found:
        heard.setdefault(finding.duty.id, []).append(finding)
    for id, acts in history.acts.items():
        occurrences = heard.get(id, [])
        for act in acts:
            refusal = _act_heard(act, occurrences, history)
            if refusal is not None:
                refused.append(refusal)
    return found, refused


NOT_ARISEN: Final = "This duty has not arisen, so there is nothing to carry out, waive or excuse."


def _act_heard(act: Event, occurrences: list[Finding], history: History) -> Refusal | None:
    id: str = act.duty  # type: ignore[attr-defined]
    duty = history.edition.by_id.get(id)
    if duty is None:
        statement = register().get(id)
        section = "" if statement is None else statement.section(history.edition.name)
        return Refusal(act, section, NOT_ARISEN)
    section = duty.sections[0]
    if not (duty.met_before_it_arises and type(act) is Done):
        occurrences = [finding for finding in occurrences if _has_arisen(finding, act)]
    if not occurrences:
        return Refusal(act, section, NOT_ARISEN)
    if type(act) is Done and duty.met_by is not None:
        return Refusal(act, section, "This duty is met by an event of its own; record that event instead.")
    if isinstance(act, Waived) and (refusal := _waiver_refused(act, duty, occurrences, history)) is not None:
        return refusal
    unsettled = [finding for finding in occurrences if _is_unsettled(finding, act)]
    if isinstance(act, Done) and not unsettled:  # B54: what is done after all counts, as long as it follows
        unsettled = [f for f in occurrences if f.status == WAIVED and (f.until is None or act.order < f.until.order)]
    if isinstance(act, DeadlineException):
        unexcused = [finding for finding in unsettled if not finding.reason_recorded]
        (unexcused or unsettled or occurrences)[0].reason_recorded = True
    elif unsettled:
        finding = unsettled[0]
        in_time = finding.due is None or act.at <= finding.due
        if isinstance(act, Done) and act.by in duty.parts:
            finding.parts_done += (act,)
        if isinstance(act, Done) and not _leaves_parts(act, finding):
            finding.status, finding.met_at, finding.settled_by = MET if in_time else MET_LATE, act.at, act
        elif isinstance(act, Waived) and in_time:  # a waiver after the due time is recorded, and the breach stays
            finding.until = finding.settled_by
            finding.status, finding.settled_by = WAIVED, act
    return None


def _leaves_parts(act: Done, finding: Finding) -> bool:
    """Whether somebody else's part is missing still; who says nothing of parts has done it all."""
    done = {one.by for one in finding.parts_done}
    return act.by in finding.duty.parts and not done.issuperset(finding.duty.parts)


def _has_arisen(finding: Finding, act: Event) -> bool:
    if finding.arose != act.at:
        return finding.arose < act.at
    occasion = finding.occasion
    since = occasion.order if occasion.place is None else occasion.place
    return (since if finding.learnt is None else finding.learnt.order) < act.order


def _is_unsettled(finding: Finding, act: Event) -> bool:
    """Whether a duty still waited when an act was done; one that stands down later was waiting until then."""
    ended = finding.settled_by if finding.status == STOOD_DOWN else None
    return finding.status not in SETTLED or (ended is not None and act.order < ended.order)


def waived_by_whom(finding: Finding, facts: Any) -> str | None:
    """The role that may waive a duty though it must be done, for a child of these facts; None where nobody may."""
    if finding.strength != v.MUST or finding.duty.may_be_waived is None:
        return None
    clause, role = finding.duty.may_be_waived
    try:
        return role if clause.holds(facts) else None
    except Unrecorded:
        return None


def _waiver_refused(act: Waived, duty: Duty, arisen: list[Finding], history: History) -> Refusal | None:
    if all(finding.strength != v.MUST for finding in arisen):
        return None
    facts = next(version.facts for version in reversed(history.versions) if version.order < act.order)
    if any(waived_by_whom(finding, facts) == act.by for finding in arisen):
        return None
    return Refusal(act, duty.sections[0], "The protocol says that this must be done; it cannot be waived.")


# Closing an episode.


def _closing(history: History) -> tuple[bool, list[Refusal]]:
    """Whether the episode is closed, and the attempts at closing that the protocol does not allow."""
    refused: list[Refusal] = []
    closed = False
    for event in history.all(Closed):
        blocks = blocks_to_closing(history, before=event)
        if blocks:
            section, reason = blocks[0]
            refused.append(Refusal(event, section, reason))
        else:
            closed = True
    return closed, refused


def blocks_to_closing(history: History, *, before: Event) -> list[tuple[str, str]]:
    """What stands in the way of closing the episode at an event: (section, reason), most basic first."""
    scenario = history.scenario
    events = [event for event in scenario.events if event.order < before.order and not isinstance(event, Closed)]
    so_far = findings(Scenario(scenario.kind, scenario.facts, events, before.at), history.edition)
    blocks: list[tuple[str, str]] = []
    if so_far.history.recovered() is None:
        blocks.append(("5.1", "The child is not yet found or back: enquiries go on until then."))
    for finding in so_far.found:
        duty, section = finding.duty, finding.duty.sections[0]
        if duty.id in VISITS and finding.status not in SETTLED:
            blocks.append((section, "The visit by the police is neither made nor waived with a reason."))
        elif duty.id in INTERVIEWS and finding.strength == v.MUST and finding.status not in SETTLED:
            blocks.append((section, "The interview is neither held, nor declined and signed off, nor waived."))
        elif finding.status == OVERDUE and finding.strength == v.MUST and not finding.reason_recorded:
            blocks.append((section, f"{duty.id} is overdue, and no reason is recorded."))
    return blocks
