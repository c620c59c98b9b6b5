"""Invented histories for tests that hold for every history: a seed gives the same scenario each time."""

import datetime as dt
import random
from typing import Any

from safereturn.protocol.periods import does_not_exist

COUNCILS = (None, None, None, "derby", "derbyshire", "other")
PLACEMENTS = ("childrens-home", "foster", "semi-independent")
MEETINGS = (
    "missing-meeting", "missing-review", "strategy-meeting", "persistent-meeting", "core-group",
    "review-conference", "mpmg",
)  # fmt: skip
INTERVIEWERS = ("social-worker", "lead-worker", "mat-worker", "runaways-worker", "carer", "investigating-officer")
DUTIES = (
    "iro-told-missing", "la-check-child-known", "high-deploy-immediately", "police-review-three-in-90",
    "return-interview", "missing-meeting-three-days", "cp-manager-told-missing", "cp-core-group-five-days",
    "away-six-hour-ceiling", "placing-notifies-host-missing-lead", "compact-entry",
)  # fmt: skip
# Moments worth starting from: both clock changes, Christmas, Easter, a leap day, and any day.
HARD_DATES = ("2026-03-28", "2026-10-24", "2026-12-23", "2026-04-02", "2028-02-28", "2022-09-16", "2027-08-27")


def history(seed: int) -> dict[str, Any]:
    """A scenario that can be replayed: any order of events that the contract allows, gaps and refusals included."""
    return told_by(random.Random(seed))


def told_by(chance: random.Random) -> dict[str, Any]:
    """The same, as chance has it."""
    return _Teller(chance).scenario()


