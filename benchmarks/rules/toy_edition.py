"""The twelve duties of SPEC.md in the product's own notation. A toy: none of its clocks enters a real edition."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from safereturn.protocol.events import Event, in_order
from safereturn.protocol.facts import Recorded
from safereturn.protocol.findings import MET, MET_LATE, OVERDUE, STOOD_DOWN, Findings, findings
from safereturn.protocol.history import History, Scenario
from safereturn.protocol.notation import Answer, Duty, Edition, Occasion, at_first, by_event
from safereturn.protocol.periods import Period, hours

from .episodes import DAY, Episode
from .floor import Row
from .twentieth_working_day import end_of_20th_working_day

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
NO_APPARENT_RISK = "nar"

# What happens


@dataclass(slots=True, eq=False)
class Classified(Event):
    type = "classified"
    category: str


def _plain(kind: str) -> type[Event]:
    return dataclass(slots=True, eq=False)(type(kind, (Event,), {"type": kind, "__annotations__": {}}))


PLAIN = {
    kind: _plain(kind)
    for kind in (
        "returned", "away", "sw_informed", "host_notified", "la_notified", "meeting", "cp_conference",
        "strategy_requested", "police_review", "multi_agency", "visit", "visit_waived", "rhi_held", "other",
    )
}  # fmt: skip
Returned, Away, Meeting = PLAIN["returned"], PLAIN["away"], PLAIN["meeting"]


class ToyFacts(Recorded):
    """The facts of an invented child. As in the product, reading one that was not recorded raises."""


def graded(child: ToyFacts, event: Classified) -> ToyFacts:
    """Fold: once medium or high, the episode counts as grave."""
    return child if event.category == NO_APPARENT_RISK or child.grave else child.changed(grave=True)


# What starts, meets and ends a duty

when_classified = at_first(Classified)
when_returned = at_first(Returned)


def when_first_no_apparent_risk(history: History) -> Iterable[Occasion]:
    """The first grading at no apparent risk."""
    for event in history.all(Classified):
        if event.category == NO_APPARENT_RISK:
            return (Occasion(event.at, event.order, event),)
    return ()


def at_each_meeting_while_missing(history: History) -> Iterable[Occasion]:
    """Each meeting after the first grading and before the return."""
    meetings = history.all(Meeting)
    start = history.first(Classified)
    if not meetings or start is None:
        return ()
    back = history.first(Returned)
    return [
        Occasion(event.at, event.order, event)
        for event in meetings
        if event.order > start.order and (back is None or event.order < back.order)
    ]


def when_a_missing_child_returned(history: History) -> Iterable[Occasion]:
    """The first return of a child who was ever classified."""
    return when_returned(history) if history.all(Classified) else ()


def when_placed(history: History) -> Iterable[Occasion]:
    """The placement out of the area, which is a fact of these children and no event."""
    child = history.scenario.facts
    return (Occasion(child.placed_at, -1),) if child.out_of_area else ()


def regraded_or_returned(history: History, occasion: Occasion) -> Event | None:
    """Out of no apparent risk."""
    ends = [history.first(Returned, after=occasion.order)]
    ends += [e for e in history.all(Classified) if e.order > occasion.order and e.category != NO_APPARENT_RISK]
    return min((event for event in ends if event is not None), key=lambda event: event.order, default=None)


def returned_before(met: Answer) -> Answer:
    """Ended by the return, unless it was ever met: SPEC.md lets what is done after the return still count."""

    def answer(history: History, occasion: Occasion) -> Event | None:
        return history.first(Returned) if met(history, occasion) is None else None

    return answer


class EndOf20thWorkingDay(Period):
    """The benchmark's own helper as a period: the end of the day in UTC."""

    def after(self, moment: dt.datetime) -> dt.datetime:
        return EPOCH + end_of_20th_working_day(minute(moment)) * MINUTE


# The duties

told, met, conferred = by_event(PLAIN["sw_informed"]), by_event(Meeting), by_event(PLAIN["cp_conference"])


def _duty(code: int, section: str, **rest: Any) -> Duty:
    return Duty(
        str(code), name=section, sections=(section,), says=section, strength="must", by="police", because="", **rest
    )


