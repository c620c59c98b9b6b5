"""The examples of the contract hold: only what they name is compared."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from safereturn.protocol.replay import answer
from tests.protocol.expectations import assert_holds

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*-20*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_of_the_contract_holds(path: Path) -> None:
    example = json.loads(path.read_text())
    assert_holds(example["expect"], answer(example["scenario"]))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_duties_stand_by_due_then_arose_then_id(path: Path) -> None:
    rows = answer(json.loads(path.read_text())["scenario"])["duties"]

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        moment = {key: row[key] and dt.datetime.fromisoformat(row[key]) for key in ("due", "arose")}
        return moment["due"] is None, moment["due"] or moment["arose"], moment["arose"], row["id"]

    assert rows == sorted(rows, key=place)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_scenario_gives_the_same_bytes(path: Path) -> None:
    scenario = json.loads(path.read_text())["scenario"]
    assert json.dumps(answer(scenario)) == json.dumps(answer(scenario))
