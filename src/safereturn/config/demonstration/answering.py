"""What the agencies do about what they owe: most of it, most of the time, and not always in time.

What is owed is asked of the findings, never assumed; so an edition may change, and this stays true.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from safereturn.episodes.fold import ACCEPTED, NOTED
from safereturn.protocol import vocabulary as v
from safereturn.protocol.findings import INTERVIEWS, OPEN, OVERDUE, STOOD_DOWN, UNDECIDED, VISITS, Finding, Findings

from . import coming_about, figures
from .telling import Telling
from .when import DAY, HOUR, MINUTE, minutes
from .words import officials
from .words.reasons import USED

WAITING = (OPEN, OVERDUE, UNDECIDED)
# The meeting that meets a duty, and in how many days of the start it is held
MEETINGS: dict[str, tuple[str, int, int]] = {
    "strategy-meeting-three-in-30": ("strategy-meeting", 1, 5),
    "persistent-two-episodes-meeting": ("persistent-meeting", 4, 21),
    "persistent-three-in-30-derby": ("mpmg", 3, 30),
    "cp-core-group-five-days": ("core-group", 1, 7),
    "cp-conference-brought-forward": ("review-conference", 12, 28),
}
SHARE_MET = {v.MUST: 0.985, v.SHOULD: 0.85, v.MAY: 0.35}
SHARE_MET_AT_THE_TIME = SHARE_MET | {v.MUST: 0.997}  # what a shift does not do then, nobody does later
SHARE_WAIVED = {v.MUST: 0, v.SHOULD: 0.06, v.MAY: 0.3}
SHARE_CAUGHT_UP = {v.MUST: 0.8, v.SHOULD: 0.3, v.MAY: 0}  # of the others, when somebody goes through the open cases
SHARE_OF_MEETINGS = 0.92
# How soon a duty without a meeting or a visit is done, and at most, in minutes: at once by whoever is on shift, within
# days by whoever holds a case.
ON_SHIFT, HOLDS_A_CASE = (30, 24 * 60), (4 * 60, 36 * 60)
SOON = (5, 25)
ON_THE_SPOT = (v.CARER, v.PARENT, v.PLACEMENT_PROVIDER)
AT_ONCE = frozenset(
    (
        "search-before-report-care", "search-before-report-home", "carer-says-reporting-missing",
        "report-immediate-risk-999", "report-non-emergency-three-way", "high-deploy-immediately",
        "unsuitable-place-liaison", "police-recovery-help-given",
    )
)  # fmt: skip
CASE_HOLDERS = frozenset(
    (
        v.SOCIAL_WORKER, v.LEAD_WORKER, v.TEAM_MANAGER, v.INDEPENDENT_REVIEWING_OFFICER, v.CHILD_PROTECTION_MANAGER,
        v.EXPLOITATION_MANAGER, v.PLACING_AUTHORITY, v.MAT_WORKER, v.RUNAWAYS_WORKER, v.YOS_WORKER, v.LINE_MANAGER,
    )
)  # fmt: skip
ANYBODY_ELSE = (200, 2 * 24 * 60)
LONG_AGO = 14 * DAY  # by then a manager has signed off what there is to sign off
Key = tuple[str, int]  # a duty, and which of its occurrences


def answer_all(telling: Telling, found: Findings) -> set[Key]:
    """Do what waits, by the findings of what happened so far: interview, tell, meet. What was looked at."""
    looked_at = set()
    for key, finding in _with_occurrences(found):
        looked_at.add(key)
        if finding.status not in WAITING:
            continue
        id = finding.duty.id
        if id in INTERVIEWS:
            interview(telling, finding)
        elif id in MEETINGS:
            if telling.happens(SHARE_OF_MEETINGS):
                meet(telling, finding)
            elif finding.strength != v.MUST and telling.happens(0.6):
                waive(telling, finding, finding.arose + 5 * DAY)
        else:
            carry_out(telling, finding)
    return looked_at


def answer_what_followed(telling: Telling, found: Findings, looked_at: set[Key]) -> dict[Key, dt.datetime]:
    """Carry out what follows from the answers themselves, such as from an interview; when, by what was done."""
    done_at = {}
    for key, finding in _with_occurrences(found):
        if key not in looked_at and finding.status in WAITING:
            at = carry_out(telling, finding)
            if at is not None and at <= telling.now:
                done_at[key] = at
    return done_at


def answer_as_a_matter_of_course(telling: Telling, found: Findings) -> None:
    """Do what is done by saying so in a scene that is still being played, and accept some of what waits."""
    done_at = {}
    for key, finding in _with_occurrences(found):
        if finding.status in WAITING and finding.duty.met_by is None:
            at = carry_out(telling, finding)
            if at is not None and at <= telling.now:
                done_at[key] = at
    accept(telling, found, done_at)


def carry_out(telling: Telling, finding: Finding) -> dt.datetime | None:
    """Do what is done by saying so, or decide against it where that is allowed; when, if either."""
    duty = finding.duty
    if duty.id == "la-check-child-known" or (
        duty.until is not None and (telling.outline.kind == v.MISSING or finding.owner in v.POLICE_ROLES)
    ):
        return None  # told elsewhere; or goes on until the child is found
    median, most = ANYBODY_ELSE
    if finding.owner in v.POLICE_ROLES:
        median, most = ON_SHIFT
    elif finding.owner in CASE_HOLDERS:
        median, most = HOLDS_A_CASE
    elif finding.owner in ON_THE_SPOT:
        median, most = ON_SHIFT
    if duty.id in AT_ONCE:
        median, most = SOON
    at = finding.arose + minutes(median, 1, telling.chance, most=most)
    found_at = telling.outline.found_at
    at_the_time = finding.arose < found_at and median <= ON_SHIFT[0]  # a shift acts while the child is gone, or never
    if at_the_time and at > found_at:
        at = telling.between(finding.arose, found_at)
    if finding.owner in CASE_HOLDERS:
        at = telling.at_work(at)
    shares = SHARE_MET_AT_THE_TIME if at_the_time else SHARE_MET
    if telling.happens(SHARE_WAIVED[finding.strength]):
        waive(telling, finding, at)
    elif duty.met_by is None and telling.happens(shares[finding.strength] / (1 - SHARE_WAIVED[finding.strength])):
        says_something = any(word in duty.id for word in ("told", "noti", "tell"))
        note = telling.chance.choice(officials.TOLD if says_something else officials.DONE)
        telling.say(at, "done", finding.owner, duty=duty.id, **({"note": note} if note else {}))
    elif duty.met_by is None and not at_the_time and telling.happens(SHARE_CAUGHT_UP[finding.strength]):
        at = telling.by_day(finding.arose + DAY, finding.arose + 5 * DAY)
        telling.say(at, "done", finding.owner, duty=duty.id, note=telling.chance.choice(officials.CAUGHT_UP))
    else:
        return None
    return at


def waive(telling: Telling, finding: Finding, at: dt.datetime) -> None:
    """Decide against a duty, with the reason."""
    reason = telling.chance.choice(officials.NOT_DECIDED_FOR)
    telling.say(at, "waived", finding.owner, duty=finding.duty.id, reason=reason, by=finding.owner)


def _with_occurrences(found: Findings) -> Iterator[tuple[Key, Finding]]:
    """The findings in the order of their ids and times, each with the number that its stored duty has."""
    seen: Counter[str] = Counter()
    for finding in sorted(found.found, key=lambda one: (one.duty.id, one.arose, one.due or one.arose)):
        seen[finding.duty.id] += 1
        yield (finding.duty.id, seen[finding.duty.id]), finding


def meet(telling: Telling, finding: Finding) -> None:
    """Hold the meeting that a duty asks for."""
    meeting, first, latest = MEETINGS[finding.duty.id]
    at = telling.by_day(finding.arose + first * DAY, finding.arose + latest * DAY)
    content: dict[str, Any] = {"meeting": meeting}
    if meeting == "review-conference":
        content["moved_forward_from"] = (at + 30 * DAY).isoformat()
    speaker = telling.say(at, "meeting-held", finding.owner, **content)
    if meeting in ("strategy-meeting", "persistent-meeting") and telling.happens(0.8):
        telling.write_up(at + HOUR, "strategy", finding.owner, speaker)


def interview(telling: Telling, finding: Finding) -> None:
    """Offer the interview, hold it in time or late, write it up and sign it off; or take the child's no."""
    back_at, due = finding.occasion.at, finding.due or finding.occasion.at + 3 * DAY
    long_ago = telling.now - back_at > LONG_AGO
    if finding.strength == v.MAY and telling.happens(0.5):
        decided_at = telling.by_day(back_at + HOUR, due)
        reason = telling.words.one_of(officials.NOT_NEEDED)
        telling.say(decided_at, "waived", finding.owner, duty=finding.duty.id, reason=reason, by=finding.owner)
        return
    offered = telling.happens(figures.OFFERED_IN_TIME)
    if not offered and telling.happens(figures.NEVER_OFFERED_OF_OTHERS):
        return
    earliest, latest = (back_at + HOUR, back_at + 16 * HOUR) if offered else (due, due + 36 * HOUR)
    offered_at = telling.by_day(earliest, latest)
    telling.say(offered_at, "interview-offered", _interviewer(finding))
    if telling.happens(figures.HELD_OF_OFFERED):
        in_time = offered and telling.happens(figures.IN_TIME_OF_HELD)
        hold(telling, finding, offered_at, due, in_time=in_time)
        return
    if not long_ago and telling.happens(0.25):
        not_possible(telling, finding, offered_at, offered_at + 2 * DAY)
        return
    declined_at = telling.by_day(offered_at, offered_at + DAY)
    telling.say(
        declined_at, "interview-declined", _interviewer(finding), reason=telling.words.one_of(officials.DECLINED)
    )
    sign_off(telling, telling.by_day(declined_at + HOUR, declined_at + DAY), long_ago)


