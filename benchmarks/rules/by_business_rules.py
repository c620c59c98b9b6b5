"""business-rules: conditions as data over a class of variables; an action emits the duty."""

from itertools import pairwise
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC, FIELD_TEXT
from business_rules.variables import BaseVariables, boolean_rule_variable, numeric_rule_variable

from .episodes import Episode
from .floor import Row
from .times_found import status, times_found

_YES_OR_NO = (
    "looked_after", "reg_home", "cp_plan", "with_family", "cme_only", "out_of_area", "at_risk", "grave", "missing",
    "back", "was_away", "was_nar", "chain_live",
)  # fmt: skip
_NUMBERS = ("n30", "n90", "nprior")


_GIVEN = {
    "code": FIELD_NUMERIC,
    "since": FIELD_TEXT,
    "add": FIELD_NUMERIC,
    "done": FIELD_TEXT,
    "stop": FIELD_TEXT,
}


class _Known(BaseVariables):  # type: ignore[misc]
    """What the rules may ask about."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known


def _reads(name: str) -> Any:
    def read(self: _Known) -> Any:
        return self.known[name]

    read.__name__ = name
    return read


for _name in _YES_OR_NO:
    setattr(_Known, _name, boolean_rule_variable()(_reads(_name)))
for _name in _NUMBERS:
    setattr(_Known, _name, numeric_rule_variable()(_reads(_name)))


class _Emit(BaseActions):  # type: ignore[misc]
    """What the rules may do: put a row."""

    def __init__(self, known: dict[str, Any], now: int) -> None:
        self.known, self.now = known, now
        self.rows: list[Row] = []

    @rule_action(
        params={
            "code": FIELD_NUMERIC,
            "since": FIELD_TEXT,
            "add": FIELD_NUMERIC,
            "done": FIELD_TEXT,
            "stop": FIELD_TEXT,
        }
    )
    def duty(self, code: int, since: str, add: int, done: str, stop: str) -> None:
        """Put a row."""
        due, done_at = self.known[since] + add, self.known[done]
        stopped = self.known[stop] if stop else -1
        self.rows.append((code, due, status(self.now, due, done_at, stopped), done_at))


def _yes(name: str) -> dict[str, Any]:
    return {"name": name, "operator": "is_true", "value": True}


def _no(name: str) -> dict[str, Any]:
    return {"name": name, "operator": "is_false", "value": True}


def _at_least(name: str, number: int) -> dict[str, Any]:
    return {"name": name, "operator": "greater_than_or_equal_to", "value": number}


def _rule(conditions: list[dict[str, Any]], *given: Any) -> dict[str, Any]:
    params = dict(zip(_GIVEN, given, strict=True))
    return {"conditions": {"all": conditions}, "actions": [{"name": "duty", "params": params}]}


_AWAY_FROM_A_HOME = {"all": [_yes("was_away"), _yes("reg_home")]}
_HEARD = {"any": [_yes("grave"), {"all": [_yes("looked_after"), {"any": [_yes("missing"), _AWAY_FROM_A_HOME]}]}]}
_RULES = [
    _rule([_yes("was_nar")], 1, "nar", 1440, "nar_end", ""),
    _rule([_yes("was_away"), _yes("looked_after")], 2, "away", 360, "sw", "ret"),
    _rule([_yes("missing")], 3, "c0", 60, "la", ""),
    _rule([_yes("missing")], 4, "c0", 4320, "meet0", "ret"),
    _rule([_yes("missing"), _yes("cp_plan")], 6, "cp_due", 0, "cpc", "ret"),
    _rule([_yes("missing"), _yes("back")], 7, "ret", 1440, "visit", ""),
    _rule([_yes("back"), _no("with_family"), _no("cme_only"), _HEARD], 8, "ret", 4320, "rhi", ""),
    _rule([_yes("missing"), _at_least("n30", 3)], 9, "c0", 1440, "strat", ""),
    _rule([_yes("missing"), _at_least("n90", 3)], 10, "c0", 7200, "police", ""),
    _rule([_yes("missing"), _at_least("nprior", 1)], 11, "c0", 14400, "multi", ""),
    _rule([_yes("out_of_area"), _yes("at_risk")], 12, "placed_at", 1440, "host", ""),
]
_EACH_MEETING = [_rule([_yes("chain_live")], 5, "m", 7200, "next", "ret")]


def duties(episode: Episode) -> list[Row]:
    """The rows of SPEC.md for one episode."""
    known, meetings = times_found(episode)
    emit = _Emit(known, episode["now"])
    run_all(_RULES, _Known(known), emit)
    for meeting, following in pairwise([*meetings, -1]):
        known["m"], known["next"] = meeting, following
        known["chain_live"] = known["ret"] < 0 or meeting < known["ret"]
        run_all(_EACH_MEETING, _Known(known), emit)
    emit.rows.sort()
    return emit.rows
