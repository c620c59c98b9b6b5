"""School days are counted by the term dates that a council gives; without them the time is provisional."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safereturn.config.readings import settle
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.replay import answer, explanation
from safereturn.protocol.school_days import CALENDARS, BadTermDates, calendars_from, is_certain, nth_school_day
from safereturn.protocol.settings import settings_from
from tests.protocol.scenarios import duties, event, scenario

# An invented school year, of no council: each test that counts by it says so.
INVENTED = {
    "derby": {
        "source": "invented for the tests",
        "terms": [
            {"first": "2026-09-02", "last": "2026-10-16"},
            {"first": "2026-11-02", "last": "2026-12-18"},
            {"first": "2027-01-04", "last": "2027-02-12"},
            {"first": "2027-02-22", "last": "2027-03-31"},
            {"first": "2027-04-19", "last": "2027-05-28"},
            {"first": "2027-06-07", "last": "2027-07-23"},
        ],
        "closed": ["2026-11-27"],
    }
}
TEN = "head-tells-ewo-10-days"
LOCAL = "school-local-cme-protocols"
FIRST_DAY = "school-first-day-contact"


@pytest.fixture
def term_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derby counts by the invented year; Derbyshire gave no dates."""
    monkeypatch.setattr("safereturn.protocol.school_days.CALENDARS", calendars_from(INVENTED))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def settled(edition: str, **values: Any) -> None:
        monkeypatch.setitem(EDITIONS, edition, EDITIONS[edition].read_as(settings_from(values)))

    return settled


def came(what: str, at: str) -> dict[str, Any]:
    return event("came-about", at, what=what)


def absent_since(at: str, *later: dict[str, Any], **words: Any) -> dict[str, dict[str, Any]]:
    return duties(came("absent-from-school", at), *later, **{"edition": "2016", "now": "2027-08-01T12:00", **words})


def due(at: str, **words: Any) -> str:
    return str(absent_since(at, **words)[TEN]["due"])


@pytest.mark.parametrize(
    ("first_day", "tenth", "why"),
    [
        ("2026-09-07T09:10", "2026-09-18T23:59:59+01:00", "two plain weeks"),
        ("2026-10-12T09:10", "2026-11-06T23:59:59+00:00", "half-term and the change of the clocks between"),
        ("2026-11-23T09:10", "2026-12-07T23:59:59+00:00", "a Friday on which the schools are closed"),
        ("2026-12-14T09:10", "2027-01-08T23:59:59+00:00", "the Christmas holidays"),
        ("2027-03-15T09:10", "2027-03-30T23:59:59+01:00", "Good Friday and Easter Monday within a term"),
        ("2027-04-26T09:10", "2027-05-10T23:59:59+01:00", "the bank holiday of early May"),
        ("2027-05-24T09:10", "2027-06-11T23:59:59+01:00", "the half-term of Whitsun"),
        ("2026-09-05T10:00", "2026-09-18T23:59:59+01:00", "learnt on a Saturday"),
    ],
)
def test_the_tenth_school_day(term_dates: None, first_day: str, tenth: str, why: str) -> None:
    assert due(first_day) == tenth, why


def test_what_the_term_dates_cover_is_certain_and_what_lies_beyond_is_provisional(term_dates: None) -> None:
    assert "provisional" not in absent_since("2027-05-24T09:10")[TEN]
    beyond = absent_since("2027-07-19T09:10")[TEN]
    assert (beyond["due"], beyond["provisional"]) == ("2027-07-30T23:59:59+01:00", True)


def test_without_term_dates_working_days_are_counted_and_the_time_is_provisional() -> None:
    told = absent_since("2026-10-12T09:10")[TEN]
    assert (told["due"], told["provisional"]) == ("2026-10-23T23:59:59+01:00", True)


def test_the_dates_of_one_council_are_not_those_of_the_other(term_dates: None) -> None:
    assert absent_since("2026-10-12T09:10", area="derbyshire")[TEN]["provisional"] is True


@pytest.mark.parametrize("edition", ["2016", "2019"])
def test_the_parents_are_contacted_on_the_first_day_of_absence(edition: str) -> None:
    first_day = absent_since("2026-10-12T09:10", edition=edition)[FIRST_DAY]
    assert first_day["due"] == "2026-10-12T23:59:59+01:00"
    assert "provisional" not in first_day


