"""rule-engine: conditions as compiled expressions over a mapping; due times from a table in Python."""

from itertools import pairwise

from rule_engine import Context, Rule, resolve_item

from .episodes import Episode
from .floor import Row
from .times_found import status, times_found

_CONTEXT = Context(resolver=resolve_item)
_INTERVIEW = (
    "back and not with_family and not cme_only"
    " and (grave or (looked_after and (missing or (was_away and reg_home))))"
)  # fmt: skip
_TABLE = (  # condition, code, counted from, minutes, done, stopped
    ("was_nar", 1, "nar", 1440, "nar_end", None),
    ("was_away and looked_after", 2, "away", 360, "sw", "ret"),
    ("missing", 3, "c0", 60, "la", None),
    ("missing", 4, "c0", 4320, "meet0", "ret"),
    ("missing and cp_plan", 6, "cp_due", 0, "cpc", "ret"),
    ("missing and back", 7, "ret", 1440, "visit", None),
    (_INTERVIEW, 8, "ret", 4320, "rhi", None),
    ("missing and n30 >= 3", 9, "c0", 1440, "strat", None),
    ("missing and n90 >= 3", 10, "c0", 7200, "police", None),
    ("missing and nprior >= 1", 11, "c0", 14400, "multi", None),
    ("out_of_area and at_risk", 12, "placed_at", 1440, "host", None),
)
_RULES = [(Rule(condition, context=_CONTEXT), *rest) for condition, *rest in _TABLE]
_WHILE_MISSING = Rule("ret < 0 or m < ret", context=_CONTEXT)


def duties(episode: Episode) -> list[Row]:
    """The rows of SPEC.md for one episode."""
    known, meetings = times_found(episode)
    now = episode["now"]
    rows = []

    def put(code: int, due: int, done: int, stopped: int) -> None:
        rows.append((code, due, status(now, due, done, stopped), done))

    for rule, code, since, minutes, done, stopped in _RULES:
        if rule.matches(known):
            put(code, known[since] + minutes, known[done], known[stopped] if stopped else -1)
    for meeting, following in pairwise([*meetings, -1]):
        known["m"] = meeting
        if _WHILE_MISSING.matches(known):
            put(5, meeting + 7200, following, known["ret"])
    rows.sort()
    return rows
