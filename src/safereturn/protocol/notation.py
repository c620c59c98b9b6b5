"""The grammar in which the editions are written.

A duty says when it starts, by when it is due, what meets it and who owes it. Its clauses say for whom it is required,
one question each; the first clause that holds decides. A table says who acts; its first matching row does.
"""

import datetime as dt
from collections.abc import Callable, Container, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from . import vocabulary as v
from .events import Event
from .facts import Facts
from .history import Folds, History
from .periods import Period
from .settings import Settings


@dataclass(slots=True, eq=False)
class Occasion:
    """A moment at which a duty starts: what happened, when, and its place in the order of events.

    `since` is given where the clock runs from another moment than `at`, such as the loss of the location. `during` is
    given where what started it can end, as stretches from one event to another: what becomes true of the child outside
    of them starts nothing. `place` is given where the facts count from the start, and acts only from an event on.
    """

    at: dt.datetime
    order: int
    event: Event | None = None
    since: dt.datetime | None = None
    during: tuple[tuple[Event, Event | None], ...] = ()
    place: int | None = None

    def lasts_at(self, order: int) -> bool:
        """Whether what started it still lasts at a place in the order of events."""
        if not self.during or order <= self.order:
            return True
        return any(begins.order <= order and (ends is None or order < ends.order) for begins, ends in self.during)


Test = Callable[[Any], bool]
Starts = Callable[[History], Iterable[Occasion]]
Answer = Callable[[History, Occasion], Event | None]  # the event that meets, waives, declines or ends a duty
CountedFrom = Callable[[Occasion, Any], dt.datetime]
# The clock's start, the facts, the event that started it; None where no time is given for such a child.
DueAt = Callable[[dt.datetime, Any, Any], dt.datetime | None]


@dataclass(slots=True, eq=False)
class Clause:
    """One yes-or-no question of the protocol about a child, and what follows when the answer is yes."""

    section: str
    says: str
    holds: Test
    follows: bool
    reading: str | None = None
    strength: str | None = None
    why: str = ""  # how a sentence about this child names the reason


class _Any:
    def __repr__(self) -> str:
        return "ANY"


ANY: Final = _Any()


@dataclass(slots=True, eq=False)
class Row:
    """One line of a table: for a child like this, who acts and who answers for it."""

    when: tuple[Any, ...]
    by: str
    section: str
    says: str
    answerable: str | None = None


class Judgement(NamedTuple):
    """That a duty follows for some facts: by which clause, who acts, and on which unrecorded facts that turns."""

    clause: Clause | None  # None where the duty has no condition, or that turns on a gap
    row: Row | None
    owner: str
    answerable: str | None
    strength: str
    undecided: bool = False  # whether the duty follows at all turns on a gap
    turns_on: tuple[str, ...] = ()


