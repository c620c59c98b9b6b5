"""The product against a second derivation of the duties, made apart from the rules and table by table.

The product is asked through its text boundary alone. Everything is compared but the sentences. A step is one event of a
history that both sides have walked.
"""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from safereturn.protocol.replay import answer, parsed
from tests.oracle.comparison import differences, smallest
from tests.oracle.histories import history

STEPS_OF_A_BLOCK = 100_000
BLOCKS = 50 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 1
"""A quiet hour walks 5,000,000 steps. Its blocks are tests of their own: `--stepwise` goes on where it stopped."""

HISTORIES_OF_A_BLOCK = 20_000
"""More than a block can need, so that no two blocks walk the same history."""

AT_A_TIME = 250
"""Histories that one process walks before it says how far it came."""


def product(text: str) -> str:
    """JSON in, JSON out, as `safereturn replay` does it."""
    return json.dumps(answer(parsed(text)))


def parts(scenario: dict[str, Any]) -> list[tuple[str, str]]:
    return differences(scenario, product)


def walked(first: int) -> tuple[int, str]:
    """The steps of some histories, and what is wrong in the first of them in which both sides part."""
    steps = 0
    for number in range(first, first + AT_A_TIME):
        scenario = history(number)
        if parts(scenario):
            return steps, in_words(number, scenario)
        steps += len(scenario["events"])
    return steps, ""


@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_second_derivation_comes_to_the_same_duties(block: int, record_property: Any) -> None:
    first = block * HISTORIES_OF_A_BLOCK
    starts = range(first, first + HISTORIES_OF_A_BLOCK, AT_A_TIME)
    steps = 0
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as processes:
        results = processes.map(walked, starts[:40])
        for further, wrong in results:
            assert not wrong, wrong
            steps += further
        for start in starts[40:]:
            if steps >= STEPS_OF_A_BLOCK:
                break
            further, wrong = walked(start)
            assert not wrong, wrong
            steps += further
    record_property("steps", steps)
    print(f"histories from {first} on: {steps} steps compared")
    assert steps >= STEPS_OF_A_BLOCK


def in_words(number: int, scenario: dict[str, Any]) -> str:
    """A difference with the smallest scenario that shows it, and both sides in words."""
    about = parts(scenario)[0][0]
    least = smallest(scenario, lambda less: any(part == about for part, _ in parts(less)))
    told = "\n".join(f"  {part}: {words}" for part, words in parts(least))
    return f"History {number} parts at {about}:\n{json.dumps(least, indent=1)}\n{told}"
