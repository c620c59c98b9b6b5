"""The examples of the contract hold: only what they name is compared."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from safereturn.protocol.replay import answer

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*-20*.json"))


def occurrences(rows: list[dict[str, Any]], id: str) -> list[dict[str, Any]]:
    return sorted((row for row in rows if row["id"] == id), key=lambda row: (row["arose"], row["due"] or ""))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_of_the_contract_holds(path: Path) -> None:
    example = json.loads(path.read_text())
    expected, found = example["expect"], answer(example["scenario"])
    rows = found["duties"]
    for key in ("edition", "state"):
        assert found[key] == expected.get(key, found[key])
    for wanted in expected["duties"]:
        row = occurrences(rows, wanted["id"])[wanted.get("occurrence", 1) - 1]
        assert {key: row[key] for key in wanted if key != "occurrence"} == {
            key: value for key, value in wanted.items() if key != "occurrence"
        }
    for id in expected.get("absent", []):
        assert not occurrences(rows, id)
    for id, count in expected.get("count", {}).items():
        assert len(occurrences(rows, id)) == count
    asked = {question["fact"] for question in found["questions"]}
    assert asked >= set(expected.get("questions", []))
    assert asked.isdisjoint(expected.get("no_questions", []))
    assert found["refused"] == expected.get("refused", found["refused"])


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
