"""What happens in an episode: reported, graded, looked for, found, back, and seen by the police."""

import datetime as dt
import re
from typing import Any

from safereturn.episodes.fold import ANSWERED_KNOWN, ASSESSED, NOTED, WRITTEN_UP
from safereturn.protocol import vocabulary as v

from . import coming_about, figures
from .chance import drawn
from .telling import Telling
from .when import DAY, HOUR, MINUTE, in_school, minutes
from .words import officials
from .words.reasons import USED
from .words.written_up import WEIGHS

OF_PARENTS = re.compile(r"\b(neighbour|mum|dad|stepdad|sister|we moved|my purse|the baby)\b", re.I)
SERIOUS = (USED, "low", "little", "online")  # reasons for going that are graded high more often


def tell(telling: Telling) -> None:
    """Tell an episode as its outline has it: an away child's, or that of a missing one."""
    outline = telling.outline
    if outline.kind == v.AWAY:
        away(telling)
        if outline.lost_at is None:
            back(telling)
            return
        lost(telling, outline.lost_at)
    else:
        report(telling, outline.told_at)
    reported_at = outline.told_at if outline.lost_at is None else outline.lost_at + 20 * MINUTE
    graded_at = decide(telling, reported_at)
    answer_known(telling, graded_at, reported_at)
    coming_about.on_report(telling, reported_at)
    look_for(telling, reported_at)
    coming_about.while_gone(telling, reported_at)
    meet(telling, outline.lost_at or outline.last_seen_at or outline.told_at)
    find(telling)
    coming_about.on_being_found(telling)
    back(telling)
    visit(telling)
    coming_about.once_back(telling)


def opened(telling: Telling, **about: Any) -> None:
    """What was recorded when the episode began, and what the reporter said."""
    child, outline, words = telling.child, telling.outline, telling.words
    episode: dict[str, Any] = {"kind": outline.kind, "education_only": False, "with_family": False}
    episode["last_seen"] = outline.last_seen_at.isoformat() if outline.last_seen_at else None
    if telling.happens(0.025):
        del episode["with_family"]
    if telling.happens(0.02) and outline.kind == v.MISSING:
        del episode["last_seen"]
    if not child.in_care and telling.reason == "school" and telling.happens(0.15):
        episode["education_only"] = True
    elif not child.in_care and telling.happens(0.012):
        episode["with_family"] = True
    circumstances = words.reason.in_care if child.in_care else words.reason.at_home
    if outline.kind == v.AWAY:
        circumstances = officials.AWAY
    elif child.in_care and not child.has_staff:
        circumstances += tuple(sentence for sentence in words.reason.at_home if not OF_PARENTS.search(sentence))
    telling.opening = {
        "child": dict(telling.facts),
        "episode": episode | about,
        "told": {
            "circumstances": words.one_of(circumstances),
            "worries": words.one_of(words.reason.worries) if telling.happens(0.85) else "",
            "description": child.description if telling.happens(0.7) else "",
        },
    }


def report(telling: Telling, at: dt.datetime) -> None:
    """The child is reported to the police."""
    opened(telling)
    by = drawn(telling.chance, {v.CARER: 88, "agency": 8, "other": 4} if telling.child.in_care else _AT_HOME)
    if not telling.child.in_care and in_school(at) and telling.happens(0.3):
        by = v.SCHOOL
    told = {"by": by} | ({"incident_number": incident_number(telling, at)} if telling.happens(0.9) else {})
    if by == v.CARER:
        speaker = telling.say(at, "reported", v.CARER, **told)
    else:
        speaker = telling.say(at, "reported", v.POLICE, post="call-taker", **told)
    coming_about.first_told_elsewhere(telling, at, by)
    if telling.happens(0.6):
        later = at + telling.chance.randint(3, 25) * MINUTE
        if later < telling.outline.found_at:
            telling.write_up(later, "report", v.CARER if by == v.CARER else v.POLICE, speaker)


_AT_HOME = {v.PARENT: 88, "agency": 4, "other": 8}


def incident_number(telling: Telling, at: dt.datetime) -> str:
    """A number such as the control room gives: the call's number of the day, and the day."""
    return f"{(at.hour * 60 + at.minute) * 2 // 3 + telling.chance.randrange(9) + 1:04d}-{at:%d%m%y}"


def away(telling: Telling) -> None:
    """A carer logs that a child is away at a known place, and tells the social worker, or does not."""
    outline, words = telling.outline, telling.words
    opened(telling)
    telling.say(
        outline.told_at, NOTED, v.CARER, said_by=telling.speaker(v.CARER), says=words.one_of(officials.AWAY_NOTES)
    )
    since = outline.last_seen_at or outline.told_at
    ends_at = outline.lost_at or outline.back_at
    by = max(outline.told_at + HOUR, since + min(6, telling.facts.get("plan_notify_after") or 6) * HOUR)
    told_at = telling.between(outline.told_at, by if telling.happens(0.9) else by + 3 * HOUR)
    if told_at >= ends_at or telling.happens(0.06):
        return
    agreed = telling.happens(0.85)
    who = drawn(telling.chance, {v.SOCIAL_WORKER: 55, "out-of-hours-service": 45})
    telling.say(told_at, "consulted", v.CARER, who=who, told=True, consulted=agreed)
    later = telling.between(told_at, told_at + 2 * HOUR)
    if later < ends_at and telling.happens(0.08):
        telling.say(later, "came-about", v.CARER, what="carer-worried", note=words.one_of(officials.WORRIED))
    if not agreed and later < ends_at and telling.happens(0.7):
        telling.say(later, "consulted", v.CARER, who=who, told=True, consulted=True)


