"""For engines that cannot search a list of events: one pass in Python finds the times, inside their own time."""

from typing import Any

from .episodes import Episode
from .twentieth_working_day import end_of_20th_working_day

_NEVER = dict.fromkeys(
    (
        "c0", "ret", "away", "nar", "nar_end", "sw", "host", "la", "meet0", "cpc", "strat", "police", "multi", "visit",
        "rhi", "cp_due",
    ),
    -1,
)  # fmt: skip
_AFTER_GRADING = {
    "la_notified": "la",
    "cp_conference": "cpc",
    "strategy_requested": "strat",
    "police_review": "police",
    "multi_agency": "multi",
}


def times_found(episode: Episode) -> tuple[dict[str, Any], list[int]]:
    """What an engine is asked about: named times (-1 for never), counts and facts; and the times of the meetings."""
    child = episode["child"]
    known = {**_NEVER, **child}
    meetings = []
    graded = returned = -1
    grave = False
    for event in episode["events"]:
        kind = event["k"]
        at = event["t"]
        name = None
        if kind == "classified":
            if graded < 0:
                graded = at
            if event["v"] == "nar":
                if known["nar"] < 0:
                    known["nar"] = at
            else:
                grave = True
                if known["nar"] >= 0 and known["nar_end"] < 0:
                    known["nar_end"] = at
        elif kind == "returned":
            if returned < 0:
                returned = at
            if known["nar"] >= 0 and known["nar_end"] < 0:
                known["nar_end"] = at
        elif kind == "away":
            name = "away"
        elif kind == "sw_informed":
            name = "sw" if known["away"] >= 0 else None
        elif kind == "host_notified":
            name = "host"
        elif kind == "rhi_held":
            name = "rhi" if returned >= 0 else None
        elif kind in ("visit", "visit_waived"):
            name = "visit" if returned >= 0 else None
        elif graded >= 0:
            if kind == "meeting":
                meetings.append(at)
            else:
                name = _AFTER_GRADING.get(kind)
        if name and known[name] < 0:
            known[name] = at
    since_30, since_90 = graded - 43200, graded - 129600
    known["c0"], known["ret"], known["grave"] = graded, returned, grave
    known["meet0"] = meetings[0] if meetings else -1
    known["n30"] = 1 + sum(1 for earlier in episode["prior"] if since_30 < earlier < graded)
    known["n90"] = 1 + sum(1 for earlier in episode["prior"] if since_90 < earlier < graded)
    known["nprior"] = len(episode["prior"])
    if child["cp_plan"] and graded >= 0:
        known["cp_due"] = end_of_20th_working_day(graded)
    known["missing"], known["back"] = graded >= 0, returned >= 0
    known["was_away"], known["was_nar"] = known["away"] >= 0, known["nar"] >= 0
    return known, meetings


def status(now: int, due: int, done: int, stopped: int) -> int:
    """The status of SPEC.md."""
    if done >= 0:
        return 1 if done <= due else 2
    if 0 <= stopped <= due:
        return 4
    return 3 if now > due else 0
