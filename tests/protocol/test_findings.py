"""What the findings say beyond what `replay` prints, and turns of a history that few episodes take."""

from typing import Any

from safereturn.protocol.findings import Finding, findings
from safereturn.protocol.scenario import read
from tests.protocol.scenarios import MEDIUM, NAR, REPORTED, RETURNED, duties, event, scenario


def found(id: str, *events: dict[str, Any], **words: Any) -> list[Finding]:
    edition, told = read(scenario(*events, **words))
    return sorted((one for one in findings(told, edition).found if one.duty.id == id), key=lambda one: one.arose)


def test_a_duty_is_late_when_it_is_overdue_and_when_it_was_met_too_late() -> None:
    held = event("interview-held", "20 10:00", interviewer="runaways-worker")
    told = (REPORTED, MEDIUM, RETURNED)
    assert not found("return-interview", *told, now="2026-01-11T12:00")[0].is_late
    assert found("return-interview", *told, now="2026-01-20T12:00")[0].is_late
    assert found("return-interview", *told, held)[0].is_late


def test_a_reason_is_that_of_the_earliest_breach_without_one() -> None:
    told = (REPORTED, MEDIUM, event("located", "13 01:00"), event("location-lost", "13 21:00"))
    excused = event("deadline-exception", "17 10:00", duty="missing-meeting-three-days", reason="Ice", by="police")
    reasons = [
        [one.reason_recorded for one in found("missing-meeting-three-days", *told, *[excused] * times)]
        for times in (0, 1, 2, 3)
    ]
    assert reasons == [[False, False], [True, False], [True, True], [True, True]]


def test_a_sighting_corrected_before_the_report_is_the_one_that_counts() -> None:
    corrected = event("fact", "9 20:00", set={"episode.last_seen": "2026-01-09T17:30"})
    told = duties(corrected, REPORTED, last_seen="2026-01-01T12:00")
    assert told["missing-meeting-three-days"]["due"] == "2026-01-12T17:30:00+00:00"


def test_a_visit_that_was_not_made_with_reason_stays_waived_when_it_is_owed_no_longer() -> None:
    not_made = event("prevention-visit-not-made", "10 12:00", reason="Seen", agreed_with="parent")
    closed_case = event("fact", "10 14:00", set={"child.open_to": []})
    told = (REPORTED, NAR, RETURNED)
    assert duties(*told, not_made, closed_case, open_to=["mat"])["prevention-visit"]["status"] == "waived"
    assert duties(*told, closed_case, open_to=["mat"])["prevention-visit"]["status"] == "stood-down"
