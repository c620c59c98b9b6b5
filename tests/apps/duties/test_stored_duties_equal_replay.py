"""What the service stores for a loaded scenario is what `replay` derives from it."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from safereturn.config.load import load
from safereturn.duties.models import Duty
from safereturn.protocol.replay import answer
from safereturn.protocol.scenario import read
from tests.protocol.histories import history

EXAMPLES = sorted((Path(__file__).parents[2] / "protocol" / "examples").glob("*.json"))


def stored(episode_id: int, now: Any) -> list[tuple[Any, ...]]:
    duties = Duty.objects.filter(episode_id=episode_id)
    return [
        (
            duty.protocol_id, duty.owner, duty.answerable or None, duty.arose_at, duty.due_at, duty.status_at(now),
            duty.met_at, tuple(duty.sections), duty.strength,
        )
        for duty in duties
    ]  # fmt: skip


def derived(scenario: dict[str, Any]) -> list[tuple[Any, ...]]:
    def moment(text: str | None) -> datetime | None:
        return None if text is None else datetime.fromisoformat(text)

    return [
        (
            row["id"], row["owner"], row["answerable"], moment(row["arose"]), moment(row["due"]), row["status"],
            moment(row["met_at"]), tuple(row["sections"]), row["strength"],
        )
        for row in answer(scenario)["duties"]
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_stored_duties_of_each_example_are_the_derived_ones(path: Path) -> None:
    scenario = json.loads(path.read_text())["scenario"]
    assert_stored_is_derived(scenario)


@pytest.mark.django_db
@pytest.mark.parametrize("hundred", range(10))
def test_the_stored_duties_of_a_hundred_invented_histories_are_the_derived_ones(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        assert_stored_is_derived(history(seed))


def assert_stored_is_derived(scenario: dict[str, Any]) -> None:
    now = read(scenario)[1].now
    assert Counter(stored(load(scenario).pk, now)) == Counter(derived(scenario))
