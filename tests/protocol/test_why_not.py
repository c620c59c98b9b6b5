"""Why a duty does not follow, for whoever expected it."""

from typing import Any

import pytest

from safereturn.config.command_line import main
from safereturn.protocol.replay import explanation_why_not
from safereturn.protocol.why_not import NoSuchDuty
from tests.protocol.scenarios import IN_CARE, MEDIUM, NAR, REPORTED, RETURNED, event, scenario

CONSULTED = event("consulted", "9 20:00", who="social-worker", told=True)
LOCATED = event("located", "9 23:00")
LOST_AGAIN = event("location-lost", "10 03:00")


@pytest.mark.parametrize(
    ("id", "events", "words", "why"),
    [
        (
            "return-interview", (REPORTED, MEDIUM), {},
            "Nothing has started it. What starts it: The safe arrival of a child who was missing. Section 6.7.",
        ),
        (
            "return-interview", (REPORTED, NAR, RETURNED), {},
            "It could have started at 07:00 on Saturday 10 January. Of such a child nothing is said. Reading A04: "
            "6.7 asks at medium or high only; 5.2 leaves no apparent risk at home to the police. Section 6.7.",
        ),
        (
            "return-interview", (REPORTED, NAR, RETURNED), {"about": {"education_only": True}},
            "It could have started at 07:00 on Saturday 10 January. Of this child it holds: "
            "No interview is normally needed where missing school is the only concern. Section 6.7.",
        ),
        (
            "prevention-visit", (REPORTED, NAR, RETURNED), {},
            "It could have started at 07:00 on Saturday 10 January. Of such a child nothing is said. Reading "
            "A04: of a child unknown to services and only ever at no apparent risk, 5.2 lets the police choose.",
        ),
        (
            "return-interview", (REPORTED, NAR, RETURNED), {"without": ("child.born",)},
            "It could have started at 07:00 on Saturday 10 January. Of such a child nothing is said. Reading A04: 6.7",
        ),
        (
            "cp-manager-told-missing", (REPORTED,), {},
            "It could have started at 21:40 on Friday 9 January. None of what would require it holds of this child: "
            "The child, or the unborn baby, is on a child protection plan. (5.4) Section 5.4.",
        ),
        ("high-deploy-immediately", (REPORTED, MEDIUM), {}, ": The first grading as high while the child is missing."),
        (
            "away-home-calls-social-worker", (CONSULTED,), {**IN_CARE, "kind": "away"},
            "What starts it: Whichever comes first: The first harm found on a child back from being away and never "
            "missing, that no carer may have done (B17). Each time this comes about: ",
        ),
        (
            "absent-monitor-escalate", (REPORTED,), {},
            "absent-monitor-escalate: the 2019 edition does not have it. 2016 has, in section App 1.",
        ),
        (
            "police-lead-agency", (REPORTED,), {},
            "police-lead-agency: section 2 of the 2019 edition has it as a rule of who acts, "
            "and no duty of its own comes of it: ",
        ),
        ("missing-meeting-three-days", (REPORTED,), {}, "It does follow.\n\nmissing-meeting-three-days: The council"),
    ],
)  # fmt: skip
def test_a_duty_that_does_not_follow_says_why(
    id: str, events: tuple[dict[str, Any], ...], words: dict[str, Any], why: str
) -> None:
    assert why in explanation_why_not(scenario(*events, **words), id)


def test_a_duty_that_follows_says_so_once_for_each_time() -> None:
    told = explanation_why_not(scenario(REPORTED, LOCATED, LOST_AGAIN), "missing-meeting-three-days").split("\n\n")
    assert told[0] == "It does follow."
    assert [paragraph.partition(":")[0] for paragraph in told[1:]] == ["missing-meeting-three-days"] * 2


def test_an_unknown_duty_is_answered_with_the_nearest_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "docs/examples/home-at-seven.json", "--why-not", "return-interveiw"]) == 2
    assert "use one such as return-interview" in capsys.readouterr().err


def test_an_id_that_is_too_long_to_tell_is_cut_after_sixty_letters() -> None:
    with pytest.raises(NoSuchDuty, match=f"^'{'k' * 60}' is not an id"):
        explanation_why_not(scenario(REPORTED), "k" * 61)


def test_an_id_without_end_is_told_as_far_as_its_first_sixty_letters() -> None:
    with pytest.raises(NoSuchDuty, match=f"'{'x' * 60}' is not an id"):
        explanation_why_not(scenario(REPORTED), "x" * 99)
