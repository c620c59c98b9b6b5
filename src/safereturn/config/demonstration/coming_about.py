"""What else comes about in an episode, each as often as a believable year has it: a lead, a press appeal, a worry.

What the protocol asks for it is left to `answering`, like all that is owed.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from safereturn.protocol import vocabulary as v

from .telling import Telling
from .when import DAY, HOUR, MINUTE, in_school
from .words.reasons import USED


class Thing(NamedTuple):
    """Something that may come about, in which share of the children whom it fits; who tells it, in which words."""

    what: str
    share: float
    role: str
    fits: Callable[[Telling], bool] = lambda _: True
    notes: tuple[str, ...] = ("",)


def _in_care(telling: Telling) -> bool:
    return telling.child.in_care


def _at_home(telling: Telling) -> bool:
    return not telling.child.in_care


def _in_home(telling: Telling) -> bool:
    return bool(telling.facts.get("registered_home"))


def _high(telling: Telling) -> bool:
    return any(one.type == "categorised" and one.content["category"] == v.HIGH for one in telling.told)


def _family(telling: Telling) -> bool:
    return bool(telling.opening["episode"].get("with_family"))


def _exploited(telling: Telling) -> bool:
    return telling.reason in (USED, "online")


def _hidden(telling: Telling) -> bool:
    return telling.reason in (USED, "partner", "friends", "party", "online")


def _located(telling: Telling) -> bool:
    return any(one.type == "located" for one in telling.told)


def _often(telling: Telling) -> bool:
    return telling.child.times > 12


def _has_plan(telling: Telling) -> bool:
    return bool(telling.facts.get("missing_plan"))


def _another_councils(telling: Telling) -> bool:
    return telling.facts.get("looked_after_by") == v.OTHER


def _first_time(telling: Telling) -> bool:
    return not telling.facts.get("missing_plan") and telling.child.times > 1


ON_REPORT = (
    Thing("immediate-risk", 0.25, v.FRONT_DOOR, lambda telling: _exploited(telling) or telling.reason == "little"),
    Thing("no-emergency", 0.08, v.FRONT_DOOR, _in_care),
    Thing("carer-asked-to-help-search", 0.06, v.CARER, _in_home, ("Two of us walk to {place} and back.",)),
    Thing("home-educated-child-missing", 0.006, v.FRONT_DOOR, _at_home),
)
# While the child is gone, by the hours for which it must have been so
GONE: dict[int, tuple[Thing, ...]] = {
    2: (
        Thing("something-learnt", 0.16, v.CARER, _in_care, (
            "{friend}'s status says {town}, an hour ago. Passed to the police.",
            "A bus ticket to {further} in {his} bin.",
            "{other} says that {he} spoke of {further} all week.",
        )),
        Thing("something-learnt", 0.09, v.FRONT_DOOR, _at_home, (
            "{friend}'s mother rang us: {he} was at their door at teatime.",
            "School: {he} told {other} that {he} would stay in {town}.",
        )),
        Thing("concerning-to-police", 0.05, v.POLICE, _high, ("Handed over to the night inspector in person.",)),
        Thing("cared-for-unknown-to-parents", 0.02, v.FRONT_DOOR, lambda telling: telling.reason == "partner", (
            "{He} stays with {friend}'s family in {town}, who did not think to ring anybody.",
        )),
        Thing("family-left-without-telling", 0.5, v.FRONT_DOOR, _family, ("House empty, no word at the school.",)),
    ),
    6: (
        Thing("significant-development", 0.2, v.INVESTIGATING_OFFICER, notes=(
            "{His} phone was on for two minutes near {place}.", "Seen on a camera at {further} station.",
            "{friend} now says that they were together until midnight.",
        )),
        Thing("may-be-in-another-area", 0.08, v.INVESTIGATING_OFFICER, notes=("Ties to {further}, through {friend}.",)),
        Thing("coercive-power-considered", 0.05, v.INVESTIGATING_OFFICER, _hidden, ("An address in {town}.",)),
        Thing("very-serious-concern", 0.25, v.INVESTIGATING_OFFICER, _high),
        Thing("operation-wilberforce-involved", 0.06, v.INVESTIGATING_OFFICER, lambda one: one.reason == USED),
        Thing("child-rescue-alert-criteria-met", 0.006, v.INVESTIGATING_OFFICER, _high),
    ),
    24: (
        Thing("publicity-proposed", 0.16, v.INVESTIGATING_OFFICER, notes=("A picture on the force's own page.",)),
        Thing("absent-from-school", 0.2, v.SCHOOL, notes=("Absent at registration. The office has rung home.",)),
        Thing("worried-about-the-response", 0.02, v.FRONT_DOOR, notes=(
            "Nobody has been to {friend}'s yet, and it was named on the first evening.",
        )),
        Thing("family-not-traced", 0.5, v.FRONT_DOOR, _family),
    ),
    72: (
        Thing("police-want-to-use-the-media", 0.25, v.INVESTIGATING_OFFICER, _in_care, ("Local radio and press.",)),
        Thing("publicity-to-go-ahead", 0.25, v.INVESTIGATING_OFFICER),
        Thing("bureau-website-used", 0.12, v.INVESTIGATING_OFFICER, _high),
        Thing("family-agreed-missing", 0.6, v.FRONT_DOOR, _family),
        Thing("may-leave-the-country", 0.1, v.FRONT_DOOR, _family),
        Thing("foreign-family-left-the-country", 0.04, v.FRONT_DOOR, _family),
        Thing("taken-abroad", 0.06, v.INVESTIGATING_OFFICER, _family),
    ),
    14 * 24: (
        Thing("ten-school-days-absent", 0.5, v.SCHOOL),
        Thing("missing-education", 0.4, v.SCHOOL),
        Thing("pupil-not-traced", 0.25, v.SCHOOL),
    ),
}  # fmt: skip
ON_BEING_FOUND = (
    Thing("recovery-help-asked", 0.25, v.FRONT_DOOR, lambda one: _located(one) and _in_care(one)),
    Thing("will-not-come-back", 0.2, v.INVESTIGATING_OFFICER, _located, ("Says it through the letter box.",)),
    Thing("with-adults-who-hinder-the-return", 0.1, v.INVESTIGATING_OFFICER, _exploited, ("Two men, known to us.",)),
    Thing("found-somewhere-unsuitable", 0.04, v.INVESTIGATING_OFFICER, _hidden, ("A flat with no heating or adult.",)),
    Thing("return-help-asked", 0.03, v.CARER, _in_care),
    Thing("police-protection-used", 0.012, v.INVESTIGATING_OFFICER, _hidden),
    Thing("police-asked-to-keep-the-peace", 0.02, v.FRONT_DOOR, _in_care),
    Thing("abduction-warning-given", 0.06, v.INVESTIGATING_OFFICER, _exploited),
)  # fmt: skip
# In the days after the return
BACK = (
    Thing("incident-report-completed", 0.75, v.CARER, _in_home),
    Thing("sexual-abuse-feared", 0.05, v.CARER, lambda one: _in_care(one) and _exploited(one)),
    Thing("offence-established", 0.1, v.INVESTIGATING_OFFICER, _exploited, ("By what {he} and {his} phone told.",)),
    Thing("visit-each-time-impracticable", 0.05, v.INVESTIGATING_OFFICER, _often, (
        "Agreed with {his} social worker: seen after every second return, and rung each time.",
    )),
    Thing("known-risk-of-going-missing", 0.1, v.FRONT_DOOR, _first_time),
    Thing("missing-plan-out-of-date", 0.12, v.CARER, lambda one: _has_plan(one) and _in_care(one), (
        "{He} goes to {further} now; the plan names {town}.",
    )),
    Thing("review-of-child-in-care", 0.05, v.INDEPENDENT_REVIEWING_OFFICER, _in_care),
    Thing("nominated-to-locality-panel", 0.1, v.FRONT_DOOR, _often),
    Thing("admitted-to-placement", 0.012, v.SOCIAL_WORKER, _in_care, ("A new placement, from today.",)),
    Thing("admitted-to-care", 0.006, v.SOCIAL_WORKER, _in_care),
    Thing("school-worried", 0.05, v.SCHOOL, lambda one: one.reason == "school"),
    Thing("interview-by-agreement", 0.12, v.FRONT_DOOR, _another_councils),
)  # fmt: skip
INTERVIEWED = (
    Thing("needs-came-to-light", 0.12, v.SOCIAL_WORKER, notes=(
        "Sleeps badly since the spring. School nurse.", "Would like somebody to talk to about {his} {relative}.",
        "Has no bus pass, and walks.",
    )),
    Thing("interview-passed-on", 0.6, v.TEAM_MANAGER),
    Thing("advocate-wanted", 0.05, v.SOCIAL_WORKER, _in_care),
)  # fmt: skip


def on_report(telling: Telling, at: dt.datetime) -> None:
    """What is said with the report."""
    for thing in _those_of(ON_REPORT, telling):
        _comes_about(thing, at, telling)


def first_told_elsewhere(telling: Telling, reported_at: dt.datetime, by: str) -> None:
    """A council learned of a child whom nobody reported, a school missed one, or parents rang the council first."""
    at = reported_at - telling.chance.randint(12, 35) * MINUTE
    if telling.outline.last_seen_at is not None and at <= telling.outline.last_seen_at:
        return
    if by == "agency":
        speaker = telling.say(at, "came-about", v.FRONT_DOOR, what="unreported-child-noticed")
        for duty, later in (("agency-check-carer-efforts", 4), ("agency-advise-must-report", 6)):
            if telling.happens(0.9):
                telling.say(at + later * MINUTE, "done", v.FRONT_DOOR, said_by=speaker, duty=duty)
    elif by == v.SCHOOL and in_school(at):
        speaker = telling.say(at, "came-about", v.SCHOOL, what="school-contact-shows-missing")
        if telling.happens(0.4):
            telling.say(at + 3 * MINUTE, "came-about", v.SCHOOL, said_by=speaker, what="parents-do-not-report")
    elif by == v.PARENT and telling.happens(0.1):
        note = telling.words.filled("The parents rang us first. Asked to look round once more, and to ring 101.")
        speaker = telling.say(at, "came-about", v.FRONT_DOOR, what="not-where-expected", note=note)
        telling.say(at + 4 * MINUTE, "came-about", v.FRONT_DOOR, said_by=speaker, what="considered-missing")


def while_gone(telling: Telling, since: dt.datetime) -> None:
    """What comes about until the child is found."""
    found_at = telling.outline.found_at
    for hours, things in GONE.items():
        if found_at <= since + hours * HOUR:
            return
        for thing in _those_of(things, telling):
            after, before = since + hours * HOUR, min(found_at, since + (3 * hours + 12) * HOUR)
            by_day = thing.role in (v.SCHOOL, v.FRONT_DOOR)
            at = telling.by_day(after, before) if by_day else telling.between(after, before)
            if at < found_at and (thing.role != v.SCHOOL or in_school(at)):
                _comes_about(thing, at, telling)


def on_being_found(telling: Telling) -> None:
    """What comes about when the child is found, before the return."""
    outline = telling.outline
    located = [one.at for one in telling.told if one.type == "located"]
    at = min([*located, outline.found_at])
    for thing in _those_of(ON_BEING_FOUND, telling):
        at = min(at + telling.chance.randint(2, 9) * MINUTE, outline.back_at - MINUTE)
        _comes_about(thing, at, telling)


def once_back(telling: Telling) -> None:
    """What comes about in the days after the return."""
    back_at = telling.outline.back_at
    moves = _in_care(telling) and telling.facts.get("looked_after_by") != telling.facts["area"]
    if moves and telling.happens(0.06):
        at = telling.by_day(back_at + DAY, back_at + 5 * DAY)
        telling.say(at, "placed", v.SOCIAL_WORKER, planned=telling.happens(0.3))
    for thing in _those_of(BACK, telling):
        soon = thing.what in ("sexual-abuse-feared", "incident-report-completed")
        after, before = (back_at + 20 * MINUTE, back_at + 9 * HOUR) if soon else (back_at + 6 * HOUR, back_at + 4 * DAY)
        _comes_about(thing, telling.between(after, before) if soon else telling.by_day(after, before), telling)


def interviewed(telling: Telling, at: dt.datetime, role: str, said_by: str) -> None:
    """What the interview brought to light, and where it went."""
    for thing in _those_of(INTERVIEWED, telling):
        if thing.role == v.TEAM_MANAGER:
            _comes_about(thing, telling.by_day(at + 2 * HOUR, at + 6 * DAY), telling)
        else:
            _comes_about(thing._replace(role=role), at + MINUTE, telling, said_by)


def _those_of(things: Iterable[Thing], telling: Telling) -> list[Thing]:
    return [thing for thing in things if thing.fits(telling) and telling.happens(thing.share)]


def _comes_about(thing: Thing, at: dt.datetime, telling: Telling, said_by: str = "") -> None:
    note = telling.words.one_of(thing.notes)
    telling.say(
        at, "came-about", thing.role, said_by=said_by, what=thing.what, **({"note": note} if note else {})
    )  # fmt: skip
