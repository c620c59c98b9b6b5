"""Why a duty is owed, in the words that a tired carer reads."""

from typing import Any

import pytest

from safereturn.protocol.explain import facts_relied_on
from safereturn.protocol.findings import findings
from safereturn.protocol.replay import explanation
from safereturn.protocol.scenario import read
from tests.protocol.scenarios import FOUND, HIGH, IN_CARE, MEDIUM, NAR, REPORTED, RETURNED, duties, event, scenario

PLAN = {"child_protection_plan": True}
GRADED_LATE = event("categorised", "10 12:00", category="medium")
LOW_LATE = event("categorised", "10 12:00", category="no-apparent-risk")
NOT_ON_A_PLAN = event("fact", "10 12:00", set={"child.child_protection_plan": False})
LATE_IN_DECEMBER = {"last_seen": "2026-12-30T18:00", "now": "2026-12-31T23:00"}
NOT_MADE = event("prevention-visit-not-made", "10 09:00", reason="Often late", agreed_with="parent")

AWAY = {**IN_CARE, "kind": "away"}
FOSTERED = {"placement": "foster", "registered_home": None}
CONSULTED = event("consulted", "9 20:00", who="social-worker", told=True, consulted=True)
LOST = event("location-lost", "9 21:30")
LOST_LATER = event("location-lost", "9 21:50")
LOCATED = event("located", "9 23:00")
FOUND_EARLY = event("found", "9 23:15")
BACK_EARLY = event("returned", "9 23:30", to="home")
OFFERED = event("interview-offered", "10 08:00")
DECLINED = event("interview-declined", "10 09:00", reason="Wants no talk")
SIGNED_OFF = event("interview-signed-off", "10 10:00", by="team-manager")
LAST_SEEN_AT_NOON = event("fact", "10 00:00", set={"episode.last_seen": "2026-01-09T12:00"})
REGRADED_HIGH = event("categorised", "10 02:00", category="high")
KNOWN_LATER = event("fact", "10 03:00", set={"child.open_to": ["mat"]})
LEARNT_TOO_LATE = {**LAST_SEEN_AT_NOON, "at": "2026-01-13T08:00"}
OVER_90_DAYS, UNDER_90_DAYS, OVER_30_DAYS, UNDER_30_DAYS, *TWO_EARLIER = [
    {"reported": f"2025-{day}T10:00", "returned": f"2025-{day}T20:00", "category": "medium"}
    for day in ("10-11", "10-12", "12-10", "12-11", "12-20", "12-28")
]
EVERYONE_MEETS = "Missing since 17:30 on Friday 9 January, so everyone involved meets by 17:30 on Monday 12 January"
STAYS = "so the council decides: stay for now, or come back"
DECIDED = f"Consulted at 20:00 on Friday 9 January while the child was away, {STAYS}"
NO_LONGER = "on Friday 9 January, so it is no longer needed."


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
        (
            "away-six-hour-ceiling", (CONSULTED,), AWAY,
            "Away from the placement since 17:30 on Friday 9 January, so what to do is agreed with "
            "the social worker or the out-of-hours service by 23:30 on Friday 9 January.",
        ),
        ("missing-meeting-three-days", (REPORTED, LOCATED), {}, f"{EVERYONE_MEETS}; located at 23:00 {NO_LONGER}"),
        ("missing-meeting-three-days", (REPORTED, FOUND_EARLY), {}, f"{EVERYONE_MEETS}; found at 23:15 {NO_LONGER}"),
        ("missing-meeting-three-days", (REPORTED, BACK_EARLY), {}, f"{EVERYONE_MEETS}; back at 23:30 {NO_LONGER}"),
        (
            "away-la-stay-or-return", (CONSULTED, LOST, REPORTED), AWAY,
            f"{DECIDED}; reported missing at 21:40 {NO_LONGER}",
        ),
        ("away-la-stay-or-return", (CONSULTED, REPORTED, LOST_LATER), AWAY, f"{DECIDED}; lost at 21:50 {NO_LONGER}"),
        (
            "return-interview", (REPORTED, MEDIUM, RETURNED, OFFERED, DECLINED, SIGNED_OFF), {},
            "Back home at 07:00 on Saturday 10 January after being graded medium, "
            "so someone independent sees them by 07:00 on Tuesday 13 January; "
            "the child was asked and said no, signed off at 10:00 on Saturday 10 January.",
        ),
        (
            "return-interview", (REPORTED, MEDIUM, event("returned", "10 07:00", to="other-safe-place")), {},
            "Back at a safe place at 07:00 on Saturday 10 January after being graded medium, "
            "so someone independent sees them by 07:00 on Tuesday 13 January.",
        ),
        (
            "return-interview", (REPORTED, MEDIUM, RETURNED), {"without": ("child.area",)},
            "Back home at 07:00 on Saturday 10 January after being graded medium, "
            "so someone independent sees them by 07:00 on Tuesday 13 January.",
        ),
        (
            "lead-worker-liaises", (REPORTED, MEDIUM, REGRADED_HIGH, KNOWN_LATER), {},
            "Recorded by the police at 02:00 on Saturday 10 January, and known to services, "
            "so the lead worker keeps in touch with the police and the others.",
        ),
        (
            "return-interview", (REPORTED, MEDIUM, event("returned", "10 07:00")), {},
            "Back safe at 07:00 on Saturday 10 January after being graded medium, "
            "so someone independent sees them by 07:00 on Tuesday 13 January.",
        ),
        (
            "return-interview", (REPORTED, MEDIUM, event("returned", "10 07:00", to="placement")), IN_CARE,
            "Back at the placement at 07:00 on Saturday 10 January, and a child in care is always heard, "
            "so someone independent sees them by 07:00 on Tuesday 13 January.",
        ),
        (
            "return-interview", (REPORTED, HIGH, event("categorised", "10 02:00", category="medium"), RETURNED), {},
            "Back home at 07:00 on Saturday 10 January after being graded high, "
            "so someone independent sees them by 07:00 on Tuesday 13 January.",
        ),
        (
            "prevention-visit", (REPORTED, MEDIUM, RETURNED), {},
            "Back at 07:00 on Saturday 10 January, so the officer sees the child in person as soon as possible.",
        ),
        (
            "away-interview-opportunity", (CONSULTED, RETURNED), AWAY,
            "Back at 07:00 on Saturday 10 January after being away from a registered children's home, "
            "so an independent interview is offered and held by 07:00 on Tuesday 13 January.",
        ),
        (
            "away-interview-opportunity", (CONSULTED, RETURNED), {**AWAY, **FOSTERED},
            "Back at 07:00 on Saturday 10 January after being away from foster care, "
            "so an independent interview is considered, and if wanted held, by 07:00 on Tuesday 13 January.",
        ),
        (
            "care-unknown-location-report", (CONSULTED, LOST), AWAY,
            "Lost at 21:30 on Friday 9 January and in care, so the carer reports the child to the police.",
        ),
        (
            "care-unknown-location-report", (REPORTED,), IN_CARE,
            "Not seen since 17:30 on Friday 9 January and in care, so the carer reports the child to the police.",
        ),
        (
            "care-unknown-location-report", (REPORTED,), {**IN_CARE, "last_seen": None},
            "Known at 21:40 on Friday 9 January to be gone and in care, so the carer reports the child to the police.",
        ),
        (
            "cp-core-group-five-days", (REPORTED, RETURNED), {**PLAN, "about": {"with_family": True}},
            "Back at 07:00 on Saturday 10 January with the family, under a child protection plan, "
            "so the core group meets by the end of Friday 16 January.",
        ),
        (
            "cp-core-group-five-days", (REPORTED, RETURNED), {**PLAN, "born": None, "expected": "2026-05-01"},
            "Back at 07:00 on Saturday 10 January with the mother, under a child protection plan, "
            "so the core group meets by the end of Friday 16 January.",
        ),
        (
            "strategy-meeting-three-in-30", (REPORTED,), {"earlier": [OVER_30_DAYS, UNDER_30_DAYS, *TWO_EARLIER]},
            "Reported missing at 21:40 on Friday 9 January, 4 times in 30 days, "
            "so children's services hold a strategy meeting.",
        ),
        (
            "police-review-three-in-90", (REPORTED,), {"without": ("earlier",)},
            "Reported missing at 21:40 on Friday 9 January, perhaps three times in 90 days, "
            "so the police look again at the pattern, "
            "unless the answer says otherwise: Has the child been reported missing before, and when?",
        ),
        (
            "police-review-three-in-90", (REPORTED,), {"earlier": [OVER_90_DAYS, UNDER_90_DAYS, *TWO_EARLIER]},
            "Reported missing at 21:40 on Friday 9 January, 4 times in 90 days, "
            "so the police look again at the pattern.",
        ),
        (
            "missing-meeting-three-days", (REPORTED, LAST_SEEN_AT_NOON), {"last_seen": None},
            "Missing since 12:00 on Friday 9 January, so everyone involved meets by 12:00 on Monday 12 January.",
        ),
        (
            "missing-meeting-three-days", (REPORTED, LEARNT_TOO_LATE), {"last_seen": None},
            "Reported missing at 21:40 on Friday 9 January, so everyone involved meets by 21:40 on Monday 12 January.",
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


VISITED = event("prevention-visit", "10 09:00", in_person=True)
HELD_LATE = event("interview-held", "14 09:00", interviewer="runaways-worker")
ILL = event("deadline-exception", "12 09:00", duty="return-interview", reason="In hospital", by="team-manager")


@pytest.mark.parametrize(
    ("id", "events", "words", "told"),
    [
        ("return-interview", (MEDIUM, RETURNED), {}, "by 07:00 on Tuesday 13 January; overdue."),
        ("return-interview", (MEDIUM, RETURNED, ILL), {}, "Tuesday 13 January; overdue, with a reason recorded."),
        ("return-interview", (MEDIUM, RETURNED, HELD_LATE), {}, "; done at 09:00 on Wednesday 14 January, late."),
        ("return-interview", (MEDIUM, RETURNED, OFFERED, DECLINED, SIGNED_OFF), {}, "Tuesday 13 January; declined."),
        ("return-interview", (RETURNED,), {}, "Tuesday 13 January; not yet certain."),
        ("return-interview", (RETURNED,), {}, "and grade the child? Section 6.7, must. Who acts, section 5.2: A child"),
        (
            "return-interview", (MEDIUM, RETURNED), {"without": ("child.area",)},
            "Owed by children's services; by 07:00 on Tuesday 13 January; overdue.",
        ),
        ("prevention-visit", (MEDIUM, RETURNED, VISITED), {}, "in the protocol; done at 09:00 on Saturday 10 January."),
        ("prevention-visit", (MEDIUM, RETURNED, NOT_MADE), {}, "no time is given in the protocol; waived."),
        ("continual-review", (RETURNED,), {}, "Owed by the carer; no time is given in the protocol; stood down."),
        (
            "cp-core-group-five-days", (RETURNED,), {**PLAN, "about": {"with_family": True}},
            "by the end of Friday 16 January; overdue.",
        ),
        (
            "found-compact-updated-la-told", (RETURNED,), {},
            "so the police update COMPACT and tell the council. Sections 5.1 and 6.5, must.",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_says_how_it_stands(
    id: str, events: tuple[dict[str, Any], ...], words: dict[str, Any], told: str
) -> None:
    paragraphs = explanation(scenario(REPORTED, *events, **words)).split("\n\n")
    assert [told in paragraph for paragraph in paragraphs if paragraph.startswith(f"{id}: ")] == [True]


def test_a_paragraph_names_the_reading_by_which_it_was_decided() -> None:
    told = explanation(scenario(CONSULTED, RETURNED, **{**AWAY, **FOSTERED})).split("\n\n")
    (paragraph,) = (paragraph for paragraph in told if paragraph.startswith("away-interview-opportunity: "))
    assert "Decided by section 4.1.4: " in paragraph
    assert " Reading A05" in paragraph


def test_what_a_duty_was_decided_by_is_named_as_scenarios_name_it() -> None:
    edition, told = read(scenario(REPORTED, MEDIUM, RETURNED))
    found = findings(told, edition)
    (interview,) = (finding for finding in found.found if finding.duty.id == "return-interview")
    assert facts_relied_on(interview, found.history.facts) == {
        "child.born": False,  # whether still to be born
        "child.looked_after_by": None,
        "episode.with_family": False,
        "category": "medium",
        "child.open_to": (),
        "child.area": "derby",
    }
