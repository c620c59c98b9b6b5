"""Invented episodes of any length, in the words of the scenario files: a child missing for as long as events go on."""

import datetime as dt
import random
from typing import Any

from safereturn.protocol.periods import LONDON, in_utc

START = in_utc(dt.datetime(2026, 1, 9, 21, 40, tzinfo=LONDON))
RECORDED: dict[str, Any] = {
    "born": "2011-03-04",
    "registered_home": None,
    "significant_harm_concern": False,
    "trafficking_concern": False,
    "exploitation_concern": False,
    "fgm_or_forced_marriage_concern": False,
    "plan_notify_after": None,
    "one_to_one_care": False,
    "disabled": False,
}
HAPPENS = ("categorised", "located and lost", "meeting-held", "fact", "done", "came-about", "consulted")
CARRIED_OUT = ("compact-entry", "la-check-child-known", "high-deploy-immediately", "police-tell-caller-sharing")


def episode(seed: int, *, events: int, earlier: int = 2) -> dict[str, Any]:
    """A scenario of so many events and earlier episodes; a seed gives the same one each time."""
    chance = random.Random(seed)  # noqa: S311 - for invented children
    at, told = START, [{"type": "reported", "by": "carer"}]
    while len(told) < events - 2:
        told += _happens(chance)
    told = [*told[: events - 2], {"type": "returned", "to": "home"}, {"type": "interview-offered"}]
    for event in told:
        at += dt.timedelta(minutes=chance.randrange(5, 240))
        event["at"] = at.isoformat()
    in_care = chance.random() < 0.5
    return {
        "edition": "2019",
        "child": {
            **RECORDED,
            "area": chance.choice(("derby", "derbyshire")),
            "looked_after_by": "derby" if in_care else None,
            "placement": "foster" if in_care else None,
            "open_to": ["social-care"] if in_care else [],
            "child_protection_plan": chance.random() < 0.2,
            "missing_plan": chance.random() < 0.3,
            "mobile_known": chance.random() < 0.5,
        },
        "episode": {"kind": "missing", "with_family": False, "education_only": False, "last_seen": START.isoformat()},
        "earlier": [_gone(START - dt.timedelta(days=5 * number)) for number in range(earlier, 0, -1)],
        "events": told,
        "now": (at + dt.timedelta(days=2)).isoformat(),
    }


def _happens(chance: random.Random) -> list[dict[str, Any]]:
    match chance.choice(HAPPENS):
        case "categorised":
            return [{"type": "categorised", "category": chance.choice(("no-apparent-risk", "medium", "high"))}]
        case "located and lost":
            return [{"type": "located", "confirmed_by": "police"}, {"type": "location-lost"}]
        case "meeting-held":
            return [{"type": "meeting-held", "meeting": chance.choice(("missing-meeting", "missing-review"))}]
        case "fact":
            return [{"type": "fact", "set": {"child.exploitation_concern": chance.random() < 0.5}}]
        case "done":
            return [{"type": "done", "duty": chance.choice(CARRIED_OUT)}]
        case "came-about":
            return [{"type": "came-about", "what": chance.choice(("significant-development", "partner-wants-advice"))}]
    return [{"type": "consulted", "who": "social-worker", "told": True, "consulted": True}]


def _gone(reported: dt.datetime) -> dict[str, Any]:
    returned = reported + dt.timedelta(hours=9)
    return {"reported": reported.isoformat(), "returned": returned.isoformat(), "category": "medium"}