no_risk_review = _duty(1, "4.2", starts=when_first_no_apparent_risk, due=hours(24), met_by=regraded_or_returned)
away_told = _duty(2, "4.1.4", starts=at_first(Away), due=hours(6), met_by=told, until=returned_before(told))
council_told = _duty(3, "4.2", starts=when_classified, due=hours(1), met_by=by_event(PLAIN["la_notified"]))
first_meeting = _duty(4, "5.4", starts=when_classified, due=hours(72), met_by=met, until=returned_before(met))
further_meeting = _duty(
    5, "5.4", starts=at_each_meeting_while_missing, due=hours(120), met_by=met, until=returned_before(met)
)
conference = _duty(
    6, "5.4", starts=when_classified, due=EndOf20thWorkingDay(), met_by=conferred, until=returned_before(conferred)
)
visit = _duty(
    7,
    "6.6",
    starts=when_a_missing_child_returned,
    due=hours(24),
    met_by=by_event(PLAIN["visit"], PLAIN["visit_waived"]),
)
interview = _duty(8, "6.7", starts=when_returned, due=hours(72), met_by=by_event(PLAIN["rhi_held"]))
strategy = _duty(
    9, "6.6", starts=when_classified, due=hours(24), met_by=by_event(PLAIN["strategy_requested"]), tested_once=True
)
police_review = _duty(
    10, "6.6", starts=when_classified, due=hours(120), met_by=by_event(PLAIN["police_review"]), tested_once=True
)
agencies_meet = _duty(
    11, "7.3", starts=when_classified, due=hours(240), met_by=by_event(PLAIN["multi_agency"]), tested_once=True
)
host_told = _duty(12, "6.8", starts=when_placed, due=hours(24), met_by=by_event(PLAIN["host_notified"]))


@away_told.required("4.1.4", "Looked after.")
def away_and_looked_after(child: ToyFacts) -> bool:
    return child.looked_after


@conference.required("5.4", "On a child protection plan.")
def on_a_plan(child: ToyFacts) -> bool:
    return child.cp_plan


@interview.not_required("6.9", "Missing with the family, or missing school alone.")
def exempt(child: ToyFacts) -> bool:
    return child.with_family or child.cme_only


@interview.required("6.7", "Medium or high at any time.")
def medium_or_high(child: ToyFacts) -> bool:
    return child.grave


@interview.required("6.8", "Looked after and missing, or away from a registered home.")
def looked_after(child: ToyFacts) -> bool:
    return child.looked_after and (child.missing or (child.away and child.reg_home))


def _times_within(child: ToyFacts, days: int) -> int:
    start, prior = child.first_classified, child.prior
    return 1 + bisect_left(prior, start) - bisect_right(prior, start - days * DAY)


@strategy.required("6.6", "Three times in 30 days.")
def three_in_30_days(child: ToyFacts) -> bool:
    return _times_within(child, 30) >= 3


@police_review.required("6.6", "Three times in 90 days.")
def three_in_90_days(child: ToyFacts) -> bool:
    return _times_within(child, 90) >= 3


@agencies_meet.required("7.3", "Missing before.")
def missing_before(child: ToyFacts) -> bool:
    return bool(child.prior)


@host_told.required("6.8", "At risk of going missing.")
def at_risk(child: ToyFacts) -> bool:
    return child.at_risk


TOY = Edition(
    "toy",
    title="The benchmark's twelve duties",
    in_force_from=dt.date(2025, 1, 1),
    categories=(NO_APPARENT_RISK, "medium", "high"),
    duties=(
        no_risk_review, away_told, council_told, first_meeting, further_meeting, conference, visit, interview,
        strategy, police_review, agencies_meet, host_told,
    ),
    constraints=(),
    folds={Classified: graded},
)  # fmt: skip

# From an invented episode to the product's scenario, and from its findings to the rows of SPEC.md

_STATUS = {MET: 1, MET_LATE: 2, OVERDUE: 3, STOOD_DOWN: 4}


def minute(moment: dt.datetime) -> int:
    """Whole minutes since 1970."""
    return (moment - EPOCH) // MINUTE


def scenario(episode: Episode) -> Scenario:
    """An invented episode in the form in which the product holds one."""
    child, kinds = episode["child"], [event["k"] for event in episode["events"]]
    events = in_order(_event(place, **event) for place, event in enumerate(episode["events"]))
    facts = ToyFacts(
        **{**child, "placed_at": EPOCH + child["placed_at"] * MINUTE},
        prior=episode["prior"],
        grave=False,
        missing="classified" in kinds,
        away="away" in kinds,
        first_classified=next((event["t"] for event in episode["events"] if event["k"] == "classified"), None),
    )
    return Scenario("missing", facts, events, EPOCH + episode["now"] * MINUTE)


def _event(place: int, t: int, k: str, v: str) -> Event:
    at = EPOCH + t * MINUTE
    return Classified(at, v, place=place) if k == "classified" else PLAIN.get(k, PLAIN["other"])(at, place=place)


def rows(found: Findings) -> list[Row]:
    """Findings as rows of SPEC.md."""
    return sorted(
        (
            int(finding.duty.id),
            minute(finding.due),
            _STATUS.get(finding.status, 0),
            -1 if finding.met_at is None else minute(finding.met_at),
        )
        for finding in found.found
        if finding.due is not None
    )


def found(told: Scenario) -> Findings:
    """What is measured: the product's own function, on an episode that it holds already."""
    return findings(told, TOY)


def duties(episode: Episode) -> list[Row]:
    """The same with the way in and the way out: from an invented episode to rows."""
    return rows(found(scenario(episode)))
