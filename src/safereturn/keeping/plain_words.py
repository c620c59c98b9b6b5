"""What stands in the tables, in words for the child whom it is about: moments on London's clocks, and no codes."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from safereturn.access.field_classes import DESCRIBED
from safereturn.agencies.roles import ROLES
from safereturn.episodes.wording import (
    ARRIVALS,
    FACTS,
    HARMS,
    MEETINGS,
    PLACEMENTS,
    STATES,
    TITLES,
    category_name,
    duty_name,
    fact_in_words,
    owner_name,
)
from safereturn.privacy.referee import RULES
from safereturn.privacy.wording import page_name, reason
from safereturn.protocol import vocabulary as v
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.web.statuses import words_of
from safereturn.web.wording import day, moment

from .labels import label_of, label_of_said

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHEN = frozenset({"child.born", "child.expected", "episode.last_seen"})
_KINDS = {v.MISSING: "Missing", v.AWAY: "Away"}
_FACT_CODES: Final[dict[str, Mapping[str, str]]] = {"episode.kind": _KINDS, "child.placement": PLACEMENTS}
_SOURCES = {
    "live": "Recorded in this service",
    "load": "Loaded from what was kept before",
    "demonstration": "Invented for the demonstration",
}
_STRENGTHS = {v.MUST: "It must be done", v.SHOULD: "It should be done", v.MAY: "It may be done"}
_RETURNED_TO = {"home": "Home", "placement": "The placement", "other-safe-place": "Another safe place"}
_WHO = {"out-of-hours-service": "The out-of-hours service"}
_RESTS_ON = frozenset({"relied_on", "turns_on", "parts", "waived_by"})


def in_words(value: Any) -> str:
    """A value that is no code, as people say it; of several, each."""
    match value:
        case None:
            return "None"
        case list() | dict() if not value:
            return "None"
        case bool():
            return "Yes" if value else "No"
        case dt.datetime():
            return moment(value)
        case dt.date():
            return day(value)
        case list() | tuple():
            return ", ".join(in_words(one) for one in value)
        case dict():
            return "; ".join(f"{_plain(name)}: {in_words(one)}" for name, one in value.items())
        case str() if _MOMENT.fullmatch(value):
            return moment(dt.datetime.fromisoformat(value))
        case str() if _DAY.fullmatch(value):
            return day(dt.date.fromisoformat(value))
    return str(value)


def fact_value(name: str, value: Any) -> str:
    """What a fact ("child.area") says."""
    if words := _FACT_CODES.get(name):
        return words.get(value, in_words(value))
    if name not in FACTS or name == "earlier" or (name in _WHEN and isinstance(value, str)):
        return in_words(value)
    said = fact_in_words(name, value).partition(": ")[2]
    return said if said == value else said[:1].upper() + said[1:]


def said_in_words(path: str, value: Any) -> str:
    """What an event says under a name ("told.worries", "set.child.area")."""
    if isinstance(value, str) and path in _CODES:
        return _CODES[path](value)
    name = path.removeprefix("set.")
    return fact_value(name, value)


def field_in_words(field: str, value: Any) -> str:
    """What a field ("duties.Duty.owner") holds, where it is a code or a structure of ours; else as it stands."""
    words = _FIELDS.get(field)
    return words(value) if words else in_words(value)


def thing_in_words(key: str) -> str:
    """Which thing of a file a key names ("episodes.Event:12:content.told.worries")."""
    label, _, rest = key.partition(":")
    path = rest.partition(":")[2]
    field, _, said = path.partition(".")
    if field == "facts":
        return FACTS.get(f"child.{said}", said)
    return (label_of_said(said) if said else label_of(f"{label}.{field}")) or key


def _plain(name: str) -> str:
    return str(name).replace("_", " ").capitalize()


def _one_of(words: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda value: words.get(value, in_words(value))


def _role(value: str) -> str:
    return _WHO.get(value) or (owner_name(value) if value in v.ROLE_NAMES else value)


def _area(value: str) -> str:
    return fact_value("child.area", value)


def _trigger(value: Any) -> str:
    if set(value) != {"type", "at"}:
        return in_words(value)
    return f"{TITLES.get(value['type'], value['type'])}, {in_words(value['at'])}"


def _clause(value: Any) -> str:
    if "section" not in value or "says" not in value:
        return in_words(value)
    return f"{value['says']} (section {value['section']})"


def _rests_on(value: Any) -> str:
    """The facts that a duty relied on, those that it still turns on, and who has a part in it."""
    said = [f"{_fact_label(name)}: {fact_value(name, one)}" for name, one in value.get("relied_on", {}).items()]
    said += [f"Not known: {_fact_label(name).lower()}" for name in value.get("turns_on", ())]
    for part in value.get("parts", ()):
        done = f"done at {in_words(part['at'])}" if part.get("at") else "not done"
        said.append(f"{_role(part['by'])}: {done}")
    if role := value.get("waived_by"):
        said.append(f"To be waived by {_role(role)}")
    rest = {name: one for name, one in value.items() if name not in _RESTS_ON}
    return "\n".join([*said, *([in_words(rest)] if rest else [])]) or "Nothing but that it happened"


def _fact_label(name: str) -> str:
    return FACTS.get(name) or label_of_said(name) or _plain(name)


def _classes(value: Any) -> str:
    return "Everything" if set(value) == set(DESCRIBED) else "; ".join(DESCRIBED.get(one, one) for one in value)


_CODES: Final[dict[str, Callable[[str], str]]] = {
    "by": _role,
    "who": _role,
    "confirmed_by": _role,
    "interviewer": _role,
    "category": category_name,
    "meeting": _one_of(MEETINGS),
    "to": _one_of(_RETURNED_TO),
    "duty": duty_name,
    "kind": _one_of(HARMS),
    "what": _one_of(CAN_COME_ABOUT),
    "decision": _one_of(ARRIVALS),
}
_FIELDS: Final[dict[str, Callable[[Any], str]]] = {
    "access.BreakGlass.role": lambda value: ROLES[value].name if value in ROLES else value,
    "access.Restriction.field_class": _one_of(DESCRIBED),
    "audit.View.classes": _classes,
    "audit.View.because": reason,
    "audit.View.page": page_name,
    "duties.Duty.answerable": _role,
    "duties.Duty.clause": _clause,
    "duties.Duty.facts": _rests_on,
    "duties.Duty.owner": _role,
    "duties.Duty.protocol_id": duty_name,
    "duties.Duty.status": words_of,
    "duties.Duty.strength": _one_of(_STRENGTHS),
    "duties.Duty.trigger": _trigger,
    "episodes.Episode.area": _area,
    "episodes.Episode.category": category_name,
    "episodes.Episode.highest_category": category_name,
    "episodes.Episode.kind": _one_of(_KINDS),
    "episodes.Episode.source": _one_of(_SOURCES),
    "episodes.Episode.state": _one_of(STATES),
    "episodes.Event.source": _one_of(_SOURCES),
    "episodes.Event.type": _one_of(TITLES),
    "finding.Pair.score": lambda value: f"{value:.0%}".rstrip("%"),
    "interviews.Account.interviewer": _role,
    "keeping.SubjectEdit.item": thing_in_words,
    "privacy.Alert.rule": _one_of(RULES),
}
