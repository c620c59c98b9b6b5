"""Why a duty is owed, in the words that a tired carer reads."""

from typing import Any

import pytest

from safereturn.protocol.replay import explanation
from tests.protocol.scenarios import FOUND, IN_CARE, MEDIUM, NAR, REPORTED, RETURNED, duties, event, scenario

PLAN = {"child_protection_plan": True}
GRADED_LATE = event("categorised", "10 12:00", category="medium")
LOW_LATE = event("categorised", "10 12:00", category="no-apparent-risk")
NOT_ON_A_PLAN = event("fact", "10 12:00", set={"child.child_protection_plan": False})
LATE_IN_DECEMBER = {"last_seen": "2026-12-30T18:00", "now": "2026-12-31T23:00"}
NOT_MADE = event("prevention-visit-not-made", "10 09:00", reason="Often late", agreed_with="parent")


@pytest.mark.parametrize(
    ("id", "events", "words", "sentence"),
    [
        (
            "return-interview", (REPORTED, MEDIUM, RETURNED), {},
            "Back home at 07:00 on Saturday 10 January after being graded medium, "
            "so someone independent sees them by 07:00 on Tuesday 13 January.",
        ),
        (
            "return-interview", (REPORTED, RETURNED, GRADED_LATE), {},
            "Back home at 07:00 on Saturday 10 January and since graded medium, "
            "so someone independent sees them by 07:00 on Tuesday 13 January.",
        ),
        (
            "return-interview", (REPORTED, RETURNED), {},
            "Back home at 07:00 on Saturday 10 January, "
            "so someone independent sees them by 07:00 on Tuesday 13 January, "
            "unless the answer says otherwise: How do the police record and grade the child?",
        ),
        (
            "return-interview", (REPORTED, RETURNED, LOW_LATE), {},
            "Back home at 07:00 on Saturday 10 January, "
            "so someone independent sees them by 07:00 on Tuesday 13 January; "
            "graded no apparent risk at 12:00 on Saturday 10 January, so it is no longer needed.",
        ),
        (
            "missing-meeting-three-days", (REPORTED,), {},
            "Missing since 17:30 on Friday 9 January, so everyone involved meets by 17:30 on Monday 12 January.",
        ),
        (
            "missing-meeting-three-days", (REPORTED,), {"last_seen": None},
            "Reported missing at 21:40 on Friday 9 January, so everyone involved meets by 21:40 on Monday 12 January.",
        ),
        (
            "iro-told-missing", (REPORTED,), IN_CARE,
            "Missing since 17:30 on Friday 9 January and in care, so the Independent Reviewing Officer is told.",
        ),
        (
            "iro-told-missing", (REPORTED,), {"without": ("child.looked_after_by",)},
            "Missing since 17:30 on Friday 9 January, so the Independent Reviewing Officer is told, "
            "unless the answer says otherwise: Is the child looked after, and by which council?",
        ),
        (
            "cp-manager-told-missing", (REPORTED, NOT_ON_A_PLAN), PLAN,
            "Missing since 17:30 on Friday 9 January with a child protection plan, "
            "so the child protection manager is told; "
            "what was recorded at 12:00 on Saturday 10 January changes that, so it is no longer needed.",
        ),
        (
            "la-notified-by-secure-email", (REPORTED, NAR, event("categorised", "10 02:00", category="high")), {},
            "Recorded as missing at 22:05 on Friday 9 January, graded no apparent risk, "
            "so the police send the council the details.",
        ),
        (
            "la-notified-by-secure-email", (REPORTED, event("categorised", "9 22:05", category="absent")),
            {**IN_CARE, "edition": "2016"},
            "Recorded by the police at 22:05 on Friday 9 January as absent, and in care, "
            "so they send the council the details.",
        ),
        (
            "prevention-visit", (REPORTED, MEDIUM, FOUND, RETURNED, NOT_MADE), {},
            "Found at 06:15 on Saturday 10 January, so the officer sees the child in person as soon as possible; "
            "waived at 09:00 on Saturday 10 January.",
        ),
        (
            "missing-meeting-three-days", (event("reported", "2026-12-30T20:00"),), LATE_IN_DECEMBER,
            "Missing since 18:00 on Wednesday 30 December, "
            "so everyone involved meets by 18:00 on Saturday 2 January 2027.",
        ),
        (
            "away-six-hour-ceiling", (event("consulted", "9 20:00", who="social-worker", told=True),),
            {**IN_CARE, "kind": "away", "last_seen": None},
            "Known at 20:00 on Friday 9 January to be away from the placement, so what to do is agreed with "
            "the social worker or the out-of-hours service by 02:00 on Saturday 10 January.",
        ),
    ],
)  # fmt: skip
def test_the_reason_is_told_as_it_was(
    id: str, events: tuple[dict[str, Any], ...], words: dict[str, Any], sentence: str
) -> None:
    assert duties(*events, **words)[id]["because"] == sentence


def test_a_paragraph_says_what_who_when_how_it_stands_why_and_where_it_is_written() -> None:
    told = explanation(scenario(REPORTED, MEDIUM, RETURNED, now="2026-01-11T09:00")).split("\n\n")
    assert told[0] == "Edition 2019. Where the episode stands: returned."
    assert (
        "return-interview: Someone independent interviews the child within 72 hours of the return. "
        "Owed by the Runaways Worker (answerable: children's services); by 07:00 on Tuesday 13 January; open. "
        "Back home at 07:00 on Saturday 10 January after being graded medium, so someone independent sees them by "
        "07:00 on Tuesday 13 January. Section 6.7, must. "
        "Decided by section 6.7: Medium or high at any time in the episode. "
        "Who acts, section 5.2: A child not known to services in the city."
    ) in told
