"""What the agencies do about what they owe: most of it, most of the time, and not always in time.

What is owed is asked of the findings, never assumed; so an edition may change, and this stays true.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from safereturn.episodes.fold import ACCEPTED, NOTED
from safereturn.protocol import vocabulary as v
from safereturn.protocol.findings import INTERVIEWS, OPEN, OVERDUE, UNDECIDED, VISITS, Finding, Findings

from . import figures
from .telling import Telling
from .when import DAY, HOUR, MINUTE, minutes
from .words import officials
from .words.reasons import USED

WAITING = (OPEN, OVERDUE, UNDECIDED)
# The meeting that meets a duty, and in how many days of the start it is held
MEETINGS: dict[str, tuple[str, int, int]] = {
    "strategy-meeting-three-in-30": ("strategy-meeting", 1, 8),
    "persistent-two-episodes-meeting": ("persistent-meeting", 4, 21),
    "persistent-three-in-30-derby": ("mpmg", 3, 30),
    "cp-core-group-five-days": ("core-group", 1, 7),
    "cp-conference-brought-forward": ("review-conference", 12, 28),
}
SHARE_MET = {v.MUST: 0.97, v.SHOULD: 0.9, v.MAY: 0.6}
SHARE_OF_MEETINGS = 0.65
HAND_OVERS = (
    "return-interview", "away-interview-opportunity", "prevention-visit", "la-check-child-known",
    "missing-meeting-three-days", "five-day-reviews", "strategy-meeting-three-in-30", "interview-manager-quality",
)  # fmt: skip
LONG_AGO = 28 * DAY  # by then a manager has seen to every interview


def answer_all(telling: Telling, found: Findings) -> None:
    """Do what waits, by the findings of what happened so far: interview, tell, meet."""
    for finding in found.found:
        if finding.status not in WAITING:
            continue
        id = finding.duty.id
        if id in INTERVIEWS:
            interview(telling, finding)
        elif id in MEETINGS:
            if telling.happens(SHARE_OF_MEETINGS):
                meet(telling, finding)
        elif finding.duty.met_by is None and id != "la-check-child-known":
            carry_out(telling, finding)


def carry_out(telling: Telling, finding: Finding) -> None:
    """Do what is done by saying so; or decide against it, where that is allowed."""
    police = finding.owner in v.POLICE_ROLES
    at = finding.arose + minutes(30 if police else 200, 1, telling.chance, most=3 * 24 * 60)
    if finding.strength != v.MUST and telling.happens(0.03):
        reason = telling.chance.choice(officials.NOT_DECIDED_FOR)
        telling.say(at, "waived", finding.owner, duty=finding.duty.id, reason=reason, by=finding.owner)
    elif telling.happens(SHARE_MET[finding.strength]):
        says_something = any(word in finding.duty.id for word in ("told", "noti", "tell"))
        note = telling.chance.choice(officials.TOLD if says_something else officials.DONE)
        telling.say(at, "done", finding.owner, duty=finding.duty.id, **({"note": note} if note else {}))


def meet(telling: Telling, finding: Finding) -> None:
    """Hold the meeting that a duty asks for."""
    meeting, first, latest = MEETINGS[finding.duty.id]
    at = telling.by_day(finding.arose + first * DAY, finding.arose + latest * DAY)
    content: dict[str, Any] = {"meeting": meeting}
    if meeting == "review-conference":
        content["moved_forward_from"] = (at + 30 * DAY).isoformat()
    telling.say(at, "meeting-held", finding.owner, **content)


def interview(telling: Telling, finding: Finding) -> None:
    """Offer the interview, hold it in time or late, write it up and sign it off; or take the child's no."""
    back_at, due = finding.occasion.at, finding.due or finding.occasion.at + 3 * DAY
    long_ago = telling.now - back_at > LONG_AGO
    if finding.strength == v.MAY and telling.happens(0.5):
        decided_at = telling.by_day(back_at + HOUR, due)
        reason = telling.words.one_of(officials.NOT_NEEDED)
        telling.say(decided_at, "waived", finding.owner, duty=finding.duty.id, reason=reason, by=finding.owner)
        return
    offered = telling.happens(figures.OFFERED)
    if not offered and not long_ago:
        return
    earliest, latest = (back_at + HOUR, back_at + 2 * DAY) if offered else (due, due + 6 * DAY)
    offered_at = telling.by_day(earliest, latest)
    telling.say(offered_at, "interview-offered", finding.owner)
    if telling.happens(figures.HELD_OF_OFFERED):
        in_time = offered and telling.happens(figures.IN_TIME_OF_HELD)
        hold(telling, finding, offered_at, due, in_time=in_time)
        return
    if not long_ago and telling.happens(0.25):
        not_possible(telling, finding, offered_at)
        return
    declined_at = telling.by_day(offered_at, offered_at + DAY)
    telling.say(declined_at, "interview-declined", finding.owner, reason=telling.words.one_of(officials.DECLINED))
    sign_off(telling, telling.by_day(declined_at + HOUR, declined_at + 8 * DAY), long_ago)


