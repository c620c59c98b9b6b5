"""The timeline of an episode: what a reader may not read is said to be there, and never what it is."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from safereturn.access.field_classes import DESCRIBED, DUTIES, NOTES, STANDING
from safereturn.duties.presenters import NOT_SHOWN, timeline


@dataclass
class Told:
    """An event of a log, as a query hands it to the page."""

    type: str
    content: dict[str, Any] = field(default_factory=dict)
    is_own: bool = False
    is_late: bool = False
    said_by: str = "Helen Eccleston"
    happened_at: dt.datetime = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)


NOTE = Told("noted", {"says": "His bicycle is gone."})


def read(event: Told, *sees: str) -> str:
    (item,) = timeline([event], sees=sees)
    return str(item["text"])


def test_a_note_that_a_team_may_not_read_says_that_it_is_not_shown() -> None:
    assert read(NOTE, DUTIES) == NOT_SHOWN


def test_whoever_may_read_a_note_or_wrote_it_reads_the_note() -> None:
    own = Told(NOTE.type, NOTE.content, is_own=True)
    assert read(NOTE, DUTIES, NOTES) == read(NOTE, *DESCRIBED) == read(own, DUTIES) == "His bicycle is gone."


def test_an_event_that_says_nothing_further_hides_nothing() -> None:
    assert read(Told("found"), DUTIES) == read(Told("interview-declined", {"reason": ""}), DUTIES) == ""


def test_nobody_learns_of_an_event_that_they_may_not_know_of() -> None:
    assert timeline([Told("harm-found", {"kind": "allegation"})], sees=[DUTIES]) == []


def test_what_was_done_about_a_duty_is_no_line_for_whoever_may_not_know_of_the_duty() -> None:
    for of_a_carer in ("allegation-recorded-and-acted-on", "sexual-abuse-no-washing"):
        done = Told("done", {"duty": of_a_carer})
        assert timeline([done], sees=[DUTIES]) == []
        assert timeline([done], sees=DESCRIBED) != []
        assert timeline([Told("done", {"duty": of_a_carer}, is_own=True)], sees=[DUTIES]) != []
    assert timeline([Told("done", {"duty": "compact-entry"})], sees=[DUTIES]) != []


def test_what_may_tell_of_a_carer_has_not_come_about_as_far_as_carers_see() -> None:
    feared = Told("came-about", {"what": "sexual-abuse-feared"})
    assert timeline([feared], sees=[DUTIES, STANDING]) == []
    assert timeline([feared], sees=DESCRIBED) != []
    assert timeline([Told("came-about", {"what": "school-worried"})], sees=[DUTIES, STANDING]) != []
