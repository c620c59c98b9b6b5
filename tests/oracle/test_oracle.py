"""The product against a second derivation of the duties, made apart from the rules and table by table.

Everything is compared but the sentences. `python -m tests.oracle` walks many more blocks than these.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from tests.oracle.walk import in_words, walked

BLOCKS = 48
STEPS = 100_000


def test_a_second_derivation_comes_to_the_same_duties(record_property: Any) -> None:
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as processes:
        blocks = list(processes.map(walked, range(BLOCKS)))
    assert [in_words(block) for block in blocks if block.parted] == []
    steps = sum(block.steps for block in blocks)
    record_property("steps", steps)
    print(f"{sum(block.histories for block in blocks)} histories, {steps} steps compared")
    assert steps >= STEPS
