"""The product against a second derivation of the duties, made apart from the rules and table by table.

The product is asked through its text boundary alone. Everything is compared but the sentences. A step is one event of a
history that both sides have walked; what is cut off where they still part (`questions`) is no step.
"""

import json
import os
from typing import Any

import pytest

from safereturn.protocol.replay import answer, parsed
from tests.oracle.comparison import differences, smallest
from tests.oracle.histories import history
from tests.oracle.questions import NOT_COMPARED, up_to_a_question

STEPS_OF_A_BLOCK = 100_000
BLOCKS = 50 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 1
"""A quiet hour walks 5,000,000 steps. Its blocks are tests of their own: `--stepwise` goes on where it stopped."""

HISTORIES_OF_A_BLOCK = 20_000
"""More than a block can need, so that no two blocks walk the same history."""


def product(text: str) -> str:
    """JSON in, JSON out, as `safereturn replay` does it."""
    return json.dumps(answer(parsed(text)))


def parts(scenario: dict[str, Any]) -> list[tuple[str, str]]:
    return differences(scenario, product, NOT_COMPARED)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_second_derivation_comes_to_the_same_duties(block: int, record_property: Any) -> None:
    steps = cut = 0
    number = first = block * HISTORIES_OF_A_BLOCK
    while steps < STEPS_OF_A_BLOCK:
        told = history(number)
        scenario = up_to_a_question(told)
        if parts(scenario):
            pytest.fail(in_words(number, scenario))
        steps += len(scenario["events"])
        cut += len(told["events"]) - len(scenario["events"])
        number += 1
    record_property("steps", steps)
    print(f"histories {first} to {number - 1}: {steps} steps compared, {cut} left out where the reading is in question")
    assert number - first <= HISTORIES_OF_A_BLOCK


def in_words(number: int, scenario: dict[str, Any]) -> str:
    """A difference with the smallest scenario that shows it, and both sides in words."""
    about = parts(scenario)[0][0]
    least = smallest(scenario, lambda less: any(part == about for part, _ in parts(less)))
    told = "\n".join(f"  {part}: {words}" for part, words in parts(least))
    return f"History {number} parts at {about}:\n{json.dumps(least, indent=1)}\n{told}"