def hold(telling: Telling, finding: Finding, offered_at: dt.datetime, due: dt.datetime, *, in_time: bool) -> None:
    """Hold the interview and write it up."""
    if in_time:
        held_at = telling.by_day(offered_at + HOUR, min(due - 10 * MINUTE, offered_at + 20 * HOUR))
    else:
        held_at = telling.by_day(max(due, offered_at) + HOUR, max(due, offered_at) + 36 * HOUR)
        if telling.happens(0.5):
            not_possible(telling, finding, offered_at, held_at - HOUR)
        if telling.happens(0.4):
            reason = telling.chance.choice(officials.LATE_BECAUSE)
            excused_at = telling.between(due - 6 * HOUR, due + 12 * HOUR)
            telling.say(
                max(excused_at, offered_at), "deadline-exception", finding.owner, duty=finding.duty.id, reason=reason,
            )  # fmt: skip
    interviewer = _interviewer(finding)
    parent_seen = telling.happens(0.85)
    said_by = telling.say(
        held_at, "interview-held", interviewer, interviewer=interviewer, parent_seen=parent_seen
    )  # fmt: skip
    if held_at <= telling.now:
        telling.accounts.append(account(telling, held_at, interviewer, said_by, parent_seen=parent_seen))
        coming_about.interviewed(telling, held_at, interviewer, said_by)
        if telling.reason == USED and telling.happens(0.12):
            telling.say(held_at + HOUR, "harm-found", finding.owner, kind="exploitation")
    sign_off(telling, telling.by_day(held_at + 2 * HOUR, held_at + 36 * HOUR), telling.now - held_at > LONG_AGO)


