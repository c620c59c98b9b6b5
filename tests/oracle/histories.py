"""Invented episodes by the words of the format. Hypothesis takes the chances, so it can make a history smaller."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.oracle.clocks import DERBY, instant
from tests.oracle.oracle import RULES

SERVICES = ("social-care", "mat", "yos")
CONCERNS = (
    "child_protection_plan",
    "significant_harm_concern",
    "trafficking_concern",
    "exploitation_concern",
    "fgm_or_forced_marriage_concern",
    "missing_plan",
    "one_to_one_care",
    "mobile_known",
    "disabled",
)
SPANS = (0, 0, 5, 20, 45, 60, 90, 180, 359, 360, 361, 600, 1439, 1440, 1441, 2880, 4319, 4320, 4321, 7200, 7201, 11000)
"""Minutes between two events: around the figures of the protocol, where the rules turn."""
STARTS = {
    "2016": (
        "2016-03-25T18:30",  # a clock change and Easter
        "2016-10-29T01:30",
        "2017-12-22T16:00",
        "2018-05-04T22:15",
        "2018-08-26T23:00",
        "2016-09-12T14:00",
    ),
    "2019": (
        "2019-10-26T01:30",
        "2026-03-27T18:00",
        "2026-03-28T01:30",
        "2026-10-23T18:00",
        "2026-10-24T01:15",
        "2026-12-23T17:30",
        "2026-09-07T10:00",
        "2027-11-25T09:00",
    ),
}
HARMS = ("hurt", "exploitation", "trafficking", "crime-against", "allegation")
ROLES = ("social-worker", "mat-worker", "runaways-worker", "yos-worker", "lead-worker", "police", "carer", "parent")
MEETINGS = (
    "missing-meeting",
    "missing-meeting",
    "missing-review",
    "missing-review",
    "persistent-meeting",
    "strategy-meeting",
    "core-group",
    "review-conference",
    "mpmg",
)

Scenario = dict[str, Any]


class Inventor:
    """One invented episode, told forwards."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.edition = chance.choice(("2016", "2019"))
        self.kind = "missing" if self.likely(0.75) else "away"
        self.forgetful = chance.choice((0, 0, 0.1, 0.5))
        self.anyhow = self.likely(0.15)
        self.time = instant(chance.choice(STARTS[self.edition])) + timedelta(
            minutes=chance.choice((0, 30, 47, 60, 1440, 24 * 60 * 30))
        )
        self.start = self.time
        self.events: list[Scenario] = []
        self.reported = self.returned = self.lost = self.is_found = self.unborn = False

    def likely(self, part: float) -> bool:
        return bool(part) and self.chance.randrange(100) >= 100 * (1 - part)

    def scenario(self) -> Scenario:
        child, episode = self.child(), self.episode()
        earlier = self.earlier()
        self.tell()
        now = self.time + timedelta(minutes=self.chance.choice(SPANS))
        told: Scenario = {
            "edition": self.edition,
            "child": self.partly(child),
            "episode": {"kind": self.kind} | self.partly(episode),
            "events": self.events,
            "now": self.wall(now),
        }
        if not self.likely(self.forgetful):
            told["earlier"] = earlier
        if self.likely(0.2):
            told["events"] = self.shuffled()
        if self.likely(0.3) and any(event["type"] == "reported" for event in self.events):
            del told["edition"]
        return told

    def shuffled(self) -> list[Scenario]:
        """The events told in any order; of those at one time the order of the list is what happened first."""
        times = list(dict.fromkeys(instant(event["at"]) for event in self.events))
        self.chance.shuffle(times)
        return sorted(self.events, key=lambda event: times.index(instant(event["at"])))

    def partly(self, facts: Scenario) -> Scenario:
        """Some of the facts: what is left out, nobody recorded."""
        return {name: answer for name, answer in facts.items() if not self.likely(self.forgetful)}

    def wall(self, moment: datetime) -> str:
        """A time as clocks in Derby show it; with its offset now and then, and in the second of two like hours."""
        there = moment.astimezone(DERBY)
        return there.isoformat() if there.fold or self.likely(0.05) else there.strftime("%Y-%m-%dT%H:%M")

    # Facts

    def answer_to(self, name: str) -> Any:
        pick = self.chance.choice
        answers: dict[str, Callable[[], Any]] = {
            "area": lambda: pick(("derby", "derbyshire")),
            "born": lambda: (self.start - timedelta(days=pick((2000, 5000, 5900, 6400)))).date().isoformat(),
            "looked_after_by": lambda: pick((None, None, "derby", "derbyshire", "other")),
            "placement": lambda: pick((None, "childrens-home", "foster", "semi-independent", "with-family", "other")),
            "registered_home": lambda: pick((None, True, False)),
            "open_to": lambda: [service for service in SERVICES if self.likely(0.3)],
            "plan_notify_after": lambda: pick((None, None, 2, 6, 9)),
            "with_family": lambda: self.likely(0.3),
            "education_only": lambda: self.likely(0.2),
            "last_seen": lambda: self.wall(self.start - timedelta(minutes=pick(SPANS))) if self.likely(0.85) else None,
        }
        return answers.get(name, lambda: self.likely(0.3))()

    def child(self) -> Scenario:
        child: Scenario = {}
        self.unborn = self.likely(0.08)
        if self.unborn:
            child["expected"] = (self.start + timedelta(days=60)).date().isoformat()
        else:
            child["born"] = self.answer_to("born")
        child["area"] = self.answer_to("area")
        child["looked_after_by"] = self.answer_to("looked_after_by")
        if self.kind == "away" and child["looked_after_by"] is None:
            child["looked_after_by"] = child["area"]
        if child["looked_after_by"] is None:
            child |= {"placement": None, "registered_home": None}
        else:
            child["placement"] = self.answer_to("placement")
            child["registered_home"] = self.likely(0.7) if child["placement"] == "childrens-home" else None
            if child["looked_after_by"] != "other" and self.likely(0.1):
                child["area"] = "elsewhere"
        for name in ("open_to", "plan_notify_after", *CONCERNS):
            child[name] = self.answer_to(name)
        return child

    def episode(self) -> Scenario:
        return {name: self.answer_to(name) for name in ("with_family", "education_only", "last_seen")}

    def earlier(self) -> list[Scenario]:
        earlier, before = [], self.start - timedelta(days=1)
        for _ in range(self.chance.choice((0, 0, 1, 2, 3))):
            before -= timedelta(minutes=self.chance.choice((3000, 12000, 21600 - 60, 21600, 40000, 64000)))
            category = self.chance.choice(("absent", "no-apparent-risk", "medium", "high"))
            back = before + timedelta(minutes=self.chance.choice((60, 1000)))
            earlier.append({"reported": self.wall(before), "returned": self.wall(back), "category": category})
        return earlier[::-1]

    # Events

    def tell(self) -> None:
        if self.kind == "missing" and not self.likely(0.03):
            self.report()
        for _ in range(self.chance.randrange(20)):
            self.time += timedelta(minutes=self.chance.choice(SPANS))
            self.chance.choice(self.next_steps())()

    def add(self, type: str, **fields: Any) -> None:
        self.events.append({"type": type, "at": self.wall(self.time), **fields})

    def next_steps(self) -> list[Callable[[], None]]:
        """What may happen now; what is named twice happens oftener."""
        if self.anyhow:
            return self.all_steps()
        missing = self.reported and (self.kind == "missing" or self.lost)
        steps = [self.fact, self.done, self.done, self.done, self.waived, self.exception]
        if not self.returned:
            steps += [self.found, self.back] if self.reported or self.kind == "away" else []
            steps += [self.report] if self.kind == "missing" or not self.is_found else []
        if self.kind == "away" and not self.returned:
            steps += [self.consult, self.consult] + ([] if self.is_found else [self.lose])
        if missing and not self.returned:
            steps += [self.grade, self.grade, self.grade, self.meet, self.meet, self.dispute]
            steps += [] if self.is_found else [self.lose, self.locate]
        if missing and self.returned:
            steps += [self.visit, self.visit, self.visit_not_made, self.meet]
            if self.likely(0.3):
                steps += [self.grade]
        if self.returned:
            steps += [self.offer, self.decline, self.hold, self.sign_off, self.harm, self.not_possible, self.close]
        if self.likely(0.1):
            steps += [self.place, self.harm]
        return steps

    def all_steps(self) -> list[Callable[[], None]]:
        """What the format allows, likely or not."""
        steps = [self.fact, self.fact, self.done, self.waived, self.exception, self.consult, self.lose, self.locate]
        steps += [self.meet, self.meet, self.dispute, self.visit, self.visit_not_made, self.harm, self.place]
        steps += [self.found, self.offer, self.decline, self.hold, self.sign_off, self.not_possible, self.close]
        steps += [self.grade, self.grade, self.back] if self.reported or self.kind == "away" else []
        return steps if self.returned else [*steps, self.report]

    def report(self) -> None:
        self.add("reported", by=self.chance.choice(("parent", "carer", "school", "agency", "other")))
        self.reported = True

    def grade(self) -> None:
        low = "absent" if self.edition == "2016" else "no-apparent-risk"
        self.add("categorised", category=self.chance.choice((low, low, "medium", "high")))

    def dispute(self) -> None:
        self.add(self.chance.choice(("category-disputed", "dispute-decided")), by="school")

    def lose(self) -> None:
        self.add("location-lost")
        self.lost = True

    def locate(self) -> None:
        self.add("located", confirmed_by="police")

    def found(self) -> None:
        self.add("found")
        self.is_found = True

    def back(self) -> None:
        self.add("returned", to=self.chance.choice(("home", "placement", "other-safe-place")))
        self.returned = True

    def consult(self) -> None:
        who = self.chance.choice(("social-worker", "out-of-hours-service"))
        self.add("consulted", who=who, told=self.likely(0.7), consulted=self.likely(0.6))

    def meet(self) -> None:
        meeting = self.chance.choice(MEETINGS)
        moved = {"moved_forward_from": "2028-02-01"} if meeting == "review-conference" and self.likely(0.7) else {}
        self.add("meeting-held", meeting=meeting, **moved)

    def visit(self) -> None:
        self.add("prevention-visit", in_person=self.likely(0.8))

    def visit_not_made(self) -> None:
        agreed = {"agreed_with": "parent"} if self.likely(0.8) else {}
        self.add("prevention-visit-not-made", reason="seen last week", **agreed)

    def offer(self) -> None:
        self.add("interview-offered")

    def decline(self) -> None:
        self.add("interview-declined", reason="does not want to")

    def not_possible(self) -> None:
        self.add("interview-not-possible", reason="not at home")

    def hold(self) -> None:
        self.add("interview-held", interviewer=self.chance.choice(ROLES), parent_seen=self.likely(0.5))

    def sign_off(self) -> None:
        self.add("interview-signed-off", by="line-manager")

    def harm(self) -> None:
        self.add("harm-found", kind=self.chance.choice(HARMS))

    def place(self) -> None:
        planned = self.likely(0.3)
        self.add("placed", planned=planned)

    def close(self) -> None:
        self.add("closed", by="team-manager")

    def any_duty(self) -> str:
        return self.chance.choice([rule.id for rule in RULES if rule.sections[self.edition]])

    def done(self) -> None:
        self.add("done", duty=self.any_duty())

    def waived(self) -> None:
        self.add("waived", duty=self.any_duty(), reason="agreed with the family", by="team-manager")

    def exception(self) -> None:
        duty = self.any_duty() if self.likely(0.5) else "return-interview"
        self.add("deadline-exception", duty=duty, reason="in hospital", by="team-manager")

    def fact(self) -> None:
        names = [f"child.{name}" for name in ("area", "looked_after_by", "placement", "open_to", *CONCERNS)]
        names += ["child.registered_home", "child.plan_notify_after"]
        names += ["episode.with_family", "episode.education_only", "episode.last_seen"]
        names += [] if self.unborn else ["child.born"]
        name = self.chance.choice(names)
        self.add("fact", set={name: self.answer_to(name.split(".")[1])})


HISTORIES = st.randoms(use_true_random=False).map(lambda chance: Inventor(chance).scenario())
"""Scenarios that `safereturn replay` accepts."""
