"""Reading a scenario file: JSON in, `Scenario` out, or every fault with its path and remedy.

The shape is a contract with whoever writes scenarios: see docs/reference/replay.md.
"""

import datetime as dt
import difflib
import itertools
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from . import events as e
from . import vocabulary as v
from .came_about import CAN_COME_ABOUT
from .editions import EDITIONS, in_force
from .facts import Earlier, Facts
from .history import Scenario
from .notation import Edition
from .periods import LONDON, does_not_exist, in_utc
from .register import register


class Fault(NamedTuple):
    """One thing wrong with a scenario: where, what, and what would be right."""

    path: str
    says: str

    def __str__(self) -> str:
        return f"{self.path}: {self.says}" if self.path else self.says


class BadScenario(ValueError):
    """A scenario that cannot be replayed. `faults` holds every fault found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class _Wrong(Exception):
    """A value is not what it should be; the message says what is wrong and what would be right."""


Reader = Callable[[Any], Any]


def read(data: Any) -> tuple[Edition, Scenario]:
    """The edition and the scenario that a JSON object describes. Raises `BadScenario` with every fault."""
    return _Reading().read(data)


# Values


_DATE_AND_TIME = re.compile(r"[0-9W-]+T[0-9:.,]+(Z|[+-][0-9]{2}(:?[0-9]{2})?)?")


def _moment(value: Any) -> dt.datetime:
    moment = value if isinstance(value, dt.datetime) else _moment_in_text(value)  # the log holds moments as such
    if not 2000 <= moment.year <= 2099:
        raise _Wrong(f"{_shown(str(value))} lies outside the years 2000 to 2099")
    if moment.tzinfo is None:
        if does_not_exist(moment):
            shown = _shown(str(value))
            raise _Wrong(f"{shown} does not exist: clocks go forward then; use the hour after, or give an offset")
        moment = moment.replace(tzinfo=LONDON)
    return in_utc(moment)


def _moment_in_text(value: Any) -> dt.datetime:
    if not isinstance(value, str):
        raise _Wrong(f"{_shown(value)} is not a time; use ISO 8601, such as 2026-01-09T21:40")
    try:
        # Python also reads times with any letter, or none, for the T.
        moment = dt.datetime.fromisoformat(value) if _DATE_AND_TIME.fullmatch(value) else None
    except ValueError:
        moment = None
    if moment is None:
        raise _Wrong(f"{_shown(value)} is not a date with a time; use ISO 8601, such as 2026-01-09T21:40")
    return moment


def _date(value: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Wrong(f"{_shown(value)} is not a date; use ISO 8601, such as 2011-03-04") from None


def _date_or_moment(value: Any) -> dt.datetime:
    if isinstance(value, str) and len(value) == len("2026-01-09"):
        return in_utc(dt.datetime.combine(_date(value), dt.time(), LONDON))
    return _moment(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(f"{_shown(value)} is not a text; write it in words")
    return value


def _category(value: Any) -> str:
    """Any text: which words are categories depends on the edition, known only when every event is read."""
    if not isinstance(value, str):
        raise _Wrong(f"{_shown(value)} is not a category; use absent (2016), no-apparent-risk (2019), medium or high")
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"{_shown(value)} is not an answer; use true or false")
    return value


def _hours(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _Wrong(f"{_shown(value)} is not a number of hours; use a number such as 4")
    if not 0 <= value <= 24 * 365:
        raise _Wrong(f"{_shown(value)} is not a number of hours in reach; use a number from 0 to 8760")
    return value


def _one_of(words: Sequence[str], what: str) -> Reader:
    known = frozenset(words)

    def reader(value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise _Wrong(f"{_shown(value)} is not {what}; use {_listed(words)}")
        return value

    return reader


def _or_null(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _services(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or any(service not in v.SERVICES for service in value):
        raise _Wrong(f"{_shown(value)} is not a list of services; use any of {_listed(v.SERVICES)}, or [] for none")
    return tuple(value)


def _duty_id(value: Any) -> str:
    if not isinstance(value, str) or not (value in register() or any(value in ed.by_id for ed in EDITIONS.values())):
        near = difflib.get_close_matches(str(value)[:60], register(), n=1)
        raise _Wrong(f"{_shown(value)} is not an id of the register; use one such as {(*near, 'return-interview')[0]}")
    return value


def _shown(value: Any) -> str:
    """A value as the scenario has it, on one line and not too long."""
    try:
        text = repr(value) if isinstance(value, str) else json.dumps(value)
    except RecursionError:
        return "what is nested so deeply"
    return text if len(text) <= 60 else f"{text[:59]}…"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


_role = _one_of(v.ROLES, "a role")
_yes_no_or_null = _or_null(_yes_or_no)

_CHILD: Mapping[str, Reader] = {
    "born": _or_null(_date),
    "expected": _or_null(_date),
    "area": _one_of(v.AREAS, "an area"),
    "looked_after_by": _or_null(_one_of(v.COUNCILS, "a council")),
    "placement": _or_null(_one_of(v.PLACEMENTS, "a placement")),
    "registered_home": _yes_no_or_null,
    "open_to": _services,
    "child_protection_plan": _yes_no_or_null,
    "significant_harm_concern": _yes_no_or_null,
    "trafficking_concern": _yes_no_or_null,
    "exploitation_concern": _yes_no_or_null,
    "fgm_or_forced_marriage_concern": _yes_no_or_null,
    "missing_plan": _yes_no_or_null,
    "plan_notify_after": _or_null(_hours),
    "one_to_one_care": _yes_no_or_null,
    "mobile_known": _yes_no_or_null,
    "disabled": _yes_no_or_null,
    "care_leaver": _yes_no_or_null,  # a council still owes them leaving-care duties; no rule turns on it (A25)
}
_EPISODE: Mapping[str, Reader] = {
    "kind": _one_of(v.KINDS, "a kind of episode"),
    "with_family": _yes_no_or_null,
    "education_only": _yes_no_or_null,
    "last_seen": _or_null(_moment),
}
_MEETINGS = (
    "missing-meeting",
    "missing-review",
    "persistent-meeting",
    "strategy-meeting",
    "core-group",
    "review-conference",
    "mpmg",
)
_HARMS = ("hurt", "exploitation", "trafficking", "crime-against", "allegation")


class _Form(NamedTuple):
    """An event type: its class, its fields, those among them that it must have, and all its keys."""

    event: type[e.Event]
    fields: Mapping[str, Reader]
    needs: frozenset[str]
    keys: Mapping[str, None]


def _form(event: type[e.Event], needs: Mapping[str, Reader] | None = None, **may_have: Reader) -> _Form:
    fields = {**(needs or {}), **may_have}
    return _Form(event, fields, frozenset(needs or {}), dict.fromkeys(("type", "at", *fields)))


_FORMS: dict[str, _Form] = {
    form.event.type: form
    for form in (
        _form(
            e.Reported,
            by=_one_of((v.PARENT, v.CARER, v.SCHOOL, "agency", "other"), "someone who reports"),
            incident_number=_or_null(_text),
        ),
        _form(e.Categorised, {"category": _category}, review_at=_or_null(_moment), by=_role),
        _form(e.CategoryDisputed, by=_role),
        _form(e.DisputeDecided, by=_role, outcome=_text),
        _form(e.LocationLost),
        _form(
            e.Consulted,
            {"who": _one_of((v.SOCIAL_WORKER, "out-of-hours-service"), "someone to consult")},
            told=_yes_or_no,
            consulted=_yes_or_no,
        ),
        _form(
            e.MeetingHeld,
            {"meeting": _one_of(_MEETINGS, "a meeting")},
            moved_forward_from=_or_null(_date_or_moment),
        ),
        _form(e.Located, confirmed_by=_text),
        _form(e.Found),
        _form(e.Returned, to=_one_of(("home", "placement", "other-safe-place"), "a place to return to")),
        _form(e.PreventionVisit, {"in_person": _yes_or_no}),
        _form(e.PreventionVisitNotMade, reason=_or_null(_text), agreed_with=_or_null(_text)),
        _form(e.InterviewOffered, reason=_or_null(_text)),
        _form(e.InterviewDeclined, reason=_or_null(_text)),
        _form(e.InterviewNotPossible, reason=_or_null(_text)),
        _form(e.InterviewSuperseded, reason=_or_null(_text)),
        _form(e.InterviewHeld, {"interviewer": _role}, parent_seen=_yes_no_or_null, together_with=_or_null(_text)),
        _form(e.InterviewSignedOff, by=_role),
        _form(e.DeadlineException, {"duty": _duty_id, "reason": _text}, by=_role, new_target=_or_null(_moment)),
        _form(e.Placed, {"planned": _yes_or_no}),
        _form(e.HarmFound, {"kind": _one_of(_HARMS, "a kind of harm")}),
        _form(e.CameAbout, {"what": _one_of(tuple(CAN_COME_ABOUT), "a thing that comes about")}, note=_or_null(_text)),
        _form(e.Done, {"duty": _duty_id}, ref=_or_null(_text), note=_or_null(_text), by=_role),
        _form(e.Waived, {"duty": _duty_id, "reason": _text, "by": _role}),
        _form(e.Closed, by=_role),
    )
}
_event_type = _one_of((*_FORMS, e.FactRecorded.type), "an event")
_FACT_KEYS = dict.fromkeys(("type", "at", "set"))
_SCENARIO_KEYS = dict.fromkeys(("edition", "child", "episode", "earlier", "events", "now"))
_EARLIER_KEYS = dict.fromkeys(("reported", "returned", "category"))
_CHANGING = {f"child.{name}": reader for name, reader in _CHILD.items()} | {
    f"episode.{name}": reader for name, reader in _EPISODE.items() if name != "kind"
}


class _Reading:
    """One reading of one scenario, gathering faults as it goes."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def read(self, data: Any) -> tuple[Edition, Scenario]:
        if not isinstance(data, dict):
            raise BadScenario([Fault("", "a scenario is a JSON object with child, episode, events and now")])
        self._known_keys(data, "", _SCENARIO_KEYS)
        child = self._object(data, "child", "give an object, {} where nothing is recorded")
        episode = self._object(data, "episode", "give an object with its kind, missing or away")
        if "events" not in data:
            self._fault("events", "is missing; give the list of events, [] for none")
        told = data.get("events", [])
        if not isinstance(told, list):
            self._fault("events", f"{_shown(told)} is not a list of events; use [] for none")
            told = []
        now = self._value(data, "now", _moment, required=True)
        has_episode = isinstance(data.get("episode"), dict)
        kind = self._value(episode, "kind", _EPISODE["kind"], under="episode", required=has_episode)
        events = e.in_order([event for place, given in enumerate(told) if (event := self._event(given, place))])
        report = next((event for event in events if isinstance(event, e.Reported)), None)
        edition = self._edition(data, report, events, now)
        earlier = self._earlier(data, report)
        facts: dict[str, Any] = {**self._facts(child, _CHILD, "child"), **self._facts(episode, _EPISODE, "episode")}
        facts.pop("kind", None)
        if earlier is not None:
            facts["earlier"] = earlier
        if edition is not None:
            self._categories(events, edition)
        self._orders(events, now)
        if kind == v.MISSING and len(events) == len(told):  # a faulty event may be the very report
            self._report_comes_first(events)
        if self.faults or edition is None or now is None or kind is None:
            raise BadScenario(self.faults)
        known = Facts(
            **facts,
            categories=edition.categories,
            settings=edition.settings,
            reported_at=None if report is None else report.at,
            first_told_at=events[0].at if events else None,
        )
        return edition, Scenario(kind, known, events, now)

    def _event(self, given: Any, place: int) -> e.Event | None:
        path = f"events[{place}]"
        if not isinstance(given, dict):
            self._fault(path, f"{_shown(given)} is not an event; give an object with type and at")
            return None
        kind = self._value(given, "type", _event_type, under=path, required=True)
        at = self._value(given, "at", _moment, under=path, required=True)
        if kind is None:
            return None
        before = len(self.faults)
        if kind == e.FactRecorded.type:
            self._known_keys(given, path, _FACT_KEYS)
            values = self._changes(given, f"{path}.set")
            return e.FactRecorded(at, values, place=place) if at else None
        form = _FORMS[kind]
        self._known_keys(given, path, form.keys)
        fields = {
            name: self._value(given, name, reader, under=path, required=True)
            for name, reader in form.fields.items()
            if name in given or name in form.needs
        }
        return form.event(at, **fields, place=place) if at and len(self.faults) == before else None

    def _changes(self, given: dict[str, Any], path: str) -> dict[str, Any]:
        changes = given.get("set")
        if not isinstance(changes, dict) or not changes:
            self._fault(path, 'name the facts that became known, such as {"child.open_to": ["mat"]}')
            return {}
        facts: dict[str, Any] = {}
        for name in changes:
            reader = _CHANGING.get(name)
            if reader is None:
                says = f"is not a fact that becomes known{_did_you_mean(name, _CHANGING)}"
                self._fault(_under(path, name), f"{says}; use a key of child or episode, such as child.open_to")
                continue
            facts |= _as_facts(name.partition(".")[2], self._value(changes, name, reader, under=path))
        return facts

    def _facts(self, given: dict[str, Any], readers: Mapping[str, Reader], path: str) -> dict[str, Any]:
        self._known_keys(given, path, readers)
        if path == "child" and given.get("born") is not None and given.get("expected") is not None:
            self._fault("child.expected", "stands beside born; give expected alone for an unborn baby, else born alone")
        facts: dict[str, Any] = {}
        for name, reader in readers.items():
            if name in given and name != "kind":
                facts |= _as_facts(name, self._value(given, name, reader, under=path))
        return facts

    def _earlier(self, data: dict[str, Any], report: e.Event | None) -> tuple[Earlier, ...] | None:
        if "earlier" not in data:
            return None
        told = data["earlier"]
        if told is None:
            return ()
        if not isinstance(told, list):
            self._fault("earlier", f"{_shown(told)} is not a list of episodes; use [] for none")
            return ()
        category = _or_null(
            _one_of(tuple(dict.fromkeys(c for ed in EDITIONS.values() for c in ed.categories)), "a category")
        )
        episodes: list[Earlier] = []
        for place, given in enumerate(told):
            path = f"earlier[{place}]"
            if not isinstance(given, dict):
                self._fault(path, f"{_shown(given)} is not an episode; give reported, returned and category")
                continue
            self._known_keys(given, path, _EARLIER_KEYS)
            reported = self._value(given, "reported", _moment, under=path, required=True)
            returned = self._value(given, "returned", _or_null(_moment), under=path)
            graded = self._value(given, "category", category, under=path)
            if reported is None:
                continue
            if returned is not None and returned < reported:
                self._fault(f"{path}.returned", "lies before the report; a child returns after being reported")
            if report is not None and max(reported, returned or reported) > report.at:
                self._fault(path, "lies after the report of this episode; give only episodes that ended before it")
            if episodes and reported < episodes[-1].reported:
                self._fault(path, "is out of order; give the oldest first")
            episodes.append(Earlier(reported, returned, graded))
        return tuple(episodes)

    def _edition(
        self, data: dict[str, Any], report: e.Event | None, events: Sequence[e.Event], now: dt.datetime | None
    ) -> Edition | None:
        if "edition" in data:
            name = self._value(data, "edition", _one_of(tuple(EDITIONS), "an edition"))
            return EDITIONS.get(name or "")
        moment = report.at if report is not None else events[0].at if events else now
        if moment is None:
            return None
        edition = in_force(moment)
        if edition is None:
            self._fault(
                "edition", f"no edition was in force on {moment:%Y-%m-%d}; name one, {_listed(tuple(EDITIONS))}"
            )
        return edition

    def _categories(self, events: Iterable[e.Event], edition: Edition) -> None:
        for event in events:
            if isinstance(event, e.Categorised) and event.category not in edition.categories:
                self._fault(
                    f"events[{event.place}].category",
                    f"{_shown(event.category)} is not a category of {edition.name}; use {_listed(edition.categories)}",
                )

    def _report_comes_first(self, events: Sequence[e.Event]) -> None:
        for event in itertools.takewhile(lambda event: not isinstance(event, e.Reported), events):
            if isinstance(event, e.Categorised | e.Returned):
                self._fault(
                    f"events[{event.place}]",
                    f"{event.type} comes before the report of a missing child; put reported first",
                )

    def _orders(self, events: Sequence[e.Event], now: dt.datetime | None) -> None:
        reported = returned = False
        for event in events:
            path = f"events[{event.place}]"
            if now is not None and event.at > now and not (isinstance(event, e.Placed) and event.planned):
                self._fault(f"{path}.at", "lies after now; only a planned placement may")
            if isinstance(event, e.Reported):
                if returned and reported:
                    self._fault(path, "a report after the return is a new episode; write it as a scenario of its own")
                reported = True
            returned = returned or isinstance(event, e.Returned)

    def _object(self, data: dict[str, Any], key: str, remedy: str) -> dict[str, Any]:
        if isinstance(data.get(key), dict):
            return dict(data[key])
        wrong = f"{_shown(data[key])} is not an object" if key in data else "is missing"
        self._fault(key, f"{wrong}; {remedy}")
        return {}

    def _value(
        self, given: dict[str, Any], key: str, reader: Reader, *, under: str = "", required: bool = False
    ) -> Any:
        if key not in given:
            if not required:
                return None
            try:
                reader(None)
            except _Wrong as wrong:
                self._fault(_under(under, key), f"is missing;{str(wrong).partition(';')[2]}")
            return None
        try:
            return reader(given[key])
        except _Wrong as wrong:
            self._fault(_under(under, key), str(wrong))
            return None

    def _known_keys(self, given: dict[str, Any], path: str, known: Mapping[str, object]) -> None:
        if given.keys() <= known.keys():
            return
        for key in given:
            if key not in known:
                says = f"is not a key here{_did_you_mean(key, known)}; use {_listed(tuple(known))}"
                self._fault(_under(path, key), says)

    def _fault(self, path: str, says: str) -> None:
        self.faults.append(Fault(path, says))


def _as_facts(name: str, value: Any) -> dict[str, Any]:
    """A key of the scenario under its name in `Facts`. An expected date alone tells the unborn from the born."""
    if name == "born":
        return {"born": value, "unborn": False}
    if name == "expected":
        return {"unborn": value is not None}
    return {name: value}


def _under(path: str, key: str) -> str:
    key = key if key.isprintable() and len(key) <= 60 else _shown(key)
    return f"{path}.{key}" if path else key


def _did_you_mean(word: Any, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(word)[:60], list(known), n=1, cutoff=0.75)
    return f" (did you mean {near[0]}?)" if near else ""
