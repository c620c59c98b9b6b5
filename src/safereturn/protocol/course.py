"""The course of an episode: away or missing, lost, located, found, returned; and the moments duties start from."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from . import vocabulary as v
from .came_about import CAN_COME_ABOUT
from .events import (
    ACTS,
    CameAbout,
    Categorised,
    Closed,
    Consulted,
    Done,
    Event,
    Found,
    HarmFound,
    InterviewDeclined,
    InterviewHeld,
    InterviewNotPossible,
    InterviewSignedOff,
    Located,
    LocationLost,
    MeetingHeld,
    Placed,
    PreventionVisitNotMade,
    Reported,
    Returned,
)
from .findings import judged
from .history import History
from .notation import Answer, Occasion, Starts, said
from .settings import REPORT

_WHEREABOUTS_KNOWN = (Located, Found, Returned)
_TELL_NOTHING = (*ACTS, Closed)  # of the child


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
    for event in history.of(Reported, LocationLost, *_WHEREABOUTS_KNOWN):
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
    stretches = tuple((spell.begins.event, spell.ends) for spell in spells if spell.begins.event is not None)
    for spell in spells:
        spell.begins.during = stretches
    return spells


def state(history: History) -> str:
    """Where the episode stands: away, reported, missing, located, found or returned."""
    if history.first(Returned) is not None:
        return "returned"
    if history.recovered() is not None:
        return "found"
    spells = missing_spells(history)
    if not spells:
        latest = history.of(Located, LocationLost)[-1:]
        located = history.scenario.kind == v.MISSING and latest and isinstance(latest[0], Located)
        return "located" if located else history.scenario.kind
    if spells[-1].ends is not None:
        return "located"
    return "missing" if history.first(Categorised) is not None else "reported"


def awaited_since(history: History) -> dt.datetime | None:
    """Since when it is known where a child is who is not back: located or found, and no safe arrival (A02).

    None while nobody knows, and once the child is back.
    """
    if state(history) not in ("located", "found"):
        return None
    lost = history.all(LocationLost)
    known = history.first(Located, Found, after=lost[-1].order if lost else -1)
    return None if known is None else known.at


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


def each_time_located(history: History) -> Iterable[Occasion]:
    """Each time the whereabouts of a missing child became known and the child was not yet recovered."""
    return [
        Occasion(spell.ends.at, spell.ends.order, spell.ends)
        for spell in missing_spells(history)
        if isinstance(spell.ends, Located)
    ]


def went_missing_and_returned(history: History) -> Iterable[Occasion]:
    """When the child became missing, and again the safe arrival."""
    return [*went_missing(history), *returned_from_missing(history)]


def each_harm_found_on_return(history: History) -> Iterable[Occasion]:
    """Each harm found once a missing child was found or back, of whatever kind."""
    return _each(HarmFound, found_or_returned(history), history)


def each_return_interview(history: History) -> Iterable[Occasion]:
    """Each interview held with a child who is or was missing."""
    return _each(InterviewHeld, went_missing(history), history)


def each_time_no_interview_is_possible(history: History) -> Iterable[Occasion]:
    """Each time that the interview of a child back from being missing was not possible."""
    return _each(InterviewNotPossible, returned_from_missing(history), history)


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
    told = (version.facts.recorded().get("last_seen") for version in reversed(history.versions))
    left_at = next((seen for seen in told if seen is not None), None)  # one that is taken back unsays no act (B02)
    if left_at is not None:
        return (Occasion(left_at, -1, first),)
    return () if first is None else (Occasion(first.at, -1, first, place=first.order),)


def each_placement(*, notice: str = "") -> Any:
    """Each placement in another authority's area.

    A planned one starts what is owed as soon as anything is known (A84), the `notice` of it included: the id of a duty.
    """

    def starts(history: History) -> Iterable[Occasion]:
        given = (act for act in history.acts.get(notice, ()) if isinstance(act, Done))
        known = (first_happening(history), next(given, None))
        first = min((event for event in known if event is not None), key=_order, default=None)
        return [
            Occasion(min(first.at, placed.at), -1, placed, since=placed.at, place=min(first.order, placed.order))
            if placed.planned and first is not None
            else Occasion(placed.at, placed.order, placed)
            for placed in history.all(Placed)
        ]

    return said(starts, "Each placement in the area of another authority.")


def first_happening(history: History) -> Event | None:
    """The first event that tells of the child. What is said of a duty, or of closing, tells nothing of the child."""
    return next((event for event in history.accepted if not isinstance(event, _TELL_NOTHING)), None)


@cache
def first_graded(*categories: str) -> Any:
    """The first grading with one of these categories while the child is reported missing."""

    def starts(history: History) -> Iterable[Occasion]:
        gradings = [event for event in history.all(Categorised) if event.category in categories]
        for event in gradings:
            for spell in missing_spells(history):
                if (spell.ends is None or spell.ends.order > event.order) and _stands_at(event, spell, history):
                    order = max(event.order, spell.begins.order)
                    since = gradings[0].at  # the first of the episode, whatever came between (A13)
                    return (Occasion(max(event.at, spell.begins.at), order, event, since=since),)
        return ()

    named = " or ".join(map(v.category_name, categories))
    return said(starts, f"The first grading as {named} while the child is missing.")


def _stands_at(grading: Categorised, spell: Spell, history: History) -> bool:
    """Whether a grading given before the child was missing, or while it was located, was the latest at the loss."""
    before = [event for event in history.all(Categorised) if event.order < spell.begins.order]
    return grading.order > spell.begins.order or grading is before[-1]


def each_meeting_while_missing(*meetings: str) -> Any:
    """Each meeting of these kinds held while the child is missing."""

    def starts(history: History) -> Iterable[Occasion]:
        return [
            Occasion(event.at, event.order, event)
            for event in history.all(MeetingHeld)
            if event.meeting in meetings and any(_within(event, spell) for spell in missing_spells(history))
        ]

    return said(starts, f"Each {' or '.join(meetings)} held while the child is missing.".replace("-", " "))


def categorised_missing(history: History) -> Iterable[Occasion]:
    """The first decision of the police about a child who is, or was, missing."""
    for spell in missing_spells(history)[:1]:
        event = history.first(Categorised)
        if event is not None:
            order = max(event.order, spell.begins.order)
            return (Occasion(max(event.at, spell.begins.at), order, event),)
    return ()


def each_grading(history: History) -> Iterable[Occasion]:
    """Each decision of the police about a child who is, or was, missing; of those given before, the latest (B11)."""
    return [
        Occasion(max(event.at, spell.begins.at), max(event.order, spell.begins.order), event)
        for spell in missing_spells(history)[:1]
        for event in history.all(Categorised)
        if _stands_at(event, spell, history)
    ]


def at_the_outset(history: History) -> Iterable[Occasion]:
    """The first event that tells of the child: for what holds of a child whatever happens."""
    first = first_happening(history)
    return () if first is None else (Occasion(first.at, -1, first, place=first.order),)


def nobody_knew_where(history: History) -> Iterable[Occasion]:
    """When the whereabouts were first unknown, reported or not: the outset of a missing episode, or the loss."""
    if history.scenario.kind == v.MISSING:
        return at_the_outset(history)
    lost, back = history.first(LocationLost), history.first(Returned)
    return () if lost is None or (back and back.order < lost.order) else (Occasion(lost.at, lost.order, lost),)


def nobody_knew_where_or_reported(history: History) -> Iterable[Occasion]:
    """The same, unless the police were told of an away child before it was lost."""
    report = history.first(Reported)
    return [one for one in nobody_knew_where(history) if report is None or report.order > one.order]


def reported_missing_by(role: str) -> Starts:
    """The report of a missing child by this role."""

    def starts(history: History) -> Iterable[Occasion]:
        return [one for one in went_missing(history) if isinstance(one.event, Reported) and one.event.by == role]

    return said(starts, f"A report of the missing child by {v.ROLE_NAMES.get(role, role)}.")


def consulted_while_away(history: History) -> Iterable[Occasion]:
    """The first time that somebody was consulted about a child who was away."""
    for away in went_away(history):
        over = no_longer_away(history, away)
        for event in history.all(Consulted):
            if event.consulted and (over is None or event.order < over.order):
                return (Occasion(event.at, event.order, event),)
    return ()


def harm_found_after_away(history: History) -> Iterable[Occasion]:
    """The first harm found on a child back from being away and never missing, that no carer may have done (B17)."""
    told = [event for event in history.all(HarmFound) if event.kind not in ("allegation", "crime-against")]
    return [
        Occasion(max(event.at, back.at), max(event.order, back.order), event)
        for back in returned_from_away(history)
        for event in told[:1]
    ]


def first_of(*ways: Starts) -> Starts:
    """Start once, at whichever of these comes first."""

    def starts(history: History) -> Iterable[Occasion]:
        occasions = [occasion for way in ways for occasion in way(history)]
        return sorted(occasions, key=lambda occasion: occasion.order)[:1]

    return said(starts, "Whichever comes first: " + " ".join((way.__doc__ or "").partition("\n")[0] for way in ways))


@cache
def came_about(what: str) -> Starts:
    """Each time that something of `CAN_COME_ABOUT` came about. Raises `KeyError` for what is not there."""

    def starts(history: History) -> Iterable[Occasion]:
        told = history.all(CameAbout)
        return [Occasion(event.at, event.order, event) for event in told if event.what == what] if told else ()

    return said(starts, f"Each time this comes about: {CAN_COME_ABOUT[what]}.")


@cache
def carried_out(*duties: str) -> Starts:
    """The first time that each of these duties, named by id, was carried out while it was owed (B22)."""

    def starts(history: History) -> Iterable[Occasion]:
        acts = (next((act for act in history.acts.get(id, ()) if _carries_out(act, history)), None) for id in duties)
        return [Occasion(act.at, act.order, act) for act in acts if act is not None]

    return said(starts, f"Each time this was carried out: {', '.join(duties)}.")


def each_crime_found(history: History) -> Iterable[Occasion]:
    """Each crime found against the child: one named so, exploitation or trafficking (B23)."""
    crimes = (e for e in history.all(HarmFound) if e.kind in ("crime-against", "exploitation", "trafficking"))
    return [Occasion(event.at, event.order, event) for event in crimes]


# Clocks


def whereabouts_unknown(occasion: Occasion, child: Any) -> dt.datetime:
    """When the child's whereabouts became unknown: the loss, else last seen, else the report (A06)."""
    if child.settings.meeting_counts_from == REPORT:
        return occasion.at
    return occasion.since or child.last_seen or occasion.at


