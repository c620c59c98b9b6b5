"""What cannot be right is answered with a line for each fault: where it is, what is wrong, what would be right."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from safereturn.config.replay import main
from tests.protocol.scenarios import A_CHILD

A = "2026-01-10T09:00"
GOOD: dict[str, Any] = {
    "edition": "2019",
    "child": A_CHILD,
    "episode": {"kind": "missing", "with_family": False, "education_only": False, "last_seen": "2026-01-09T17:30"},
    "earlier": [{"reported": "2025-12-20T19:00", "returned": "2025-12-21T08:00", "category": "medium"}],
    "events": [
        {"type": "reported", "at": "2026-01-09T21:40", "by": "parent"},
        {"type": "categorised", "at": "2026-01-09T22:05", "category": "medium"},
        {"type": "returned", "at": "2026-01-10T07:00", "to": "home"},
        {"type": "found", "at": A},
    ],
    "now": "2026-01-12T09:00",
}
LEFT_OUT: Any = object()
WAIVED = {"type": "waived", "duty": "return-interview", "reason": "r", "by": "team-manager"}
EXCEPTION = {"type": "deadline-exception", "duty": "return-interview", "reason": "r"}
HELD = {"type": "interview-held", "interviewer": "social-worker"}


def with_value(path: str, value: Any) -> dict[str, Any]:
    """The good scenario with one value changed, or left out. The last event may be replaced whole."""
    changed = copy.deepcopy(GOOD)
    holder: Any = changed
    *parents, key = (int(part) if part.isdigit() else part for part in path.split("."))
    for parent in parents:
        holder = holder[parent]
    if value is LEFT_OUT:
        del holder[key]
    else:
        holder[key] = value
    return changed


def last(**event: Any) -> tuple[str, Any]:
    return "events.3", {"at": A, **event}


# path changed -> value -> the one line that is said, or its beginning
ONE_FAULT: list[tuple[tuple[str, Any], str]] = [
    (("colour", "red"), "colour: is not a key here; use edition, child,"),
    (("child.colour", "red"), "child.colour: is not a key here; use born,"),
    (("child.plan_notify_aftr", 2), "child.plan_notify_aftr: is not a key here (did you mean plan_notify_after?); use"),
    (("child.two\nlines", 2), "child.'two\\nlines': is not a key here; use born,"),
    (("episode.colour", "red"), "episode.colour: is not a key here; use kind, with_family, education_only or"),
    (("earlier.0.colour", "red"), "earlier[0].colour: is not a key here; use reported, returned or category"),
    (("events.0.colour", "red"), "events[0].colour: is not a key here; use type, at, by or incident_number"),
    (("child", LEFT_OUT), "child: is missing; give an object, {} where nothing is recorded"),
    (("child", []), "child: [] is not an object; give an object, {} where nothing is recorded"),
    (("episode", LEFT_OUT), "episode: is missing; give an object with its kind, missing or away"),
    (("episode", "missing"), "episode: 'missing' is not an object; give an object with its kind, missing or away"),
    (("episode.kind", LEFT_OUT), "episode.kind: is missing; use missing or away"),
    (("episode.kind", "lost"), "episode.kind: 'lost' is not a kind of episode; use missing or away"),
    (("events", LEFT_OUT), "events: is missing; give the list of events, [] for none"),
    (("events", None), "events: null is not a list of events; use [] for none"),
    (("now", LEFT_OUT), "now: is missing; use ISO 8601, such as 2026-01-09T21:40"),
    (("now", None), "now: null is not a time; use ISO 8601, such as 2026-01-09T21:40"),
    (("edition", "2017"), "edition: '2017' is not an edition; use 2016 or 2019"),
    (("edition", 2019), "edition: 2019 is not an edition; use 2016 or 2019"),
    (("child.area", "nottingham"), "child.area: 'nottingham' is not an area; use derby, derbyshire or elsewhere"),
    (("child.area", "x" * 10_000), f"child.area: '{'x' * 58}… is not an area; use derby, derbyshire or elsewhere"),
    (("child.area", ["derby"]), 'child.area: ["derby"] is not an area; use derby, derbyshire or elsewhere'),
    (("child.looked_after_by", True), "child.looked_after_by: true is not a council; use derby, derbyshire or other"),
    (("child.placement", "hotel"), "child.placement: 'hotel' is not a placement; use childrens-home, foster,"),
    (("child.registered_home", 1), "child.registered_home: 1 is not an answer; use true or false"),
    (("child.missing_plan", "no"), "child.missing_plan: 'no' is not an answer; use true or false"),
    (("child.open_to", "mat"), "child.open_to: 'mat' is not a list of services; use any of social-care, mat or yos,"),
    (("child.open_to", ["police"]), 'child.open_to: ["police"] is not a list of services; use any of social-care,'),
    (("child.open_to", [["mat"]]), 'child.open_to: [["mat"]] is not a list of services; use any of social-care,'),
    (("child.plan_notify_after", True), "child.plan_notify_after: true is not a number of hours; use a number such"),
    (("child.plan_notify_after", "2"), "child.plan_notify_after: '2' is not a number of hours; use a number such as 4"),
    (("child.plan_notify_after", float("nan")), "child.plan_notify_after: NaN is not a number of hours; use a number"),
    (("child.plan_notify_after", float("inf")), "child.plan_notify_after: Infinity is not a number of hours; use a"),
    (("child.plan_notify_after", -1), "child.plan_notify_after: -1 is not a number of hours in reach; use a number"),
    (("now", "2100-01-01T00:00"), "now: '2100-01-01T00:00' lies outside the years 2000 to 2099"),
    (("child.plan_notify_after", 8761), "child.plan_notify_after: 8761 is not a number of hours in reach; use a"),
    (("child.plan_notify_after", 1e300), "child.plan_notify_after: 1e+300 is not a number of hours in reach; use a"),
    (("child.born", "2011-02-30"), "child.born: '2011-02-30' is not a date; use ISO 8601, such as 2011-03-04"),
    (("child.born", "2011-03-04T10:00"), "child.born: '2011-03-04T10:00' is not a date; use ISO 8601, such as"),
    (("child.born", 2011), "child.born: 2011 is not a date; use ISO 8601, such as 2011-03-04"),
    (("child.expected", "2026-05-01"), "child.expected: stands beside born; give expected alone for an unborn baby,"),
    (("episode.with_family", "yes"), "episode.with_family: 'yes' is not an answer; use true or false"),
    (("episode.education_only", 0), "episode.education_only: 0 is not an answer; use true or false"),
    (("episode.last_seen", "2026-01-09"), "episode.last_seen: '2026-01-09' is not a date with a time; use ISO 8601,"),
    (("earlier", {}), "earlier: {} is not a list of episodes; use [] for none"),
    (("earlier.0", "2025"), "earlier[0]: '2025' is not an episode; give reported, returned and category"),
    (("earlier.0.reported", LEFT_OUT), "earlier[0].reported: is missing; use ISO 8601, such as 2026-01-09T21:40"),
    (("earlier.0.category", "low"), "earlier[0].category: 'low' is not a category; use absent, medium, high or"),
    (("earlier.0.returned", "2025-12-19T08:00"), "earlier[0].returned: lies before the report; a child returns"),
        (("earlier.0.reported", "2025-12-22T19:00"), "earlier[0].returned: lies before the report; a child returns"),
    (("earlier.0.returned", "2026-01-11T08:00"), "earlier[0]: lies after the report of this episode; give only"),
    (("events.0", None), "events[0]: null is not an event; give an object with type and at"),
    (("events.0.by", "neighbour"), "events[0].by: 'neighbour' is not someone who reports; use parent, carer, school,"),
    (("events.0.incident_number", 12), "events[0].incident_number: 12 is not a text; write it in words"),
    (("events.0.at", "2026-01-09T22:06"), "events[1]: categorised comes before the report of a missing child; put"),
    (("events.1.category", "low"), "events[1].category: 'low' is not a category of 2019; use no-apparent-risk,"),
    (("events.1.category", "absent"), "events[1].category: 'absent' is not a category of 2019; use no-apparent-risk,"),
    (("events.1.category", "High"), "events[1].category: 'High' is not a category of 2019; use no-apparent-risk,"),
    (("events.1.category", LEFT_OUT), "events[1].category: is missing; use absent (2016), no-apparent-risk (2019),"),
    (("events.1.review_at", "soon"), "events[1].review_at: 'soon' is not a date with a time; use ISO 8601, such as"),
    (("events.2.to", "hospital"), "events[2].to: 'hospital' is not a place to return to; use home, placement or"),
    (("events.2.at", "2026-01-09T21:39"), "events[2]: returned comes before the report of a missing child; put"),
    (("events.2.at", "2026-01-12T09:01"), "events[2].at: lies after now; only a planned placement may"),
    (("events.3.at", LEFT_OUT), "events[3].at: is missing; use ISO 8601, such as 2026-01-09T21:40"),
    (("events.3.type", LEFT_OUT), "events[3].type: is missing; use reported, categorised,"),
    (last(type="vanished"), "events[3].type: 'vanished' is not an event; use reported, categorised,"),
    (last(type="reported"), "events[3]: a report after the return is a new episode; write it as a scenario of its own"),
    (last(type="meeting-held", meeting="tea"), "events[3].meeting: 'tea' is not a meeting; use missing-meeting,"),
    (last(type="meeting-held", meeting="review-conference", moved_forward_from="later"), "events[3].moved_forward"),
    (last(type="consulted", who="police"), "events[3].who: 'police' is not someone to consult; use social-worker or"),
    (last(type="consulted", who="social-worker", told=1), "events[3].told: 1 is not an answer; use true or false"),
    (last(type="prevention-visit"), "events[3].in_person: is missing; use true or false"),
    (last(**HELD, parent_seen="yes"), "events[3].parent_seen: 'yes' is not an answer; use true or false"),
    (last(**{**HELD, "interviewer": "aunt"}), "events[3].interviewer: 'aunt' is not a role; use parent, carer,"),
    (last(type="harm-found", kind="sad"), "events[3].kind: 'sad' is not a kind of harm; use hurt, exploitation,"),
    (last(type="placed", planned="no"), "events[3].planned: 'no' is not an answer; use true or false"),
    (last(type="done", duty="make-tea"), "events[3].duty: 'make-tea' is not an id of the register; use one such as"),
    (last(type="done", duty="prevent-visit"), "events[3].duty: 'prevent-visit' is not an id of the register; use one"),
    (last(type="done", duty=["return-interview"]), 'events[3].duty: ["return-interview"] is not an id of the register'),
    (last(type="done"), "events[3].duty: is missing; use one such as return-interview"),
    (last(**{**WAIVED, "reason": " "}), "events[3].reason: ' ' is not a text; write it in words"),
    (last(**{**WAIVED, "by": "boss"}), "events[3].by: 'boss' is not a role; use parent, carer,"),
    (last(type="waived", duty="return-interview", by="team-manager"), "events[3].reason: is missing; write it in"),
    (last(type="waived", duty="return-interview", reason="r"), "events[3].by: is missing; use parent, carer,"),
    (last(**EXCEPTION, new_target="soon"), "events[3].new_target: 'soon' is not a date with a time; use ISO 8601,"),
    (last(type="fact", set={}), 'events[3].set: name the facts that became known, such as {"child.open_to": ["mat"]}'),
    (last(type="fact", set={"child.colour": 1}), "events[3].set.child.colour: is not a fact that becomes known; use a"),
    (last(type="fact", set={"episode.kind": "away"}), "events[3].set.episode.kind: is not a fact that becomes known;"),
    (last(type="fact", set={"child.open_to": "mat"}), "events[3].set.child.open_to: 'mat' is not a list of services;"),
]  # fmt: skip


def said(text: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that `safereturn replay` says about a file with this text, which it must not answer."""
    file = tmp_path / "scenario.json"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    assert main(str(file)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err.splitlines()


@pytest.mark.parametrize(("change", "line"), ONE_FAULT, ids=lambda value: value if isinstance(value, str) else "")
def test_one_fault_is_one_line_that_says_where_and_what_would_be_right(
    change: tuple[str, Any], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (only,) = said(json.dumps(with_value(*change)), tmp_path, capsys)
    assert only.startswith(line)


NO_TIMES = [
    "", "2026-01-12", "2026-01-12T", "2026-01-12 09:00", "2026-01-12t09:00", "2026-01-12T09:00z", "2026-01-12T25:00",
    "2026-01-12T09:60", "2026-01-12T09:00+25:00", "2026-01-12T09:00+00:00:30", "2026-01-12T09:00 Europe/London",
    "2026-01-12T09:00\n", "2026-13-01T09:00", "2026-02-30T09:00", "2026-012T09:00", "12026-01-12T09:00",
    "٢٠٢٦-٠١-١٢T٠٩:٠٠", "2026-03-29T01:30", "0001-01-01T00:00", "9999-12-31T23:59",
    1768208400, True, ["2026-01-12T09:00"],
]  # fmt: skip


@pytest.mark.parametrize("moment", NO_TIMES, ids=str)
def test_what_is_no_time_is_said_and_never_guessed(
    moment: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (only,) = said(json.dumps(with_value("now", moment)), tmp_path, capsys)
    assert only.startswith("now: ")


NO_SCENARIOS: list[tuple[str, str | bytes, str]] = [
    ("an empty file", "", "not JSON: Expecting value at line 1, column 1"),
    ("words", "hello", "not JSON: Expecting value at line 1, column 1"),
    ("a file cut off", json.dumps(GOOD)[:-3], "not JSON: "),
    ("two scenarios in one file", json.dumps(GOOD) * 2, "not JSON: Extra data"),
    ("a comma too many", json.dumps(GOOD)[:-1] + ",}", "not JSON: "),
    ("a list", "[]", "a scenario is a JSON object with child, episode, events and now"),
    ("nothing", "null", "a scenario is a JSON object with child, episode, events and now"),
    ("brackets without end", "[" * 100_000 + "]" * 100_000, "not JSON that can be read: nested too deeply"),
    ("a number without end", f'{{"now": {"9" * 5000}}}', "not JSON that can be read: nested too deeply, or a number"),
    ("a second key given twice", '{"now": 1, "edition": 2, "edition": 3}', "'edition' is given twice in one object"),
    ("a key given twice", '{"now": 1, "now": 2}', "'now' is given twice in one object; keep the one that is right"),
    ("bytes", bytes(range(256)), "is not text in UTF-8. Save the scenario as UTF-8."),
    ("another encoding", json.dumps(GOOD).encode("utf-16"), "is not text in UTF-8. Save the scenario as UTF-8."),
]


@pytest.mark.parametrize(("what", "text", "line"), NO_SCENARIOS, ids=lambda value: str(value)[:30])
def test_what_is_no_scenario_is_one_line(
    what: str, text: str | bytes, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (only,) = said(text, tmp_path, capsys)
    assert line in only


def test_what_is_too_long_to_show_is_cut_after_sixty_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fits, longer = "k" * 60, "k" * 61
    for key, shown in ((fits, fits), (longer, "'" + "k" * 58 + "…")):
        (only,) = said(json.dumps(GOOD | {key: 1}), tmp_path, capsys)
        assert only.startswith(f"{shown}: is not a key here; use")
    for word, shown in (("k" * 58, "'" + "k" * 58 + "'"), ("k" * 59, "'" + "k" * 58 + "…")):
        (only,) = said(json.dumps(with_value("child.area", word)), tmp_path, capsys)
        assert only.startswith(f"child.area: {shown} is not an area; use")


@pytest.mark.parametrize("file", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_one_line(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(tmp_path / file)) == 2
    (only,) = capsys.readouterr().err.splitlines()
    assert "cannot be read" in only


def test_every_fault_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = with_value("events.1.category", "low") | {"colour": "red", "now": "soon"}
    assert [line.partition(":")[0] for line in said(json.dumps(bad), tmp_path, capsys)] == [
        "colour",
        "now",
        "events[1].category",
    ]


def test_a_category_of_the_other_edition_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = with_value("events.1.category", "no-apparent-risk") | {"edition": "2016"}
    assert said(json.dumps(bad), tmp_path, capsys) == [
        "events[1].category: 'no-apparent-risk' is not a category of 2016; use absent, medium or high"
    ]


def test_before_the_first_edition_one_has_to_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    early = {"child": {}, "episode": {"kind": "missing"}, "now": "2016-01-20T09:00"}
    early["events"] = [{"type": "reported", "at": "2016-01-10T09:00"}]
    assert said(json.dumps(early), tmp_path, capsys) == [
        "edition: no edition was in force on 2016-01-10; name one, 2016 or 2019"
    ]


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("now", "2026-01-12T09:00:30.25Z"),
        ("now", "2026-W03-1T09:00"),
        ("events.2.at", "2026-01-10T08:00+01:00"),
        ("episode.last_seen", "2025-10-26T01:30"),
        ("child.expected", None),
        ("child.open_to", None),
        ("earlier", None),
        ("earlier.0.returned", None),
        ("child.plan_notify_after", 0.5),
        ("child.plan_notify_after", 0),
        ("child.plan_notify_after", 8760),
    ],
)
def test_what_is_unusual_but_right_is_answered(
    path: str, value: Any, bom: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scenario.json"
    file.write_text(bom + json.dumps(with_value(path, value)), encoding="utf-8")
    assert main(str(file)) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "returned"
