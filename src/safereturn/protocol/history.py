"""A scenario, and the history read from it: the accepted events, indexed, with the facts as they stood at each."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from . import vocabulary as v
from .events import ACTS, Event, Found, LocationLost, Reported, Returned
from .facts import Facts

if TYPE_CHECKING:
    from .notation import Constraint, Edition

E = TypeVar("E", bound=Event)


@dataclass(slots=True)
class Scenario:
    """One child, one episode: all that the rules are told.

    `events` stand in the order of `events.in_order`; `facts` are those recorded at the start; `now` is when we look.
    """

    kind: str
    facts: Any  # `Facts`, or the facts class of a toy edition
    events: Sequence[Event]
    now: dt.datetime


class Version(NamedTuple):
    """The facts from one event on. The first version has no event."""

    order: int
    event: Event | None
    facts: Any


class Refusal(NamedTuple):
    """An event that the protocol does not allow: it changes nothing."""

    event: Event
    section: str
    reason: str


class History:
    """The accepted events of a scenario, by type and in order, under one edition."""

    __slots__ = ("_versions", "accepted", "acts", "by_type", "edition", "refused", "remembered", "scenario")

    def __init__(self, scenario: Scenario, edition: "Edition") -> None:
        self.scenario = scenario
        self.edition = edition
        self.refused: list[Refusal] = []
        self.acts: dict[str, list[Event]] = {}
        self.remembered: dict[Any, Any] = {}
        self._versions: list[Version] | None = None
        self.by_type: dict[type[Event], list[Any]] = {}
        self.accepted: list[Event] = []
        accepted, by_type, constraints = self.accepted, self.by_type, edition.constraints_on
        for event in scenario.events:
            kind = type(event)
            if kind in constraints and self._refuses(event, constraints[kind]):
                continue
            accepted.append(event)
            if kind in by_type:
                by_type[kind].append(event)
            else:
                by_type[kind] = [event]
            if kind in ACTS:
                self.acts.setdefault(event.duty, []).append(event)  # type: ignore[attr-defined]

    def _refuses(self, event: Event, constraints: Sequence["Constraint"]) -> bool:
        """Whether one of the constraints refuses an event, after those accepted so far; then it is noted."""
        for constraint in constraints:
            if constraint.refuses(event, self):
                self.refused.append(Refusal(event, constraint.section, constraint.says))
                return True
        return False

    def all(self, kind: type[E]) -> Sequence[E]:
        """Every accepted event of a type, in order."""
        return self.by_type.get(kind, ())

    def of(self, *kinds: type[Event]) -> list[Event]:
        """Every accepted event of any of the types, in order."""
        return sorted((event for kind in kinds for event in self.by_type.get(kind, ())), key=_order)

    def first(self, *kinds: type[Event], after: int = -1) -> Event | None:
        """The first accepted event of any of the types whose order is greater than `after`."""
        found: Event | None = None
        for kind in kinds:
            events = self.by_type.get(kind)
            if events is None or events[-1].order <= after:
                continue
            event = events[0] if events[0].order > after else events[bisect_right(events, after, key=_order)]
            if found is None or event.order < found.order:
                found = event
        return found

    def recovered(self, after: int = -1) -> Event | None:
        """The event since which somebody responsible has the child: found, or back; None while nobody has.

        A found child who is lost before it is back, or reported missing afterwards, is missing anew (B51). After the
        return a loss is another episode.
        """
        report = self.first(Reported) if self.scenario.kind == v.MISSING else None
        after = after if report is None else max(after, report.order)
        event = self.first(Found, Returned, after=after)
        while isinstance(event, Found):
            lost = self.first(LocationLost, Returned, after=event.order)
            if not isinstance(lost, LocationLost):
                break
            event = self.first(Found, Returned, after=lost.order)
        return event

    @property
    def versions(self) -> list[Version]:
        """The facts as they stood at the start and after each event that changed them."""
        if self._versions is None:
            facts = self.scenario.facts
            versions = [Version(-1, None, facts)]
            folds = self.edition.folds
            for event in self.accepted:
                fold = folds.get(type(event))
                if fold is not None and (changed := fold(facts, event)) is not facts:
                    facts = changed
                    versions.append(Version(event.order, event, facts))
            self._versions = versions
        return self._versions

    @property
    def facts(self) -> Any:
        """The facts as they stand at the end."""
        return self.versions[-1].facts

    def remember(self, read: Callable[["History"], Any]) -> Any:
        """What `read` makes of this history, worked out once."""
        if read not in self.remembered:
            self.remembered[read] = read(self)
        return self.remembered[read]


_order = attrgetter("order")

Folds = Mapping[type[Event], Callable[[Any, Any], Any]]


def grading(facts: Facts, event: Any) -> Facts:
    """Fold: the police recorded a category."""
    return facts.graded(event.category)


def recording(facts: Facts, event: Any) -> Facts:
    """Fold: a fact became known or changed."""
    return facts.changed(**event.values)
