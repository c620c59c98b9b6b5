"""Histories that the product and the second derivation both walk, in blocks that can be walked again by their number.

The product is asked through its text boundary alone. A step is one event of a history that both sides have walked.
"""

import json
from random import Random
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample

from safereturn.protocol.replay import answer, parsed
from tests.oracle.comparison import differences, smallest
from tests.oracle.histories import HISTORIES
from tests.same_histories import draw_by_the_seed_alone

draw_by_the_seed_alone()
HISTORIES_OF_A_BLOCK = 250
EVERY_TIME_ALIKE = settings(
    max_examples=HISTORIES_OF_A_BLOCK,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


class Walked(NamedTuple):
    """How far both sides came together, and the smallest history found in which they part, if they do."""

    block: int
    histories: int
    steps: int
    parted: dict[str, Any] | None = None


def product(text: str) -> str:
    """JSON in, JSON out, as `safereturn replay` does it."""
    return json.dumps(answer(parsed(text)))


def parts(scenario: dict[str, Any]) -> list[tuple[str, str]]:
    return differences(scenario, product)


def kind(what: str) -> str:
    """What a difference is about, wherever in the history it stands."""
    return what.rstrip("0123456789 ")


def walked(block: int) -> Walked:
    """Walk the histories of a block, up to the first in which both sides part; that one is made small."""
    histories = steps = 0
    about = ""

    def part(scenario: dict[str, Any]) -> bool:
        nonlocal histories, steps, about
        kinds = [kind(what) for what, _ in parts(scenario)]
        if about:
            return about in kinds
        if kinds:
            about = kinds[0]
            return True
        histories += 1
        steps += len(scenario["events"])
        return False

    try:
        least = find(HISTORIES, part, settings=EVERY_TIME_ALIKE, random=Random(block))
    except NoSuchExample:
        return Walked(block, histories, steps)
    return Walked(block, histories, steps, smallest(least, part))


def in_words(one: Walked) -> str:
    """A difference with the smallest scenario that shows it, and both sides in words."""
    scenario = one.parted or {}
    told = "\n".join(f"  {part}: {words}" for part, words in parts(scenario))
    return f"Block {one.block} parts in this history:\n{json.dumps(scenario, indent=1)}\n{told}"
