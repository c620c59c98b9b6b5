"""What the documents show a reader does what they say."""

import json
import re
from pathlib import Path

import pytest

from safereturn.protocol.replay import answer

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = [path.read_text() for path in sorted(DOCS.glob("examples/*.json"))]
SHOWN += re.findall(r"```json\n(.*?)```", (DOCS / "reference" / "replay.md").read_text(), re.DOTALL)


@pytest.mark.parametrize("text", SHOWN)
def test_a_scenario_shown_to_a_reader_can_be_replayed(text: str) -> None:
    assert "return-interview" in [row["id"] for row in answer(json.loads(text))["duties"]]