def test_the_second_day_of_one_absence_begins_nothing_anew() -> None:
    told = answer(
        scenario(
            came("absent-from-school", "2026-10-12T09:10"),
            came("absent-from-school", "2026-10-13T09:05"),
            edition="2016", now="2026-10-14T12:00",
        )
    )  # fmt: skip
    assert [row["arose"] for row in told["duties"] if row["id"] == FIRST_DAY] == ["2026-10-12T09:10:00+01:00"]


def test_an_absence_after_the_child_was_back_is_another() -> None:
    told = answer(
        scenario(
            came("absent-from-school", "2026-10-12T09:10"),
            came("back-at-school", "2026-10-14T08:45"),
            came("absent-from-school", "2026-10-15T09:10"),
            edition="2016", now="2026-10-16T12:00",
        )
    )  # fmt: skip
    counted = [(row["status"], row["due"]) for row in told["duties"] if row["id"] == TEN]
    assert counted == [("stood-down", "2026-10-23T23:59:59+01:00"), ("open", "2026-10-28T23:59:59+00:00")]


@pytest.mark.parametrize("ended", ["back-at-school", "absence-explained"])
def test_back_or_explained_before_the_tenth_day_nobody_need_be_told(ended: str) -> None:
    assert absent_since("2026-10-12T09:10", came(ended, "2026-10-16T08:45"))[TEN]["status"] == "stood-down"


def test_back_after_the_tenth_day_it_stays_late() -> None:
    assert absent_since("2026-10-12T09:10", came("back-at-school", "2026-10-26T08:45"))[TEN]["status"] == "overdue"


def test_told_on_the_tenth_day_is_in_time() -> None:
    done = event("done", "2026-10-23T15:30", duty=TEN)
    assert absent_since("2026-10-12T09:10", done)[TEN]["status"] == "met"


def test_where_somebody_counted_already_no_time_is_given() -> None:
    counted = came("ten-school-days-absent", "2026-10-26T09:10")
    told = duties(counted, edition="2016", now="2026-10-30T12:00")[TEN]
    assert (told["due"], told["status"]) == (None, "open")


def test_a_council_may_settle_another_count(settled: Callable[..., None], term_dates: None) -> None:
    settled("2016", school_days_derby=5)
    assert due("2026-10-12T09:10") == "2026-10-16T23:59:59+01:00"
    assert due("2026-10-12T09:10", area="derbyshire") == "2026-10-23T23:59:59+01:00"


def test_in_2019_a_count_is_the_councils_own(settled: Callable[..., None], term_dates: None) -> None:
    assert LOCAL not in absent_since("2026-10-12T09:10", edition="2019")
    settled("2019", school_days_derby=6)
    assert absent_since("2026-10-12T09:10", edition="2019")[LOCAL]["due"] == "2026-11-02T23:59:59+00:00"
    assert LOCAL not in absent_since("2026-10-12T09:10", edition="2019", area="derbyshire")


def test_in_2019_the_councils_count_is_provisional_without_term_dates(settled: Callable[..., None]) -> None:
    settled("2019", school_days_derby=6)
    assert absent_since("2026-10-12T09:10", edition="2019")[LOCAL]["provisional"] is True


def test_in_2019_a_child_who_is_missing_education_is_owed_the_councils_protocol_without_a_count() -> None:
    told = absent_since("2026-10-12T09:10", came("missing-education", "2026-10-20T09:00"), edition="2019")[LOCAL]
    assert (told["arose"], told["due"]) == ("2026-10-20T09:00:00+01:00", None)
    assert told["because"].startswith("Missing education at 09:00 on Tuesday 20 October")


def test_where_the_area_is_not_known_the_earliest_day_is_shown_and_the_area_asked(
    settled: Callable[..., None], term_dates: None
) -> None:
    settled("2016", school_days_derbyshire=20)
    told = answer(
        scenario(came("absent-from-school", "2026-09-07T09:10"), edition="2016", now="2026-09-10T12:00",
                 without=("child.area",))
    )  # fmt: skip
    assert next(row["due"] for row in told["duties"] if row["id"] == TEN) == "2026-09-18T23:59:59+01:00"
    assert TEN in next(asked["needed_for"] for asked in told["questions"] if asked["fact"] == "child.area")


