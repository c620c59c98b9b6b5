"""Invented episodes: the facts of a child, earlier episodes, and 5 to 15 events; the same for the same seed."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

HOUR, DAY = 60, 24 * 60  # all times are whole minutes since 1970
FIRST_DAY = 29_000_000 - 29_000_000 % DAY  # in February 2025
Episode = dict[str, Any]  # now, child, prior, and events with their time "t", kind "k" and value "v"


@dataclass(slots=True)
class _Log:
    """The events of one episode so far."""

    events: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, at: int, kind: str, value: str = "") -> None:
        self.events.append((at, kind, value))


def episodes(count: int, *, seed: int, fewest: int = 5, most: int = 15) -> list[Episode]:
    """Invent episodes of `fewest` to `most` events each."""
    draw = Random(seed)  # noqa: S311 - invents children, keeps no secret
    return [_episode(draw, fewest, most) for _ in range(count)]


def _episode(draw: Random, fewest: int, most: int) -> Episode:
    start = FIRST_DAY + draw.randrange(0, 500 * DAY)
    child = _child(draw, start)
    earlier = min(60, int(draw.expovariate(1 / 4.0))) if draw.random() < 0.65 else 0
    prior = sorted({start - 1 - int(draw.expovariate(1 / (80.0 * DAY))) for _ in range(earlier)})
    length = int(min(70 * DAY, draw.lognormvariate(6.2, 1.5))) + 20  # half of them shorter than about 8 hours
    log = _Log()
    away = child["looked_after"] and draw.random() < 0.3
    if away:
        log.add(start, "away")
        if draw.random() < 0.8:
            log.add(start + draw.randrange(10, 600), "sw_informed")
    graded_at = None
    if not away or draw.random() < 0.4:
        graded_at = start + (draw.randrange(60, 400) if away else draw.randrange(5, 60))
        _while_missing(draw, log, graded_at, length, child, prior, most)
    _return(draw, log, (graded_at or start) + length, graded_at is not None)
    if child["out_of_area"] and draw.random() < 0.8:
        log.add(child["placed_at"] + draw.randrange(-3 * DAY, 3 * DAY), "host_notified")
    while len(log.events) < fewest or (len(log.events) < most and draw.random() < 0.55):
        log.add(start + draw.randrange(0, length + 1), draw.choice(["contact", "note", "risk_note", "carer_call"]))
    told = sorted(log.events, key=lambda event: event[0])[:most]
    now = told[-1][0] + int(draw.expovariate(1 / (6.0 * DAY)))
    events = [{"t": at, "k": kind, "v": value} for at, kind, value in told]
    return {"now": now, "child": child, "prior": prior, "events": events}


def _child(draw: Random, start: int) -> dict[str, Any]:
    looked_after = draw.random() < 0.45
    child = {
        "looked_after": looked_after,
        "reg_home": looked_after and draw.random() < 0.4,
        "cp_plan": (not looked_after) and draw.random() < 0.12,
        "with_family": (not looked_after) and draw.random() < 0.04,
        "cme_only": (not looked_after) and draw.random() < 0.02,
        "out_of_area": looked_after and draw.random() < 0.3,
        "at_risk": draw.random() < 0.5,
        "placed_at": 0,
    }
    if child["out_of_area"]:
        child["placed_at"] = start - draw.randrange(2 * HOUR, 400 * DAY)
    return child


def _while_missing(
    draw: Random, log: _Log, graded_at: int, length: int, child: dict[str, Any], prior: list[int], most: int
) -> None:
    grade = draw.choices(["nar", "medium", "high"], [0.2, 0.62, 0.18])[0]
    log.add(graded_at, "classified", grade)
    if draw.random() < 0.95:
        log.add(graded_at + int(draw.expovariate(1 / 40)), "la_notified")
    if grade == "nar" and draw.random() < 0.6:
        log.add(graded_at + draw.randrange(60, 2000), "classified", draw.choice(["medium", "medium", "nar", "high"]))
    if grade == "medium" and draw.random() < 0.12:
        log.add(graded_at + draw.randrange(60, 2000), "classified", "high")
    if length > 2 * DAY:
        at = graded_at + draw.randrange(1 * DAY, 4 * DAY)
        while at < graded_at + length and len(log.events) < most - 4:
            log.add(at, "meeting")
            at += draw.randrange(2 * DAY, 7 * DAY)
    if child["cp_plan"] and length > 15 * DAY and draw.random() < 0.5:
        log.add(graded_at + draw.randrange(10 * DAY, 30 * DAY), "cp_conference")
    if len(prior) >= 2 and draw.random() < 0.5:
        log.add(graded_at + draw.randrange(100, 2400), "strategy_requested")
    if len(prior) >= 2 and draw.random() < 0.5:
        log.add(graded_at + draw.randrange(100, 9000), "police_review")
    if prior and draw.random() < 0.4:
        log.add(graded_at + draw.randrange(1 * DAY, 14 * DAY), "multi_agency")


def _return(draw: Random, log: _Log, at: int, was_missing: bool) -> None:
    if draw.random() < 0.94:
        log.add(at, "returned")
        if was_missing and draw.random() < 0.85:
            log.add(at + int(draw.expovariate(1 / 500)), "visit" if draw.random() < 0.9 else "visit_waived")
        if draw.random() < 0.75:
            log.add(at + int(draw.expovariate(1 / 3200)) + 60, "rhi_held")
