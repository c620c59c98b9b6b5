"""A scenario told in the words of another edition: the lowest category becomes the lowest (reading B40)."""

from copy import copy

import pytest

from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import Categorised
from safereturn.protocol.history import Scenario
from safereturn.protocol.retold import CannotBeTold, told_under
from safereturn.protocol.scenario import read
from safereturn.protocol.settings import Settings
from tests.protocol.scenarios import HIGH, MEDIUM, NAR, REPORTED, RETURNED, event, scenario

ABSENT = event("categorised", "9 22:05", category="absent")


def told(*events: dict[str, str], edition: str) -> Scenario:
    """A scenario as it is read."""
    return read(scenario(*events, edition=edition))[1]


def categories(scenario: Scenario) -> list[str]:
    return [event.category for event in scenario.events if isinstance(event, Categorised)]


@pytest.mark.parametrize(
    ("graded", "own", "other", "becomes"),
    [
        (ABSENT, "2016", "2019", "no-apparent-risk"),
        (NAR, "2019", "2016", "absent"),
        (MEDIUM, "2016", "2019", "medium"),
        (HIGH, "2019", "2016", "high"),
        (NAR, "2019", "2019", "no-apparent-risk"),
    ],
)
def test_a_category_becomes_its_counterpart(graded: dict[str, str], own: str, other: str, becomes: str) -> None:
    scenario = told(REPORTED, graded, RETURNED, edition=own)

    retold = told_under(scenario, EDITIONS[own], EDITIONS[other])

    assert categories(retold) == [becomes]
    assert retold.facts.categories == EDITIONS[other].categories
    assert [retold.events[0], retold.events[2]] == [scenario.events[0], scenario.events[2]]
    assert (retold.kind, retold.now) == (scenario.kind, scenario.now)


def test_a_category_without_a_counterpart_cannot_be_told() -> None:
    scenario = told(REPORTED, MEDIUM, edition="2019")

    of_two = copy(EDITIONS["2016"])
    of_two.categories = ("absent", "high")

    with pytest.raises(CannotBeTold, match="no category that 'medium' could stand for"):
        told_under(scenario, EDITIONS["2019"], of_two)


def test_a_scenario_is_read_as_the_other_edition_is_settled() -> None:
    settled = EDITIONS["2019"].read_as(Settings(care_before_family=False))

    retold = told_under(told(REPORTED, edition="2016"), EDITIONS["2016"], settled)

    assert not retold.facts.settings.care_before_family