def away_since(occasion: Occasion, child: Any) -> dt.datetime:
    """When the child left or was due back, as far as it was known by then; else the first event (A08)."""
    return child.last_seen or (occasion.at if occasion.event is None else occasion.event.at)


def last_seen_or_reported(occasion: Occasion, child: Any) -> dt.datetime:
    """The last reliable sighting, else the report (A09)."""
    if child.settings.conference_counts_from == REPORT:
        return occasion.at
    return child.last_seen or occasion.at


# Answers


def found_or_back(history: History, occasion: Occasion) -> Event | None:
    """Ends what lasts until the child is found or back; it goes on when a found child is lost (B51)."""
    return history.recovered(after=occasion.order)


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
        for event in history.of(Categorised, LocationLost, *_WHEREABOUTS_KNOWN):
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
            met = None if category == low and not whereabouts_known else met or event
        return met

    return answer


def whereabouts_known_so_far(history: History) -> bool:
    """Whether, by the events accepted so far, a child who is away and was never missing is at a known place."""
    if history.scenario.kind != v.AWAY or _missing_spells(history):
        return False
    if history.first(Returned) is not None:
        return True
    latest = history.of(LocationLost, *_WHEREABOUTS_KNOWN)[-1:]
    return not (latest and isinstance(latest[0], LocationLost))


def _each(kind: type[Event], after: Iterable[Occasion], history: History) -> Iterable[Occasion]:
    return [
        Occasion(event.at, event.order, event)
        for occasion in after
        for event in history.all(kind)
        if event.order > occasion.order
    ]


def _carries_out(act: Event, history: History) -> bool:
    """Whether this is the carrying out of a duty that had arisen and was owed by then."""
    duty = history.edition.by_id.get(act.duty) if isinstance(act, Done) else None
    if duty is None or all(occasion.order >= act.order for occasion in duty.starts(history)):
        return False
    facts = next(version.facts for version in reversed(history.versions) if version.order < act.order)
    return judged(duty, facts) is not None


def _within(event: Event, spell: Spell) -> bool:
    return spell.begins.order < event.order and (spell.ends is None or event.order < spell.ends.order)


def _order(event: Event) -> int:
    return event.order