class _Teller:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def scenario(self) -> dict[str, Any]:
        chance = self.chance
        edition = chance.choice(("2016", "2019"))
        day = dt.date.fromisoformat(chance.choice(HARD_DATES)) + dt.timedelta(days=chance.randrange(-3, 4))
        start = _existing(dt.datetime.combine(day, dt.time(chance.randrange(24), chance.randrange(60))))
        kind = "away" if chance.random() < 0.25 else "missing"
        child = self.child()
        events = self.events(start, kind, edition, child)
        now = max((dt.datetime.fromisoformat(event["at"]) for event in events), default=start)
        now += dt.timedelta(minutes=chance.choice((0, 1, 90, 60 * 24, 60 * 24 * 8, 60 * 24 * 40)))
        made: dict[str, Any] = {
            "edition": edition,
            "child": child,
            "episode": self.episode(kind, start),
            "events": events,
            "now": _wall(now),
        }
        if chance.random() < 0.9:
            made["earlier"] = self.earlier(start)
        return made

    def child(self) -> dict[str, Any]:
        chance = self.chance
        council = chance.choice(COUNCILS)
        facts: dict[str, Any] = {
            "area": chance.choice(("derby", "derbyshire")),
            "looked_after_by": council,
            "placement": chance.choice(PLACEMENTS) if council else None,
            "registered_home": chance.random() < 0.6 if council else None,
            "open_to": chance.choice(([], ["mat"], ["social-care"], ["yos", "social-care"])),
            "child_protection_plan": chance.random() < 0.25,
            "significant_harm_concern": chance.random() < 0.2,
            "plan_notify_after": chance.choice((None, None, 2, 9)),
            "disabled": False,
        }
        facts["expected" if chance.random() < 0.05 else "born"] = "2012-05-04"
        for name in list(facts):
            if chance.random() < 0.06:
                del facts[name]
        return facts

    def episode(self, kind: str, start: dt.datetime) -> dict[str, Any]:
        chance = self.chance
        facts = {
            "with_family": chance.random() < 0.15,
            "education_only": chance.random() < 0.1,
            "last_seen": chance.choice((None, _wall(start - dt.timedelta(minutes=chance.randrange(600))))),
        }
        for name in list(facts):
            if chance.random() < 0.06:
                del facts[name]
        return {"kind": kind, **facts}

    def earlier(self, start: dt.datetime) -> list[dict[str, Any]]:
        chance = self.chance
        days = sorted(
            (chance.choice((3, 12, 29, 30, 31, 70, 90, 200)) for _ in range(chance.randrange(5))), reverse=True
        )
        return [
            {
                "reported": _wall(start - dt.timedelta(days=count, minutes=chance.choice((0, 5, 300)))),
                "returned": _wall(start - dt.timedelta(days=count - 1, minutes=600)),
                "category": chance.choice(("medium", "high", "absent", "no-apparent-risk")),
            }
            for count in dict.fromkeys(days)
        ]

    def events(self, start: dt.datetime, kind: str, edition: str, child: dict[str, Any]) -> list[dict[str, Any]]:
        chance = self.chance
        told: list[dict[str, Any]] = []
        reported = kind == "missing"
        if reported:
            told.append({"type": "reported", "at": _wall(start), "by": chance.choice(("parent", "carer", "school"))})
        at, returned = start, False
        for _ in range(chance.randrange(12)):
            at = _existing(at + dt.timedelta(minutes=chance.choice((0, 0, 1, 7, 45, 60, 300, 1440, 4000))))
            event = self.event(edition, child)
            if event["type"] == "reported" and returned:
                continue
            if event["type"] == "returned" and kind == "missing" and not reported:
                continue
            returned = returned or event["type"] == "returned"
            told.append({"type": event.pop("type"), "at": _wall(at), **event})
        return told

    def event(self, edition: str, child: dict[str, Any]) -> dict[str, Any]:
        chance = self.chance
        low = "absent" if edition == "2016" else "no-apparent-risk"
        duty = chance.choice(DUTIES)
        return chance.choice(
            (
                {"type": "reported", "by": "carer"},
                {"type": "categorised", "category": chance.choice((low, low, "medium", "high"))},
                {"type": "categorised", "category": chance.choice((low, "medium", "high"))},
                {"type": "location-lost"},
                {"type": "located", "confirmed_by": "police"},
                {"type": "found"},
                {"type": "returned", "to": chance.choice(("home", "placement", "other-safe-place"))},
                {"type": "returned", "to": "home"},
                {
                    "type": "consulted", "who": "social-worker",
                    "told": chance.random() < 0.8, "consulted": chance.random() < 0.5,
                },
                {"type": "meeting-held", "meeting": chance.choice(MEETINGS), "moved_forward_from": "2029-01-04"},
                {"type": "prevention-visit", "in_person": chance.random() < 0.8},
                {"type": "prevention-visit-not-made", "reason": "Asleep", "agreed_with": "the carer"},
                {"type": "interview-offered"},
                {"type": "interview-declined", "reason": "No"},
                {"type": "interview-held", "interviewer": chance.choice(INTERVIEWERS), "parent_seen": True},
                {"type": "interview-signed-off", "by": "team-manager"},
                {"type": "done", "duty": duty},
                {"type": "waived", "duty": duty, "reason": "Agreed", "by": chance.choice(("team-manager", "police"))},
                {"type": "deadline-exception", "duty": duty, "reason": "Snow", "by": "team-manager"},
                {"type": "placed", "planned": chance.random() < 0.5},
                {"type": "closed", "by": "police"},
                {"type": "fact", "set": self.fact()},
            )
        )  # fmt: skip

    def fact(self) -> dict[str, Any]:
        chance = self.chance
        return chance.choice(
            (
                {"child.open_to": chance.choice(([], ["mat"], ["yos"]))},
                {"child.child_protection_plan": chance.random() < 0.5},
                {"child.looked_after_by": chance.choice(COUNCILS)},
                {"child.area": chance.choice(("derby", "derbyshire"))},
                {"episode.with_family": chance.random() < 0.5},
                {"child.born": "2012-05-04"},
            )
        )


def _existing(moment: dt.datetime) -> dt.datetime:
    """The same wall-clock time, or an hour later where clocks skip it in March."""
    return moment + dt.timedelta(hours=1) if does_not_exist(moment) else moment


def _wall(moment: dt.datetime) -> str:
    return _existing(moment).isoformat()
