"""The course of an episode: away or missing, lost, located, found, returned; and the moments duties start from."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from . import vocabulary as v
from .came_about import CAN_COME_ABOUT
from .events import (
    ACTS,
    CameAbout,
    Categorised,
    Closed,
    Consulted,
    Event,
    Found,
    InterviewDeclined,
    InterviewSignedOff,
    Located,
    LocationLost,
    MeetingHeld,
    PreventionVisitNotMade,
    Reported,
    Returned,
)
from .facts import Unrecorded
from .history import History
from .notation import Answer, Occasion, Starts, at_each


class Spell(NamedTuple):
    """A stretch of the episode: from an occasion to the event that ended it, if one did."""

    begins: Occasion
    ends: Event | None


def missing_spells(history: History) -> list[Spell]:
    """When the child was missing: reported to the police, whereabouts unknown.

    A child away at a known place becomes missing when the location is lost and the police are told, whichever comes
    later (A19). A located child who is lost again begins a new spell, counted from that loss (A18).
    """
    return history.remember(_missing_spells)  # type: ignore[no-any-return]


def _missing_spells(history: History) -> list[Spell]:
    spells: list[Spell] = []
    lost_at: dt.datetime | None = None
    whereabouts_known = history.scenario.kind == v.AWAY
    reported = returned = False
    open_since: Occasion | None = None
    for event in history.accepted:
        match event:
            case Reported() if not reported:
                reported = True
                # Whoever reports a missing child does not know where it is, whatever was told before.
                whereabouts_known = whereabouts_known and history.scenario.kind == v.AWAY
            case LocationLost() if whereabouts_known and not returned:
                whereabouts_known, lost_at = False, event.at
            case Located() | Found() | Returned():
                whereabouts_known = True
                returned = returned or isinstance(event, Returned)
                if open_since is not None:
                    spells.append(Spell(open_since, event))
                    open_since = None
            case _:
                continue
        if reported and not whereabouts_known and open_since is None:
            open_since = Occasion(event.at, event.order, event, since=lost_at)
    if open_since is not None:
        spells.append(Spell(open_since, None))
    return spells


def state(history: History) -> str:
    """Where the episode stands: away, reported, missing, located, found or returned."""
    if history.first(Returned) is not None:
        return "returned"
    spells = missing_spells(history)
    latest = max((e for kind in (Located, Found, LocationLost) for e in history.all(kind)), key=_order, default=None)
    if isinstance(latest, Found):
        return "found"
    if not spells:
        return history.scenario.kind
    if spells[-1].ends is not None:
        return "located"
    return "missing" if history.first(Categorised) is not None else "reported"


# Starts


def went_missing(history: History) -> Iterable[Occasion]:
    """When the child became missing, once an episode."""
    return [spell.begins for spell in missing_spells(history)[:1]]


def each_time_missing(history: History) -> Iterable[Occasion]:
    """Each time the child became missing: once, and again when lost after being located."""
    return [spell.begins for spell in missing_spells(history)]


def found_or_returned(history: History) -> Iterable[Occasion]:
    """The first of found and returned after the child was missing: someone responsible has the child."""
    return [
        Occasion(event.at, event.order, event)
        for spell in missing_spells(history)[:1]
        if (event := history.first(Found, Returned, after=spell.begins.order)) is not None
    ]


def returned_from_missing(history: History) -> Iterable[Occasion]:
    """The safe arrival of a child who was missing."""
    return [
        Occasion(event.at, event.order, event)
        for spell in missing_spells(history)[:1]
        if (event := history.first(Returned, after=spell.begins.order)) is not None
    ]


def returned_from_away(history: History) -> Iterable[Occasion]:
    """The safe arrival of a child who was away and never missing."""
    if history.scenario.kind != v.AWAY or missing_spells(history):
        return ()
    event = history.first(Returned)
    return () if event is None else (Occasion(event.at, event.order, event),)


def went_away(history: History) -> Iterable[Occasion]:
    """When an away child left or was due back; if nobody knows, the first event (A08)."""
    if history.scenario.kind != v.AWAY:
        return ()
    first = first_happening(history)
    try:
        left_at = history.facts.last_seen
    except Unrecorded:
        left_at = None
    if left_at is not None:
        return (Occasion(left_at, -1, first),)
    return () if first is None else (Occasion(first.at, -1, first),)


def first_happening(history: History) -> Event | None:
    """The first event that tells of the child. What is said of a duty, or of closing, tells nothing of the child."""
    return next((event for event in history.accepted if not isinstance(event, (*ACTS, Closed))), None)


def first_graded(*categories: str) -> Any:
    """The first grading with one of these categories while the child is reported missing."""

    def starts(history: History) -> Iterable[Occasion]:
        for event in history.all(Categorised):
            if event.category in categories:
                for spell in missing_spells(history):
                    if spell.ends is None or spell.ends.order > event.order:
                        order = max(event.order, spell.begins.order)
                        return (Occasion(max(event.at, spell.begins.at), order, event, since=event.at),)
        return ()

    return starts


def each_meeting_while_missing(*meetings: str) -> Any:
    """Each meeting of these kinds held while the child is missing."""

    def starts(history: History) -> Iterable[Occasion]:
        return [
            Occasion(event.at, event.order, event)
            for event in history.all(MeetingHeld)
            if event.meeting in meetings and any(_within(event, spell) for spell in missing_spells(history))
        ]

    return starts


def categorised_missing(history: History) -> Iterable[Occasion]:
    """The first decision of the police about a child who is, or was, missing."""
    for spell in missing_spells(history)[:1]:
        event = history.first(Categorised)
        if event is not None:
            order = max(event.order, spell.begins.order)
            return (Occasion(max(event.at, spell.begins.at), order, event),)
    return ()


def came_about(what: str) -> Starts:
    """Each time that something of `CAN_COME_ABOUT` came about. Raises `KeyError` for what is not there."""
    CAN_COME_ABOUT[what]
    return at_each(CameAbout, where=lambda event: event.what == what)


# Clocks


def whereabouts_unknown(occasion: Occasion, child: Any) -> dt.datetime:
    """When the child's whereabouts became unknown: the loss, else last seen, else the report (A06)."""
    return occasion.since or child.last_seen or occasion.at


