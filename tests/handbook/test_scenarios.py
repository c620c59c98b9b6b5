"""The scenarios that partners read: a child, what happened, and what must be done, by whom and by when.

Each `*.json` here holds a list of them; `scenario` is what `safereturn replay` is given. One that is
expected to `exit` with 2 is told in a way that cannot be.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from safereturn.protocol.replay import answer
from safereturn.protocol.scenario import BadScenario
from tests.protocol.expectations import assert_holds

SCENARIOS = [
    pytest.param(told, id=f"{path.stem}: {told['title']}")
    for path in sorted(Path(__file__).parent.glob("*.json"))
    for told in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("told", SCENARIOS)
def test_what_must_be_done(told: dict[str, Any]) -> None:
    if told["expect"].get("exit") == 2:
        with pytest.raises(BadScenario):
            answer(told["scenario"])
    else:
        assert_holds(told["expect"], answer(told["scenario"]))