class Table:
    """Who acts, by the facts of the child. The first row that matches decides; facts are read only when needed."""

    def __init__(self, *, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.columns = tuple(columns)
        self.rows = tuple(rows)
        for row in rows:
            if len(row.when) != len(self.columns):
                raise ValueError(f"{row.says}: {len(row.when)} values for {len(self.columns)} columns")

    def row(self, child: Any) -> Row | None:
        """The row for a child; None when no row fits. Raises `Unrecorded` when a fact it needs is a gap."""
        for row in self.rows:
            for column, wanted in zip(self.columns, row.when, strict=True):
                if wanted is not ANY and getattr(child, column) != wanted:
                    break
            else:
                return row
        return None


class Duty:
    """Something the protocol says that somebody must, should or may do about a child."""

    __slots__ = (
        "always",
        "answerable",
        "because",
        "by",
        "clauses",
        "counted_from",
        "declined_by",
        "due",
        "id",
        "in_school_days",
        "judgements",
        "may_be_waived",
        "met_before_it_arises",
        "met_by",
        "name",
        "parts",
        "period",
        "says",
        "sections",
        "starts",
        "strength",
        "tested_once",
        "until",
        "waived_by",
    )

    def __init__(
        self,
        id: str,
        *,
        name: str,
        sections: tuple[str, ...],
        says: str,
        strength: str,
        starts: Starts,
        by: str | Table,
        because: str,
        answerable: str | None = None,
        due: Period | DueAt | None = None,
        counted_from: CountedFrom | None = None,
        met_by: Answer | None = None,
        until: Answer | None = None,
        waived_by: Answer | None = None,
        declined_by: Answer | None = None,
        tested_once: bool = False,
        met_before_it_arises: bool = False,
        in_school_days: bool = False,
        parts: tuple[str, ...] = (),
    ) -> None:
        """Declare a duty. `name` is what a list calls it, in a few words.

        `met_by` left out means that the plain event `done` meets it. `until` names what ends it unmet; `tested_once`
        that its clauses are asked of the facts at its start alone; `because` is the sentence told about a child.
        `in_school_days` says that its time is counted so, and is provisional where the term dates do not reach.
        `parts` names the roles each of whom has a part: it is met once all have done theirs.
        """
        self.id = id
        self.name = name
        self.sections = sections
        self.says = says
        self.strength = strength
        self.starts = starts
        self.by = by
        self.answerable = answerable
        self.because = because
        self.period = due if isinstance(due, Period) else None
        self.due = due
        self.counted_from = counted_from
        self.met_by = met_by
        self.until = until
        self.waived_by = waived_by
        self.declined_by = declined_by
        self.tested_once = tested_once
        self.met_before_it_arises = met_before_it_arises
        self.in_school_days = in_school_days
        self.parts = parts
        self.clauses: tuple[Clause, ...] = ()
        self.judgements: dict[Any, Judgement] = {}  # by clause and row: the same for every child
        self.may_be_waived: tuple[Clause, str] | None = None
        # The judgement that holds for every child, where the duty has no condition and one owner.
        self.always = self._judgement(None, None) if isinstance(by, str) else None

    def required(
        self,
        section: str,
        says: str,
        *,
        reading: str | None = None,
        strength: str | None = None,
        why: str = "",
    ) -> Callable[[Test], Test]:
        """Add the clause: for a child of whom this holds, the duty follows."""
        return self._add(section, says, follows=True, reading=reading, strength=strength, why=why)

    def not_required(self, section: str, says: str, *, reading: str | None = None) -> Callable[[Test], Test]:
        """Add the clause: for a child of whom this holds, the protocol says that the duty does not follow."""
        return self._add(section, says, follows=False, reading=reading)

    def silent(self, *, reading: str) -> Callable[[Test], Test]:
        """Add the clause: of such a child the protocol says nothing, and by this reading the duty does not follow."""
        return self._add("", reading, follows=False, reading=reading)

    def waivable(self, says: str, *, by: str, reading: str) -> Callable[[Test], Test]:
        """Allow a `must` to be waived by a role, for a child of whom this holds."""

        def add(test: Test) -> Test:
            self.may_be_waived = (Clause(self.sections[0], says, test, True, reading), by)
            return test

        return add

    def judged(self, child: Any) -> Judgement | None:
        """Whether the duty follows for a child, and who acts; None when it does not.

        Raises `Unrecorded` when a fact it needs is a gap.
        """
        decided_by = None
        for clause in self.clauses:
            if clause.holds(child):
                decided_by = clause
                break
        if self.clauses and (decided_by is None or not decided_by.follows):
            return None
        row = None if isinstance(self.by, str) else self.by.row(child)
        judgement = self.judgements.get((decided_by, row))
        if judgement is None:
            judgement = self.judgements[decided_by, row] = self._judgement(decided_by, row)
        return judgement

    def due_at(self, occasion: Occasion, child: Any) -> dt.datetime | None:
        """When the duty is due, for an occasion and a child; None where the text gives no time.

        Raises `Unrecorded` when a fact that moves the clock is a gap.
        """
        if self.due is None:
            return None
        start = occasion.since or occasion.at
        if self.counted_from is not None:
            start = self.counted_from(occasion, child)
        if isinstance(self.due, Period):
            return self.due.after(start)
        return self.due(start, child, occasion.event)

    def _judgement(self, clause: Clause | None, row: Row | None) -> Judgement:
        strength = self.strength if clause is None or clause.strength is None else clause.strength
        if isinstance(self.by, str):
            return Judgement(clause, None, self.by, self.answerable, strength)
        if row is None:
            return Judgement(clause, None, v.CHILDRENS_SERVICES, None, strength)
        return Judgement(clause, row, row.by, row.answerable, strength)

    def _add(
        self,
        section: str,
        says: str,
        *,
        follows: bool,
        reading: str | None = None,
        strength: str | None = None,
        why: str = "",
    ) -> Callable[[Test], Test]:
        def add(test: Test) -> Test:
            self.always = None
            self.clauses += (Clause(section, says, test, follows, reading, strength, why),)
            return test

        return add

    def __repr__(self) -> str:
        return f"Duty({self.id!r})"


class Constraint:
    """Something the protocol does not allow. An event that breaks it is refused and changes nothing."""

    def __init__(self, id: str, *, section: str, says: str, on: type[Event], reading: str | None = None) -> None:
        self.id = id
        self.section = section
        self.says = says
        self.on = on
        self.reading = reading
        self._test: Callable[[Any, History], bool] | None = None

    def refuses_when(self, test: Callable[[Any, History], bool]) -> Callable[[Any, History], bool]:
        """Add the test: the event, and the history accepted before it."""
        self._test = test
        return test

    def refuses(self, event: Event, history: History) -> bool:
        """Whether this event breaks the constraint."""
        return self._test is not None and self._test(event, history)


class Edition:
    """One published text of the protocol, whole: its categories, duties and constraints."""

    def __init__(
        self,
        name: str,
        *,
        title: str,
        in_force_from: dt.date,
        categories: tuple[str, ...],
        duties: Iterable[Duty],
        constraints: Iterable[Constraint],
        folds: Folds,
        prevention_visit_name: str = "prevention visit",
        settings: Settings = Settings(),  # noqa: B008 - cannot be changed
    ) -> None:
        """Put an edition together. `categories` stand lowest first; `folds` say which events change the facts."""
        self.name = name
        self.settings = settings
        self.title = title
        self.in_force_from = in_force_from
        self.categories = categories
        self.duties = tuple(duties)
        self.constraints = tuple(constraints)
        self.folds = folds
        self.prevention_visit_name = prevention_visit_name
        self.by_start = _by_start(self.duties)
        self.by_id = {duty.id: duty for duty in self.duties}
        if len(self.by_id) != len(self.duties):
            raise ValueError(f"edition {name} holds two duties with one id")
        self.constraints_on: dict[type[Event], tuple[Constraint, ...]] = {}
        for constraint in self.constraints:
            self.constraints_on[constraint.on] = (*self.constraints_on.get(constraint.on, ()), constraint)

    def read_as(self, settings: Settings) -> "Edition":
        """The same edition, read as a partnership settled it."""
        other = copy(self)
        other.settings = settings
        return other

    def asking(self, ids: Container[str]) -> "Edition":
        """The same edition, asking those of its duties alone; what is said of the others is understood as before."""
        other = copy(self)
        other.duties = tuple(duty for duty in self.duties if duty.id in ids)
        other.by_start = _by_start(other.duties)
        return other


def _by_start(duties: Iterable[Duty]) -> dict[Starts, list[Duty]]:
    by_start: dict[Starts, list[Duty]] = {}
    for duty in duties:
        by_start.setdefault(duty.starts, []).append(duty)
    return by_start


# What starts, meets, waives and ends a duty.


def said(starts: Starts, says: str) -> Starts:
    """Give a way to start its words: when the duty starts, for the handbook and for the question why it does not."""
    starts.__doc__ = says
    return starts


def at_first(kind: type[Event]) -> Starts:
    """Start once, at the first event of this type."""

    def starts(history: History) -> Iterable[Occasion]:
        events = history.by_type.get(kind)
        return (_occasion(events[0]),) if events else ()

    return said(starts, f"The first time: {_told_of((kind,))}.")


def at_each(*kinds: type[Event], where: Test | None = None) -> Starts:
    """Start anew at each event of these types (for which the condition holds)."""

    def starts(history: History) -> Iterable[Occasion]:
        return tuple(_occasions(history, kinds, where))

    return said(starts, f"Each time: {_told_of(kinds)}.")


def by_event(*kinds: type[Event], where: Test | None = None) -> Answer:
    """Answered by the first event of these types after the start (for which the condition holds)."""

    def answer(history: History, occasion: Occasion) -> Event | None:
        if where is None:
            return history.first(*kinds, after=occasion.order)
        return next((e for e in history.of(*kinds) if e.order > occasion.order and where(e)), None)

    def answer_of_one_type(history: History, occasion: Occasion) -> Event | None:
        events = history.by_type.get(kinds[0])
        if not events or events[0].order > occasion.order:
            return events[0] if events else None
        return history.first(kinds[0], after=occasion.order)

    # Most duties are answered by events of one type: worth a way of its own, which takes a third of the time.
    return answer_of_one_type if len(kinds) == 1 and where is None else answer


def _occasions(history: History, kinds: Sequence[type[Event]], where: Test | None) -> Iterable[Occasion]:
    return [_occasion(event) for event in history.of(*kinds) if where is None or where(event)]


def _told_of(kinds: Sequence[type[Event]]) -> str:
    return " or ".join(kind.type.replace("-", " ") for kind in kinds)


def _occasion(event: Event) -> Occasion:
    return Occasion(event.at, event.order, event)


__all__ = [
    "ANY",
    "Clause",
    "Constraint",
    "Duty",
    "Edition",
    "Facts",
    "Occasion",
    "Row",
    "Table",
    "at_each",
    "at_first",
    "by_event",
    "said",
    "v",
]