def hold(telling: Telling, finding: Finding, offered_at: dt.datetime, due: dt.datetime, *, in_time: bool) -> None:
    """Hold the interview and write it up."""
    if in_time:
        held_at = min(telling.by_day(offered_at + HOUR, due - 10 * MINUTE), due)
        held_at = max(held_at, offered_at + MINUTE)
    else:
        held_at = telling.by_day(max(due, offered_at) + HOUR, max(due, offered_at) + 9 * DAY)
        if telling.happens(0.5):
            not_possible(telling, finding, offered_at)
        if telling.happens(0.4):
            reason = telling.chance.choice(officials.LATE_BECAUSE)
            excused_at = telling.between(due - 6 * HOUR, due + 12 * HOUR)
            telling.say(
                max(excused_at, offered_at), "deadline-exception", finding.owner, duty=finding.duty.id, reason=reason,
            )  # fmt: skip
    interviewer = finding.owner if finding.owner in INTERVIEWERS else v.SOCIAL_WORKER
    parent_seen = telling.happens(0.55)
    said_by = telling.say(
        held_at, "interview-held", finding.owner, interviewer=interviewer, parent_seen=parent_seen
    )  # fmt: skip
    if held_at <= telling.now:
        telling.accounts.append(account(telling, held_at, interviewer, said_by, parent_seen=parent_seen))
        if telling.reason == USED and telling.happens(0.3):
            telling.say(held_at + HOUR, "harm-found", finding.owner, kind="exploitation")
    sign_off(telling, telling.by_day(held_at + 2 * HOUR, held_at + 6 * DAY), telling.now - held_at > LONG_AGO)


INTERVIEWERS = (v.SOCIAL_WORKER, v.LEAD_WORKER, v.MAT_WORKER, v.RUNAWAYS_WORKER, v.YOS_WORKER)


def not_possible(telling: Telling, finding: Finding, after: dt.datetime) -> None:
    """It was tried, and could not be."""
    at = telling.by_day(after, after + 2 * DAY)
    telling.say(at, "interview-not-possible", finding.owner, reason=telling.chance.choice(officials.NOT_POSSIBLE))


def sign_off(telling: Telling, at: dt.datetime, certainly: bool) -> None:
    """The manager reads what was written and signs it off."""
    if certainly or telling.happens(0.88):
        telling.say(at, "interview-signed-off", v.TEAM_MANAGER, by=v.TEAM_MANAGER)


def account(
    telling: Telling, held_at: dt.datetime, interviewer: str, said_by: str, *, parent_seen: bool
) -> dict[str, Any]:
    """What was said in the interview, in the words of those who said it."""
    words, reason, used = telling.words, telling.words.reason, telling.reason == USED
    adults = words.one_of(reason.adults) if parent_seen else ""
    harm = officials.HARM if telling.happens(0.3 if used else 0.02) else officials.NO_HARM
    return {
        "held_at": held_at,
        "interviewer": interviewer,
        "said_by": said_by,
        "wanted_someone_else": telling.happens(0.04),
        "in_the_childs_words": words.said(),
        "harm": words.one_of(harm),
        "why_they_went": words.one_of(reason.why) if telling.happens(0.92) else "",
        "what_happened": words.one_of(reason.happened) if telling.happens(0.85) else "",
        "associates": words.one_of(reason.company) if telling.happens(0.8) else "",
        "what_would_help": words.one_of(reason.helps) if telling.happens(0.85) else "",
        "safety_information_given": telling.happens(0.9),
        "exploitation_assessment": telling.chance.choice(officials.EXPLOITATION) if used else "",
        "parents_view": adults,
    }


def accept(telling: Telling, found: Sequence[Finding]) -> None:
    """Some of what was handed over was accepted, and then done or not."""
    ordered = sorted(found, key=lambda one: (one.arose, one.due or one.arose))
    first = {finding.duty.id: finding for finding in reversed(ordered)}
    for id in HAND_OVERS:
        finding = first.get(id)
        if finding is None or not telling.happens(0.7):
            continue
        at = finding.arose + minutes(55, 1, telling.chance, most=30 * 60)
        settled_at = finding.met_at or (finding.settled_by.at if finding.settled_by else telling.now)
        if at < settled_at:
            telling.say(at, ACCEPTED, finding.owner, duty=id, occurrence=1)


def close(telling: Telling, found: Findings) -> None:
    """Close the episode some days after everything is seen to, if it was."""
    happened = telling.happenings
    if found.history.scenario.kind == v.MISSING and not any(one.type == "returned" for one in happened):
        return
    waits = [finding for finding in found.found if finding.status in WAITING]
    musts = [finding for finding in waits if finding.strength == v.MUST]
    if any(finding.duty.id in (*INTERVIEWS, *VISITS) for finding in musts):
        return
    over_at = max((one.at for one in happened if one.type not in (NOTED, ACCEPTED)), default=telling.now)
    at = telling.by_day(over_at + HOUR, over_at + 10 * DAY)
    for finding in musts:
        if finding.due is not None and finding.due < at and not finding.reason_recorded:
            reason = telling.chance.choice(officials.NEVER_DONE)
            telling.say(at - MINUTE, "deadline-exception", finding.owner, duty=finding.duty.id, reason=reason)
    known = telling.child.in_care or bool(telling.facts.get("open_to"))
    telling.say(at, "closed", v.TEAM_MANAGER if known else v.POLICE_OVERSIGHT_TEAM)
