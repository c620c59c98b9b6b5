"""Why a duty does not follow, for whoever expected it."""

import pytest

from safereturn.config.command_line import main
from safereturn.protocol.replay import explanation_why_not
from tests.protocol.scenarios import MEDIUM, NAR, REPORTED, RETURNED, scenario


@pytest.mark.parametrize(
    ("id", "events", "words"),
    [
        ("return-interview", (REPORTED, MEDIUM, RETURNED), "It does follow."),
        ("return-interview", (REPORTED, MEDIUM), "What starts it: The safe arrival of a child who was missing."),
        ("return-interview", (REPORTED, NAR, RETURNED), "A04"),
        ("prevention-visit", (REPORTED, NAR, RETURNED), "Reading A04: of a child unknown to services"),
        ("cp-manager-told-missing", (REPORTED,), "None of what would require it holds of this child"),
        ("high-deploy-immediately", (REPORTED, MEDIUM), "The first grading as high while the child is missing."),
        ("absent-monitor-escalate", (REPORTED,), "the 2019 edition does not have it. 2016 has, in section App 1."),
        ("police-lead-agency", (REPORTED,), "no duty of its own comes of it"),
    ],
)
def test_a_duty_that_does_not_follow_says_why(id: str, events: tuple[dict[str, str], ...], words: str) -> None:
    assert words in explanation_why_not(scenario(*events), id)


def test_an_unknown_duty_is_answered_with_the_nearest_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "docs/examples/home-at-seven.json", "--why-not", "return-interveiw"]) == 2
    assert "use one such as return-interview" in capsys.readouterr().err