def away_since(occasion: Occasion, child: Any) -> dt.datetime:
    """When the child left or was due back, else the first event (A08)."""
    return child.last_seen or occasion.at


def last_seen_or_reported(occasion: Occasion, child: Any) -> dt.datetime:
    """The last reliable sighting, else the report (A09)."""
    return child.last_seen or occasion.at


# Answers


def meeting(*meetings: str) -> Answer:
    """Met by the first meeting of these kinds after the start."""

    def answer(history: History, occasion: Occasion) -> Event | None:
        for event in history.all(MeetingHeld):
            if event.order > occasion.order and event.meeting in meetings:
                return event
        return None

    return answer


def told(history: History, occasion: Occasion) -> Event | None:
    """Met when the social worker or the out-of-hours service was told."""
    return next((e for e in history.all(Consulted) if e.told and e.order > occasion.order), None)


def told_and_consulted(history: History, occasion: Occasion) -> Event | None:
    """Met when told *and* consulted, in one event or two: the later meets it (A08)."""
    was_told = was_consulted = False
    for event in history.all(Consulted):
        if event.order > occasion.order:
            was_told, was_consulted = was_told or event.told, was_consulted or event.consulted
            if was_told and was_consulted:
                return event
    return None


def declined_and_signed_off(history: History, occasion: Occasion) -> Event | None:
    """Declines an interview: offered, refused by the child, and signed off, at any time (A47)."""
    declined = history.first(InterviewDeclined, after=occasion.order)
    return None if declined is None else history.first(InterviewSignedOff, after=declined.order)


def visit_not_made_with_reason(history: History, occasion: Occasion) -> Event | None:
    """Waives the visit: not made, with a reason and somebody's agreement (A47)."""
    return history.first(PreventionVisitNotMade, after=occasion.order)


def no_longer_away(history: History, occasion: Occasion) -> Event | None:
    """Ends the away duties: the child is back or found, or has become missing."""
    home = history.first(Found, Returned, after=occasion.order)
    spells = missing_spells(history)
    missing = spells[0].begins.event if spells else None
    return min((e for e in (home, missing) if e is not None), key=_order, default=None)


def out_of_low_category(low: str) -> Answer:
    """Meets the ceiling on the lowest category: regraded, located, found or returned.

    A return to the low category reopens the same row; its clock runs from the first time (A13). So does the loss of a
    located child; a grade given while the whereabouts are known does not.
    """

    def answer(history: History, occasion: Occasion) -> Event | None:
        met: Event | None = None
        category, whereabouts_known, returned = low, False, False
        for event in history.accepted:
            if event.order <= occasion.order:
                continue
            match event:
                case Categorised():
                    category = event.category
                case Located() | Found() | Returned():
                    whereabouts_known = True
                    returned = returned or isinstance(event, Returned)
                case LocationLost():
                    whereabouts_known = returned
                case _:
                    continue
            met = None if category == low and not whereabouts_known else met or event
        return met

    return answer


def whereabouts_known_so_far(history: History) -> bool:
    """Whether, by the events accepted so far, an away child's location is still known."""
    if history.scenario.kind != v.AWAY:
        return False
    events = (e for kind in (LocationLost, Located, Found, Returned) for e in history.all(kind))
    return not isinstance(max(events, key=_order, default=None), LocationLost)


def _within(event: Event, spell: Spell) -> bool:
    return spell.begins.order < event.order and (spell.ends is None or event.order < spell.ends.order)


def _order(event: Event) -> int:
    return event.order