def test_in_2019_an_absent_child_whose_area_is_not_known_asks_where_a_council_counts(
    settled: Callable[..., None],
) -> None:
    settled("2019", school_days_derby=6)
    told = answer(
        scenario(came("absent-from-school", "2026-09-07T09:10"), now="2026-09-10T12:00", without=("child.area",))
    )
    row = next(row for row in told["duties"] if row["id"] == LOCAL)
    assert (row["status"], row["due"]) == ("undecided", "2026-09-14T23:59:59+01:00")


def test_a_tired_reader_is_told_from_when_and_until_when() -> None:
    told = explanation(scenario(came("absent-from-school", "2026-10-12T09:10"), edition="2016", now="2026-10-13T12:00"))
    assert (
        "Absent from school since 09:10 on Monday 12 October, so the head teacher tells the education welfare officer "
        "by the end of Friday 23 October, if the absence lasts."
    ) in told


def test_no_school_day_lies_in_a_holiday_whatever_the_day_of_the_start(term_dates: None) -> None:
    open_days = calendars_from(INVENTED)["derby"]
    day = dt.date(2026, 9, 2)
    while day < dt.date(2027, 7, 9):
        tenth = nth_school_day(day, 10, "derby")
        between = [day + dt.timedelta(days=n) for n in range((tenth - day).days + 1)]
        assert sum(open_days.is_school_day(one) for one in between) == 10
        assert open_days.is_school_day(tenth)
        assert is_certain(day, tenth, "derby")
        day += dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ([], "term dates are an object by area"),
        ({"nottingham": {}}, "nottingham: is not an area with schools; use derby or derbyshire"),
        ({"derby": []}, 'derby: is not an object; give "source" and "terms"'),
        ({"derby": {"terms": []}}, "derby.source: is missing; say where the dates come from"),
        ({"derby": {"source": "x", "terms": []}}, "derby.terms: give at least one"),
        ({"derby": {"source": "x", "terms": ["2026"]}}, 'derby.terms[0]: is not a term; give its "first" day'),
        (
            {"derby": {"source": "x", "terms": [{"first": "2026-09-31", "last": "2026-10-16"}]}},
            "derby.terms[0].first: '2026-09-31' is not a date; use ISO 8601, such as 2026-10-23",
        ),
        (
            {"derby": {"source": "x", "terms": [{"first": "2026-10-16", "last": "2026-09-02"}]}},
            "derby.terms[0].last: 2026-09-02 lies before the first day; give the last day of the term",
        ),
        (
            {"derby": {"source": "x", "terms": [INVENTED["derby"]["terms"][1], INVENTED["derby"]["terms"][0]]}},  # type: ignore[index]
            "derby.terms[1].first: 2026-09-02 is not after the term before it",
        ),
        ({"derby": {**INVENTED["derby"], "closed": "2026-11-27"}}, "derby.closed: is not a list of dates"),
        ({"derby": {**INVENTED["derby"], "closed": [27]}}, "derby.closed[0]: 27 is not a date"),
        ({"derby": {**INVENTED["derby"], "inset": []}}, "derby.inset: is not known; use source, terms and closed"),
    ],
)
def test_term_dates_that_make_no_sense_are_refused_with_what_would_be_right(written: Any, fault: str) -> None:
    with pytest.raises(BadTermDates) as bad:
        calendars_from(written)
    assert any(told.startswith(fault) for told in bad.value.faults)


def test_every_fault_of_a_file_of_term_dates_is_told_at_once_and_nothing_starts(tmp_path: Path) -> None:
    path = tmp_path / "terms.json"
    path.write_text('{"derby": {"terms": []}, "leeds": {}}', encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        settle({"SAFERETURN_TERM_DATES": str(path)})
    assert str(stopped.value).count("terms.json: ") == 3


def test_a_file_of_term_dates_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"SAFERETURN_TERM_DATES names .*none\.json, which cannot be read"):
        settle({"SAFERETURN_TERM_DATES": str(tmp_path / "none.json")})


def test_a_file_of_term_dates_is_taken_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safereturn.config.term_dates.CALENDARS", taken := dict(CALENDARS))
    path = tmp_path / "terms.json"
    path.write_text(json.dumps(INVENTED), encoding="utf-8")
    settle({"SAFERETURN_TERM_DATES": str(path)})
    assert taken["derby"].is_school_day(dt.date(2026, 10, 16))
    assert not taken["derby"].is_school_day(dt.date(2026, 10, 19))