def lost(telling: Telling, at: dt.datetime) -> None:
    """Nobody knows any longer where an away child is, and the carer reports it."""
    speaker = telling.say(at, "location-lost", v.CARER)
    telling.say(at + 1 * MINUTE, NOTED, v.CARER, said_by=speaker, says=telling.words.one_of(officials.LOST))
    reported_at = at + 20 * MINUTE
    number = incident_number(telling, reported_at)
    telling.say(reported_at, "reported", v.CARER, by=v.CARER, incident_number=number)


def decide(telling: Telling, reported_at: dt.datetime) -> dt.datetime | None:
    """The police ask the ten questions and grade; when they first did, if they did."""
    if telling.happens(0.012):
        return None
    high, low = (26, 0) if telling.reason in SERIOUS else (8, 16)
    category = drawn(telling.chance, {v.HIGH: high, v.NO_APPARENT_RISK: low, v.MEDIUM: 100 - high - low})
    found_at = telling.outline.found_at
    graded_at = reported_at + minutes(22, 0.9, telling.chance, most=600)
    if graded_at >= found_at:  # most are graded while they are still gone
        graded_at = telling.between(reported_at, found_at)
    grade(telling, graded_at, category)
    if category == v.NO_APPARENT_RISK and found_at > graded_at + 23 * HOUR and telling.happens(0.94):
        again_at = telling.between(graded_at + 14 * HOUR, graded_at + 23 * HOUR)
        grade(telling, again_at, drawn(telling.chance, {v.MEDIUM: 88, v.HIGH: 12}))
    elif category == v.MEDIUM and found_at > graded_at + 20 * HOUR and telling.happens(0.14):
        grade(telling, telling.between(graded_at + 8 * HOUR, graded_at + 19 * HOUR), v.HIGH)
    elif category != v.HIGH and found_at > graded_at + 5 * HOUR and telling.happens(0.02):
        dispute(telling, graded_at, category)
    return graded_at


def grade(telling: Telling, at: dt.datetime, category: str) -> str:
    """The ten questions, and the category; who decided it."""
    answers = {"worry": telling.opening["told"]["worries"] or telling.words.one_of(telling.words.reason.worries)}
    for question in ("traced", "unusual", "medical", "else"):
        if telling.happens(0.6):
            answers[question] = telling.words.one_of(officials.ANSWERS[question])
    if telling.reason == USED:
        answers["exploited"] = telling.words.one_of(officials.ANSWERS["exploited"])
    if telling.reason == "low":
        answers["suicide"] = telling.words.one_of(officials.ANSWERS["suicide"])
    graded: dict[str, Any] = {"category": category}
    if category == v.NO_APPARENT_RISK:
        graded["review_at"] = (at + telling.chance.randint(4, 22) * HOUR).isoformat()
    post = drawn(telling.chance, {"call-taker": 60, "police-officer": 25, "duty-inspector": 15})
    speaker = telling.say(at, ASSESSED, v.POLICE, post=post, answers=answers)
    if telling.happens(0.7):
        weighs = WEIGHS.get(telling.reason, WEIGHS[""])
        if weighed := {factor: True for factor, share in weighs.items() if telling.happens(share)}:
            telling.say(at, WRITTEN_UP, v.POLICE, said_by=speaker, risk=weighed)
    return telling.say(at, "categorised", v.POLICE, said_by=speaker, **graded)


def dispute(telling: Telling, graded_at: dt.datetime, category: str) -> None:
    """Somebody does not agree with the category; the duty inspector decides."""
    disputed_at = telling.between(graded_at, graded_at + 2 * HOUR)
    decided_at = telling.between(disputed_at, disputed_at + 90 * MINUTE)
    raised = telling.happens(0.5)
    telling.say(disputed_at, "category-disputed", v.CARER if telling.child.home else v.CHILDRENS_SERVICES)
    outcome = "Raised" if raised else "Stays as it is, looked at again in four hours"
    telling.say(
        decided_at, "dispute-decided", v.DUTY_INSPECTOR, post="duty-inspector", by=v.DUTY_INSPECTOR, outcome=outcome
    )
    if raised:
        grade(telling, decided_at, v.HIGH if category == v.MEDIUM else v.MEDIUM)


