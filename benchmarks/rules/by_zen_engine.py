"""zen-engine (in Rust): a decision model that reads the raw events itself; only the 20th working day is given to it."""

import json
from itertools import pairwise
from typing import Any

import zen

from .episodes import Episode
from .floor import Row
from .twentieth_working_day import end_of_20th_working_day


def _first(*kinds: str, since: str = "") -> str:
    named = " or ".join(f"#.k == '{kind}'" for kind in kinds)
    found = f"filter(events, ({named}){f' and #.t >= $.{since}' if since else ''})[0].t"
    return f"$.{since} == null ? null : {found}" if since else found


_FACTS = (
    ("c0", _first("classified")),
    ("ret", _first("returned")),
    ("away", _first("away")),
    ("nar", "filter(events, #.k == 'classified' and #.v == 'nar')[0].t"),
    ("grave", "some(events, #.k == 'classified' and #.v != 'nar')"),
    (
        "narEnd",
        "$.nar == null ? null : filter(events,"
        " #.t > $.nar and ((#.k == 'classified' and #.v != 'nar') or #.k == 'returned'))[0].t",
    ),
    ("m", "$.c0 == null ? [] : map(filter(events, #.k == 'meeting' and #.t >= $.c0), #.t)"),
    ("n30", "$.c0 == null ? 0 : 1 + count(prior, # > $.c0 - 43200 and # < $.c0)"),
    ("n90", "$.c0 == null ? 0 : 1 + count(prior, # > $.c0 - 129600 and # < $.c0)"),
    ("sw", _first("sw_informed", since="away")),
    ("host", _first("host_notified")),
    ("la", _first("la_notified", since="c0")),
    ("cpc", _first("cp_conference", since="c0")),
    ("strat", _first("strategy_requested", since="c0")),
    ("police", _first("police_review", since="c0")),
    ("multi", _first("multi_agency", since="c0")),
    ("visit", _first("visit", "visit_waived", since="ret")),
    ("rhi", _first("rhi_held", since="ret")),
)
_HEARD = "grave or (child.looked_after and (c0 != null or (away != null and child.reg_home)))"
_RULES = (  # condition, code, due, done, stop
    ("nar != null", 1, "nar + 1440", "narEnd", "null"),
    ("away != null and child.looked_after", 2, "away + 360", "sw", "ret"),
    ("c0 != null", 3, "c0 + 60", "la", "null"),
    ("c0 != null", 4, "c0 + 4320", "m[0]", "ret"),
    ("c0 != null and child.cp_plan", 6, "cpDue", "cpc", "ret"),
    ("c0 != null and ret != null", 7, "ret + 1440", "visit", "null"),
    (f"ret != null and not child.with_family and not child.cme_only and ({_HEARD})", 8, "ret + 4320", "rhi", "null"),
    ("n30 >= 3", 9, "c0 + 1440", "strat", "null"),
    ("n90 >= 3", 10, "c0 + 7200", "police", "null"),
    ("c0 != null and len(prior) >= 1", 11, "c0 + 14400", "multi", "null"),
    ("child.out_of_area and child.at_risk", 12, "child.placed_at + 1440", "host", "null"),
)
_CHAIN = (
    "map(filter(map($nodes.facts.m as x, {code: 5, due: x + 7200, done: filter($nodes.facts.m, # > x)[0],"
    " stop: $nodes.facts.ret, at: x}), $nodes.facts.ret == null or #.at < $nodes.facts.ret), #)"
)
_ROWS = (
    "map(flatMap([$nodes.table, $.chain], #), [#.code, #.due, #.done != null ? (#.done <= #.due ? 1 : 2)"
    " : ((#.stop ?? 1e15) <= #.due ? 4 : ($nodes.facts.now > #.due ? 3 : 0)), #.done ?? -1])"
)


def _expressions(name: str, pairs: tuple[tuple[str, str], ...], *, passes_on: bool) -> dict[str, Any]:
    written = [{"id": f"{name}{n}", "key": key, "value": value} for n, (key, value) in enumerate(pairs)]
    return {
        "id": name,
        "type": "expressionNode",
        "name": name,
        "content": {"expressions": written, "passThrough": passes_on},
    }


_COLUMNS = ("code", "due", "done", "stop")
_TABLE = {
    "hitPolicy": "collect",
    "passThrough": False,
    "outputPath": None,
    "inputs": [{"id": "if", "name": "if", "field": ""}],
    "outputs": [{"id": column, "name": column, "field": column} for column in _COLUMNS],
    "rules": [
        {"_id": f"r{n}", "if": condition, **dict(zip(_COLUMNS, (str(code), due, done, stop), strict=True))}
        for n, (condition, code, due, done, stop) in enumerate(_RULES)
    ],
}
_STEPS = ("in", "facts", "table", "final", "out")
MODEL = {
    "nodes": [
        {"id": "in", "type": "inputNode", "name": "in"},
        _expressions("facts", _FACTS, passes_on=True),
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": _TABLE},
        _expressions("final", (("chain", _CHAIN), ("out", _ROWS)), passes_on=False),
        {"id": "out", "type": "outputNode", "name": "out"},
    ],
    "edges": [
        {"id": f"e{n}", "type": "edge", "sourceId": source, "targetId": target}
        for n, (source, target) in enumerate(pairwise(_STEPS))
    ],
}
_ONE = zen.ZenEngine().create_decision(json.dumps(MODEL))
_MANY = zen.ZenEngine({"loader": {"type": "static", "content": {"duties": MODEL}}})


def duties(episode: Episode) -> list[Row]:
    """The rows of SPEC.md for one episode."""
    return _rows(_ONE.evaluate(_asked(episode))["result"])


def all_duties(episodes: list[Episode]) -> list[list[Row]]:
    """The rows of SPEC.md for many episodes, in one crossing into Rust: its best case."""
    asked = [{"key": "duties", "context": _asked(episode)} for episode in episodes]
    return [_rows(answer["data"]["result"]) for answer in _MANY.evaluate_batch(asked)]


def _asked(episode: Episode) -> dict[str, Any]:
    graded = next((event["t"] for event in episode["events"] if event["k"] == "classified"), None)
    on_a_plan = graded is not None and episode["child"]["cp_plan"]
    return {**episode, "cpDue": end_of_20th_working_day(graded) if on_a_plan else None}


def _rows(result: dict[str, Any]) -> list[Row]:
    return sorted(tuple(map(int, row)) for row in result["out"])  # numbers come back as floats