INTERVIEWERS = (v.SOCIAL_WORKER, v.LEAD_WORKER, v.MAT_WORKER, v.RUNAWAYS_WORKER, v.YOS_WORKER)


def _interviewer(finding: Finding) -> str:
    """Who sees the child: whoever owes the interview, or whom an authority that owes it sends."""
    return finding.owner if finding.owner in INTERVIEWERS else v.SOCIAL_WORKER


def not_possible(telling: Telling, finding: Finding, after: dt.datetime, before: dt.datetime) -> None:
    """It was tried, and could not be."""
    at = min(telling.by_day(after, before), before)
    telling.say(
        at, "interview-not-possible", _interviewer(finding), reason=telling.chance.choice(officials.NOT_POSSIBLE)
    )


def sign_off(telling: Telling, at: dt.datetime, certainly: bool) -> None:
    """The manager reads what was written and signs it off."""
    if certainly or telling.happens(0.95):
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


def accept(telling: Telling, found: Findings, done_at: Mapping[Key, dt.datetime] = MappingProxyType({})) -> None:
    """Much of what was handed over was accepted, and then done or not; a shift does what it is told at once."""
    for (id, occurrence), finding in _with_occurrences(found):
        if finding.status == STOOD_DOWN or not telling.happens(SHARE_ACCEPTED[finding.owner in v.POLICE_ROLES]):
            continue
        at = finding.arose + minutes(40, 1, telling.chance, most=30 * 60)
        if finding.owner in CASE_HOLDERS:
            at = telling.at_work(at)
        settled_at = finding.met_at or (finding.settled_by.at if finding.settled_by else telling.now)
        if at < min(settled_at, done_at.get((id, occurrence), settled_at)):
            telling.say(at, ACCEPTED, finding.owner, duty=id, occurrence=occurrence)


SHARE_ACCEPTED = {False: 0.5, True: 0.15}


def close(telling: Telling, found: Findings, done_at: Mapping[Key, dt.datetime]) -> None:
    """Close the episode some days after everything is seen to, if it was."""
    happened = telling.happenings
    if found.history.scenario.kind == v.MISSING and not any(one.type == "returned" for one in happened):
        return
    waits = [finding for key, finding in _with_occurrences(found) if finding.status in WAITING and key not in done_at]
    musts = [finding for finding in waits if finding.strength == v.MUST]
    if any(finding.duty.id in (*INTERVIEWS, *VISITS) for finding in musts):
        return
    over_at = max((one.at for one in happened if one.type not in (NOTED, ACCEPTED)), default=telling.now)
    at = telling.by_day(over_at + HOUR, over_at + 2 * DAY)
    for finding in musts:
        if finding.due is not None and finding.due < at and not finding.reason_recorded:
            reason = telling.chance.choice(officials.NEVER_DONE)
            telling.say(at - MINUTE, "deadline-exception", finding.owner, duty=finding.duty.id, reason=reason)
    known = telling.child.in_care or bool(telling.facts.get("open_to"))
    telling.say(at, "closed", v.TEAM_MANAGER if known else v.POLICE_OVERSIGHT_TEAM)
