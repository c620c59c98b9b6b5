"""Prints how many megabytes the peak of this process grows while it finds the duties of 100,000 episodes."""

import resource
import sys

from .episodes import episodes
from .toy_edition import found, scenario

TO_SETTLE, COUNTED, AT_A_TIME = 20_000, 100_000, 500


def main() -> None:
    """Find duties until memory has settled, and then those that count."""
    _find(TO_SETTLE, seed=0)
    settled = _peak()
    _find(COUNTED, seed=TO_SETTLE)
    print(_peak() - settled)


def _find(count: int, seed: int) -> None:
    for start in range(0, count, AT_A_TIME):
        for episode in episodes(AT_A_TIME, seed=seed + start):
            found(scenario(episode))


def _peak() -> float:
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main()
