"""What the service stores for a loaded scenario is what `replay` derives from it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from safereturn.config.load import load
from safereturn.duties.models import Duty
from safereturn.protocol.replay import answer
from safereturn.protocol.scenario import read

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
    from datetime import datetime

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
    episode = load(scenario)
    _, read_scenario = read(scenario)
    assert Counter(stored(episode.pk, read_scenario.now)) == Counter(derived(scenario))
