"""The benchmark's twelve duties (SPEC.md) in our own notation: a toy edition, none of whose clocks enters a real one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from calendar20 import end_of_working_day

from safereturn.protocol.events import Event, in_order
from safereturn.protocol.facts import Recorded
from safereturn.protocol.findings import MET, MET_LATE, OVERDUE, STOOD_DOWN, Findings, findings
from safereturn.protocol.history import History, Scenario
from safereturn.protocol.notation import Duty, Edition, Occasion, at_each, at_first, by_event
from safereturn.protocol.periods import Period, hours

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
NAR = "nar"
MUST = "must"


@dataclass(slots=True, eq=False)
class Classified(Event):
    type = "classified"
    category: str


def _plain(name: str) -> type[Event]:
    return dataclass(slots=True, eq=False)(type(name, (Event,), {"type": name, "__annotations__": {}}))


Returned, Away, SocialWorkerInformed, HostNotified, CouncilNotified = map(
    _plain, ("returned", "away", "sw_informed", "host_notified", "la_notified")
)
Meeting, Conference, StrategyRequested, PoliceReview, MultiAgency = map(
    _plain, ("meeting", "cp_conference", "strategy_requested", "police_review", "multi_agency")
)
Visit, VisitWaived, InterviewHeld, Placed, Other = map(_plain, ("visit", "visit_waived", "rhi_held", "placed", "other"))


class ToyFacts(Recorded):
    """The facts of a synthetic child; reading one that was not recorded raises, as in the product."""


def _graded(child: ToyFacts, event: Classified) -> ToyFacts:
    return child if event.category == NAR or child.grave else child.changed(grave=True)


at_first_classified = at_first(Classified)
at_first_return = at_first(Returned)


def returned(history: History, occasion: Occasion) -> Event | None:
    """The first return, whenever it was."""
    return history.first(Returned)


def returned_unless(*done: type[Event]) -> Any:
    """Ends at the return, but only where the duty was never carried out, as SPEC.md has it."""

    def answer(history: History, occasion: Occasion) -> Event | None:
        return None if history.first(*done, after=occasion.order) else history.first(Returned)

    return answer


def first_nar(history: History) -> Iterable[Occasion]:
    """The first grading, of all, at no apparent risk."""
    return [Occasion(e.at, e.order, e) for e in history.all(Classified) if e.category == NAR][:1]


def regraded_or_returned(history: History, occasion: Occasion) -> Event | None:
    """Out of no apparent risk."""
    regraded = next((e for e in history.all(Classified) if e.order > occasion.order and e.category != NAR), None)
    back = history.first(Returned, after=occasion.order)
    if regraded is None or back is None:
        return regraded or back
    return regraded if regraded.order < back.order else back


def each_meeting_while_missing(history: History) -> Iterable[Occasion]:
    """Each meeting after the first grading and before the return."""
    start, back = history.first(Classified), history.first(Returned)
    if start is None:
        return ()
    return [
        Occasion(e.at, e.order, e)
        for e in history.all(Meeting)
        if e.order > start.order and (back is None or e.order < back.order)
    ]


def at_return_of_a_missing_child(history: History) -> Iterable[Occasion]:
    """The first return of a child who was ever classified."""
    return at_first_return(history) if history.first(Classified) is not None else ()


def at_placement(history: History) -> Iterable[Occasion]:
    """The placement, which is a fact of these children and no event."""
    facts = history.scenario.facts
    return (Occasion(facts.placed_at, -1),) if facts.out_of_area else ()


class EndOfWorkingDay(Period):
    """The shared helper of the benchmark, as a period."""

    def after(self, moment: dt.datetime) -> dt.datetime:
        return _end_of_20th_working_day(moment)


@lru_cache(maxsize=100_000)
def _end_of_20th_working_day(moment: dt.datetime) -> dt.datetime:
    return EPOCH + end_of_working_day(minute(moment)) * MINUTE


def _duty(code: int, section: str, **rest: Any) -> Duty:
    return Duty(str(code), sections=(section,), says=section, strength=MUST, by="police", because="", **rest)


nar_review = _duty(1, "4.2", starts=first_nar, due=hours(24), met_by=regraded_or_returned)
away_told = _duty(
    2, "4.1.4", starts=at_first(Away), due=hours(6), met_by=by_event(SocialWorkerInformed), until=returned_unless(SocialWorkerInformed)
)
council_told = _duty(3, "4.2", starts=at_first_classified, due=hours(1), met_by=by_event(CouncilNotified))
first_meeting = _duty(
    4, "5.4", starts=at_first_classified, due=hours(72), met_by=by_event(Meeting), until=returned_unless(Meeting)
)
next_meeting = _duty(
    5, "5.4", starts=each_meeting_while_missing, due=hours(120), met_by=by_event(Meeting), until=returned_unless(Meeting)
)
conference = _duty(
    6, "5.4", starts=at_first_classified, due=EndOfWorkingDay(), met_by=by_event(Conference), until=returned_unless(Conference)
)
visit = _duty(7, "6.6", starts=at_return_of_a_missing_child, due=hours(24), met_by=by_event(Visit, VisitWaived))
interview = _duty(8, "6.7", starts=at_first_return, due=hours(72), met_by=by_event(InterviewHeld))
strategy = _duty(9, "6.6", starts=at_first_classified, due=hours(24), met_by=by_event(StrategyRequested), tested_once=True)
review = _duty(10, "6.6", starts=at_first_classified, due=hours(120), met_by=by_event(PoliceReview), tested_once=True)
agencies_meet = _duty(11, "7.3", starts=at_first_classified, due=hours(240), met_by=by_event(MultiAgency), tested_once=True)
host_told = _duty(12, "6.8", starts=at_placement, due=hours(24), met_by=by_event(HostNotified))


@away_told.required("4.1.4", "Looked after.")
def away_and_looked_after(child: ToyFacts) -> bool:
    return child.looked_after


@conference.required("5.4", "On a plan.")
def on_a_plan(child: ToyFacts) -> bool:
    return child.cp_plan


@interview.not_required("6.9", "Missing with the family, or missing school alone.")
def exempt(child: ToyFacts) -> bool:
    return child.with_family or child.cme_only


@interview.required("6.7", "Medium or high at any time.")
def grave(child: ToyFacts) -> bool:
    return child.grave


@interview.required("6.8", "Looked after and missing, or away from a registered home.")
def looked_after(child: ToyFacts) -> bool:
    return child.looked_after and (child.missing or (child.away and child.reg_home))


def _reports_since(child: ToyFacts, minutes: int) -> int:
    start = child.first_classified
    return 1 + sum(1 for earlier in child.prior if start - minutes < earlier < start)


@strategy.required("6.6", "Three in 30 days.")
def three_in_30(child: ToyFacts) -> bool:
    return _reports_since(child, 30 * 1440) >= 3


@review.required("6.6", "Three in 90 days.")
def three_in_90(child: ToyFacts) -> bool:
    return _reports_since(child, 90 * 1440) >= 3


@agencies_meet.required("7.3", "Two or more.")
def reported_before(child: ToyFacts) -> bool:
    return bool(child.prior)


@host_told.required("6.8", "At risk.")
def at_risk(child: ToyFacts) -> bool:
    return child.at_risk


TOY = Edition(
    "toy",
    title="The benchmark's twelve duties",
    in_force_from=dt.date(2025, 1, 1),
    categories=(NAR, "medium", "high"),
    duties=(
        nar_review, away_told, council_told, first_meeting, next_meeting, conference, visit, interview, strategy,
        review, agencies_meet, host_told,
    ),
    constraints=(),
    folds={Classified: _graded},
)  # fmt: skip

_EVENTS = {kind.type: kind for kind in (
    Returned, Away, SocialWorkerInformed, HostNotified, CouncilNotified, Meeting, Conference, StrategyRequested,
    PoliceReview, MultiAgency, Visit, VisitWaived, InterviewHeld,
)}  # fmt: skip
_STATUS = {MET: 1, MET_LATE: 2, OVERDUE: 3, STOOD_DOWN: 4}


def minute(moment: dt.datetime) -> int:
    """Whole minutes since the epoch."""
    return (moment - EPOCH) // MINUTE


def scenario(episode: dict[str, Any]) -> Scenario:
    """A synthetic episode in the form that the product holds one."""
    told = episode["events"]
    at = [EPOCH + e["t"] * MINUTE for e in told]
    events = in_order(
        Classified(at[i], e["v"], place=i) if e["k"] == "classified" else _EVENTS.get(e["k"], Other)(at[i], place=i)
        for i, e in enumerate(told)
    )
    start = next((e["t"] for e in told if e["k"] == "classified"), None)
    facts = ToyFacts(
        **{**episode["child"], "placed_at": EPOCH + episode["child"]["placed_at"] * MINUTE},
        prior=episode["prior"],
        grave=False,
        missing=start is not None,
        away=any(e["k"] == "away" for e in told),
        first_classified=start,
    )
    return Scenario("missing", facts, events, EPOCH + episode["now"] * MINUTE)


def rows(found: Findings) -> list[tuple[int, int, int, int]]:
    """The findings as the benchmark writes them: (code, due, status, done)."""
    return sorted(
        (
            int(f.duty.id),
            minute(f.due),
            _STATUS.get(f.status, 0),
            -1 if f.met_at is None else minute(f.met_at),
        )
        for f in found.found
        if f.due is not None
    )


def duties(episode: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    """From the synthetic dict to rows: conversion, the product's `findings`, conversion back."""
    return rows(findings(scenario(episode), TOY))