def answer_known(telling: Telling, graded_at: dt.datetime | None, reported_at: dt.datetime) -> None:
    """The front door says whether the child is known."""
    if telling.happens(0.06):
        return
    at = (graded_at or reported_at) + minutes(60, 1, telling.chance, most=20 * 60)
    facts = telling.facts
    services = facts.get("open_to", [v.SOCIAL_CARE] if telling.child.in_care else [])
    says = officials.known_to(services)
    plan = facts.get("child_protection_plan", False)
    learnt = {"child.open_to": services, "child.child_protection_plan": plan}
    speaker = telling.say(at, ANSWERED_KNOWN, v.FRONT_DOOR, says=says)
    telling.say(at, "fact", v.FRONT_DOOR, said_by=speaker, set=learnt)
    if graded_at is not None:
        telling.say(at, "done", v.FRONT_DOOR, said_by=speaker, duty="la-check-child-known", note=says)


def look_for(telling: Telling, reported_at: dt.datetime) -> None:
    """What was done to find the child."""
    length = telling.outline.found_at - reported_at
    many = min(4, int(length / (5 * HOUR)) + telling.chance.randint(0, 1))
    for sentence in telling.chance.sample(officials.ENQUIRIES, many):
        telling.words.slots["digits"] = f"{telling.chance.randrange(1000):03d}"
        at = telling.between(reported_at, min(telling.outline.found_at, reported_at + 3 * DAY))
        telling.say(at, NOTED, v.INVESTIGATING_OFFICER, says=telling.words.filled(sentence))


def meet(telling: Telling, unseen_since: dt.datetime) -> None:
    """The missing meeting of a child who is gone for three days, and its reviews."""
    found_at = telling.outline.found_at
    first_by = unseen_since + (3 * DAY if telling.happens(0.88) else 4 * DAY)
    held_at = max(telling.by_day(first_by - 18 * HOUR, first_by - HOUR), telling.outline.told_at + HOUR)
    meeting = "missing-meeting"
    while held_at < found_at and held_at <= telling.now:
        speaker = telling.say(held_at, "meeting-held", v.CHILDRENS_SERVICES, meeting=meeting)
        if telling.happens(0.8):
            telling.write_up(held_at + 40 * MINUTE, "meeting", v.CHILDRENS_SERVICES, speaker)
        held_at = telling.by_day(held_at + 3 * DAY, held_at + 5 * DAY - HOUR)
        meeting = "missing-review"


def find(telling: Telling) -> None:
    """The child is found; or comes back, and nobody found them."""
    outline, words = telling.outline, telling.words
    weights = figures.FOUND_BY if telling.child.home else figures.FOUND_BY | {"carer": 0, "family": 33}
    by = drawn(telling.chance, weights)
    if by == "self":
        return
    if telling.happens(0.12) and outline.found_at > (outline.lost_at or outline.told_at) + 4 * HOUR:
        at = outline.found_at - telling.chance.randint(30, 150) * MINUTE
        speaker = telling.say(at, "located", v.INVESTIGATING_OFFICER, confirmed_by="police")
        telling.say(at, NOTED, v.INVESTIGATING_OFFICER, said_by=speaker, says=words.one_of(officials.LOCATED))
    role = v.CARER if by == "carer" else v.INVESTIGATING_OFFICER
    speaker = telling.say(outline.found_at, "found", role)
    telling.say(outline.found_at, NOTED, role, said_by=speaker, says=words.one_of(officials.FOUND[by]))


def back(telling: Telling) -> None:
    """The safe arrival."""
    in_care = telling.child.in_care
    places = {"placement": 95, "home": 1, "other-safe-place": 4} if in_care else {"home": 96, "other-safe-place": 4}
    role = v.CARER if telling.child.home else v.INVESTIGATING_OFFICER
    telling.say(telling.outline.back_at, "returned", role, to=drawn(telling.chance, places))


def visit(telling: Telling) -> None:
    """An officer sees the child, or it is agreed that none does; harm and what else is learnt then."""
    back_at = telling.outline.back_at
    at = telling.let_sleep(back_at + minutes(130, 1.1, telling.chance, most=40 * 60))
    if telling.happens(0.003):
        return
    if telling.happens(0.05):
        reason, agreed_with = telling.chance.choice(officials.NO_VISIT)
        telling.say(
            at, "prevention-visit-not-made", v.INVESTIGATING_OFFICER, reason=reason, agreed_with=agreed_with
        )  # fmt: skip
        return
    officer = telling.say(at, "prevention-visit", v.INVESTIGATING_OFFICER, in_person=True)
    telling.say(at, NOTED, v.INVESTIGATING_OFFICER, said_by=officer, says=telling.words.one_of(officials.VISIT))
    if telling.happens(0.5):
        telling.write_up(at, "visit", v.INVESTIGATING_OFFICER, officer)
    if telling.happens(figures.HARM):
        harm = telling.chance.choice(HARMS)
        telling.say(at + 10 * MINUTE, "harm-found", v.INVESTIGATING_OFFICER, said_by=officer, kind=harm)
    if telling.reason == USED and telling.happens(0.4):
        concern = {"child.exploitation_concern": True}
        telling.say(at + 15 * MINUTE, "fact", v.INVESTIGATING_OFFICER, said_by=officer, set=concern)


HARMS = ("hurt", "hurt", "exploitation", "crime-against", "allegation")
