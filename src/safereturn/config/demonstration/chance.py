"""Chance that can be repeated: the same words give the same draws, on every machine and in every process."""

import random
from collections.abc import Mapping
from typing import TypeVar

Chance = random.Random
T = TypeVar("T")


def chance_of(*words: object) -> Chance:
    """A source of chance of its own for what the words name, so that one child's draws never move another's."""
    return random.Random(" ".join(str(word) for word in words))  # noqa: S311 - nothing here is a secret


def drawn(chance: Chance, weights: Mapping[T, float]) -> T:
    """One of the keys, each as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]
