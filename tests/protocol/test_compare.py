"""What differs between two editions: first between small invented ones, then a few things of the real pair."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest

from safereturn.protocol.compare import Change, Comparison, InBoth, as_data, as_text, compare
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import InterviewHeld, PreventionVisit, Reported, Returned
from safereturn.protocol.notation import ANY, Clause, Constraint, Duty, Edition, Row, Table, at_first, by_event
from safereturn.protocol.periods import hours, working_days

BACK_HOME = Row((False,), by="lead-worker", section="2", says="A child at home.")
IN_CARE = Row((True,), by="social-worker", answerable="childrens-services", section="2", says="A child in care.")


def interview(**words: Any) -> Duty:
    """An invented interview after the return, otherwise than usual in the words given."""
    usual: dict[str, Any] = {
        "name": "Interview", "sections": ("1",), "says": "Somebody interviews the child.", "strength": "should",
        "starts": at_first(Returned), "by": "lead-worker", "because": "",
    }  # fmt: skip
    return Duty(words.pop("id", "interview"), **{**usual, **words})


def required(duty: Duty, *clauses: Clause) -> Duty:
    """The duty with these clauses, as decorators would add them."""
    duty.clauses = clauses
    return duty


def edition(name: str, *duties: Duty, constraints: Iterable[Constraint] = (), **words: Any) -> Edition:
    """An invented edition."""
    usual: dict[str, Any] = {"categories": ("low", "high"), "folds": {}}
    begins = dt.date(2020, 1, 1)
    return Edition(name, title=name, in_force_from=begins, duties=duties, constraints=constraints, **{**usual, **words})


def between(before: Duty, after: Duty) -> InBoth:
    """What two editions that hold one duty each make of it."""
    found = compare(edition("old", before), edition("new", after)).duties
    (both,) = (*found.changed, *found.reworded)
    return both


# The same test, written once in each of two whole copies, and one that asks something else under the same name.


def in_care(child: Any) -> bool:
    return bool(child.looked_after_by) and child.area != "elsewhere"


class Copy:
    @staticmethod
    def in_care(somebody: Any) -> bool:
        """The same, with a docstring and another name for the child."""
        return bool(somebody.looked_after_by) and somebody.area != "elsewhere"


class Other:
    @staticmethod
    def in_care(child: Any) -> bool:
        return bool(child.looked_after_by) and child.area != "derby"


def disabled(child: Any) -> bool:
    return bool(child.disabled)


# Duties


def test_a_duty_of_one_edition_alone_is_told_with_who_owes_it_and_by_when() -> None:
    new = interview(id="visit", name="Visit", by="police", due=hours(1))

    found = compare(edition("old", interview()), edition("new", interview(), new)).duties

    assert [(one.id, one.who, one.due) for one in found.only_after] == [("visit", "the police", "1 hour")]
    assert (found.only_before, found.changed, found.same) == ((), (), ("interview",))


def test_an_edition_differs_in_nothing_from_itself() -> None:
    for name in EDITIONS:
        comparison = compare(EDITIONS[name], EDITIONS[name])

        assert comparison.changes == ()
        assert len(comparison.duties.same) == len(EDITIONS[name].duties)
        assert len(comparison.constraints.same) == len(EDITIONS[name].constraints)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ({"strength": "should"}, {"strength": "must"}, Change("strength", "should", "must")),
        ({"sections": ("1",)}, {"sections": ("1", "4.2")}, Change("sections", "1", "1, 4.2")),
        ({"by": "police"}, {"by": "carer"}, Change("who", "the police", "the carer")),
        ({}, {"answerable": "panel"}, Change("who answers for it", None, "the panel")),
        ({"due": hours(72)}, {"due": working_days(3)}, Change("due", "72 hours", "3 working days")),
        ({"due": hours(24)}, {}, Change("due", "24 hours", None)),
        ({}, {"met_before_it_arises": True}, Change("may be met before it arises", "no", "yes")),
    ],
)
def test_what_a_duty_asks_is_compared_in_words(before: dict[str, Any], after: dict[str, Any], what: Change) -> None:
    assert between(interview(**before), interview(**after)).changes == (what,)


def test_what_starts_and_meets_a_duty_is_compared_by_the_events_that_do() -> None:
    before = interview(starts=at_first(Returned), met_by=by_event(InterviewHeld))
    after = interview(starts=at_first(Reported), met_by=by_event(InterviewHeld, PreventionVisit))

    starts, met_by = between(before, after).changes

    assert (starts.what, met_by.what) == ("starts", "met by")
    assert "reported" in str(starts.after)
    assert "interview" in str(met_by.before)
    assert "visit" in str(met_by.after)


def test_two_clocks_with_the_same_words_are_told_apart_by_what_they_do() -> None:
    def soon(start: dt.datetime, child: Any, event: Any) -> dt.datetime:
        """Soon."""
        return start + dt.timedelta(hours=6)

    earlier = soon

    def soon(start: dt.datetime, child: Any, event: Any) -> dt.datetime:  # type: ignore[no-redef]
        """Soon."""
        return start + dt.timedelta(hours=4)

    assert between(interview(due=earlier), interview(due=soon)).changes == (
        Change("due", "Soon", "Soon (by another rule)"),
    )


# Clauses and rows


def clause(test: Any, says: str = "The child is in care.", section: str = "1", **words: Any) -> Clause:
    """An invented clause."""
    return Clause(section, says, test, words.pop("follows", True), **words)


def test_a_clause_that_does_the_same_is_the_same_however_its_copy_is_written() -> None:
    before, after = (required(interview(), clause(test)) for test in (in_care, Copy.in_care))

    assert compare(edition("old", before), edition("new", after)).duties.same == ("interview",)


def test_a_clause_in_other_words_is_worded_differently_and_changes_no_law() -> None:
    before = required(interview(says="Somebody sees the child."), clause(in_care, "The child is in care."))
    after = required(
        interview(says="Someone interviews the child."), clause(Copy.in_care, "The child is looked after.")
    )

    found = between(before, after)

    assert found.changes == ()
    assert found.wording == (
        Change("says", "Somebody sees the child.", "Someone interviews the child."),
        Change("clause", "The child is in care.", "The child is looked after."),
    )


def test_a_clause_that_asks_something_else_in_the_same_words_is_a_change() -> None:
    before, after = (required(interview(), clause(test)) for test in (in_care, Other.in_care))

    (change,) = between(before, after).changes

    assert change == Change(
        "clause", "1, required: The child is in care.", "1, required: The child is in care. (by another rule)"
    )


def test_clauses_are_new_or_gone_or_move_to_another_section() -> None:
    before = required(interview(), clause(in_care, section="3.3"))
    after = required(
        interview(), clause(Copy.in_care, section="4.1"), clause(disabled, "The child is disabled.", follows=False)
    )

    assert between(before, after).changes == (
        Change("clause", "3.3, required: The child is in care.", "4.1, required: The child is in care."),
        Change("clause", None, "1, not required: The child is disabled."),
    )
    assert Change("clause", "1, not required: The child is disabled.", None) in between(after, before).changes


def test_a_clause_is_known_by_what_it_asks_before_it_is_known_by_its_name() -> None:
    def other(child: Any) -> bool:
        return bool(child.disabled)

    other.__name__ = "in_care"
    before = required(interview(), clause(in_care), clause(disabled, "The child is disabled."))
    after = required(interview(), clause(other, "The child is disabled."), clause(Copy.in_care))

    assert [change.what for change in between(before, after).changes] == ["order of each clause"]


def test_a_clause_that_stands_twice_is_compared_place_by_place() -> None:
    def twice() -> Duty:
        return required(interview(), clause(in_care, "First."), clause(in_care, "Second.", section="2"))

    assert compare(edition("old", twice()), edition("new", twice())).duties.same == ("interview",)


def test_the_order_of_the_clauses_matters_for_the_first_that_holds_decides() -> None:
    one, two = clause(in_care), clause(disabled, "The child is disabled.", follows=False)

    (change,) = between(required(interview(), one, two), required(interview(), two, one)).changes

    assert change.what == "order of each clause"


def test_rows_of_who_acts_are_new_or_gone_or_owed_by_another() -> None:
    moved = Row((False, ANY), by="mat-worker", section="2", says="A child at home.")
    before = interview(by=Table(columns=("in_care",), rows=(IN_CARE, BACK_HOME)))
    after = interview(by=Table(columns=("in_care", "area"), rows=(moved,)))

    assert between(before, after).changes == (
        Change("row", "2, the child's social worker, answerable: children's services: A child in care.", None),
        Change("row", "2, the lead worker: A child at home.", "2, a MAT worker: A child at home."),
    )


def test_a_clause_that_is_read_otherwise_is_worded_differently_and_silence_is_told_once() -> None:
    def read_as(reading: str) -> Duty:
        silent = clause(disabled, reading, section="", follows=False, reading=reading)
        return required(interview(), clause(in_care, reading=f"A01: {reading}"), silent)

    assert between(read_as("strictly"), read_as("loosely")).wording == (
        Change("reading", "A01: strictly", "A01: loosely"),
        Change("clause", "strictly", "loosely"),
    )


# What is not allowed, and the whole edition


def refusing_telephone_calls(says: str, section: str = "6", *, all_visits: bool = False) -> Constraint:
    """An invented constraint on visits."""
    constraint = Constraint("in-person", section=section, says=says, on=PreventionVisit)
    constraint.refuses_when((lambda visit, _: True) if all_visits else (lambda visit, _: not visit.in_person))
    return constraint


def test_what_is_not_allowed_is_compared_as_duties_are() -> None:
    in_words = "A telephone call is no visit."

    def found(before: Constraint, after: Constraint) -> Comparison:
        return compare(edition("old", constraints=[before]), edition("new", constraints=[after]))

    usual = refusing_telephone_calls(in_words)
    assert found(usual, refusing_telephone_calls(in_words)).constraints.same == ("in-person",)
    assert len(found(usual, refusing_telephone_calls("Visits are made in person.")).constraints.reworded) == 1
    assert len(found(usual, refusing_telephone_calls(in_words, all_visits=True)).constraints.changed) == 1
    assert len(compare(edition("old"), edition("new", constraints=[usual])).constraints.only_after) == 1


def test_other_categories_are_a_change_of_the_edition_as_a_whole() -> None:
    comparison = compare(edition("old"), edition("new", categories=("none-seen", "high")))

    assert comparison.changes == (Change("categories, lowest first", "low, high", "none seen, high"),)


# The two editions of the protocol


@pytest.fixture(scope="module")
def real() -> Comparison:
    return compare(EDITIONS["2016"], EDITIONS["2019"])


def of(comparison: Comparison, id: str) -> list[Change]:
    """The changes of one duty."""
    return [change for both in comparison.duties.changed if both.id == id for change in both.changes]


def test_absent_of_2016_became_no_apparent_risk_in_2019(real: Comparison) -> None:
    assert ("absent, medium, high", "no apparent risk, medium, high") in [
        (change.before, change.after) for change in real.changes
    ]


def test_2016_interviews_every_reported_child_and_2019_leaves_out_those_at_home_at_no_apparent_risk(
    real: Comparison,
) -> None:
    changes = of(real, "return-interview")
    gone = [change.before for change in changes if change.what == "clause" and change.after is None]
    new = [change.after for change in changes if change.what == "clause" and change.before is None]

    assert any(str(clause).startswith("6.7, required") for clause in gone)
    assert any(str(clause).startswith("silent") for clause in new)


def test_the_night_ends_an_away_childs_six_hours_in_2016_alone(real: Comparison) -> None:
    (due,) = (change for change in of(real, "away-six-hour-ceiling") if change.what == "due")

    assert "night" in str(due.before)
    assert "night" not in str(due.after)


def test_the_meetings_after_three_reports_in_30_days_are_of_2019_alone(real: Comparison) -> None:
    assert "strategy-meeting-three-in-30" in [one.id for one in real.duties.only_after]


def test_every_duty_of_both_editions_stands_in_exactly_one_place_of_the_comparison(real: Comparison) -> None:
    found = real.duties
    in_both = [*(both.id for both in (*found.changed, *found.reworded)), *found.same]
    before, after = ([one.id for one in alone] for alone in (found.only_before, found.only_after))

    assert sorted([*before, *in_both]) == sorted(EDITIONS["2016"].by_id)
    assert sorted([*after, *in_both]) == sorted(EDITIONS["2019"].by_id)


def test_the_comparison_is_told_in_text_and_in_plain_data(real: Comparison) -> None:
    text, data = as_text(real), as_data(real)

    assert text.startswith("From the 2016 edition to the 2019 edition")
    assert all(one["id"] in text for one in (*data["duties"]["only_before"], *data["duties"]["changed"]))
    assert data["duties"]["changed"][0]["changes"][0].keys() == {"what", "before", "after"}


def test_the_text_tells_what_each_edition_alone_has_what_changed_and_what_is_only_worded_otherwise() -> None:
    before = edition(
        "old",
        interview(),
        interview(id="visit", name="Visit.", by="police", due=hours(1)),
        interview(id="plan", name="Plan", sections=("2", "3"), by=Table(columns=("in_care",), rows=(IN_CARE,))),
        interview(id="call", name="Call", answerable="panel"),
    )
    after = edition(
        "new",
        interview(),
        interview(id="call", name="Telephone", strength="must"),
        constraints=[refusing_telephone_calls("A telephone call is no visit.")],
        prevention_visit_name="safe and well check",
    )

    assert as_text(compare(before, after)).split("\n\n") == [
        "From the old edition to the new edition",
        "Name of the visit by the police: prevention visit → safe and well check",
        "Duties: only in old (2)\n"
        "  visit: Visit; section 1; should; the police; 1 hour\n"
        "  plan: Plan; sections 2, 3; should; by the facts of the child; no time given",
        "Duties: in both, and changed (1)\n"
        "  call: Telephone\n"
        "    strength: should → must\n"
        "    who answers for it, gone: the panel",
        "Duties: worded differently (1)\n  call: Telephone\n    name: Call → Telephone",
        "Duties: the same in both (1)\n  interview",
        "What is not allowed: only in new (1)\n  in-person: A telephone call is no visit; section 6",
    ]
    assert "\n    who answers for it, new: the panel" in as_text(compare(after, before))
