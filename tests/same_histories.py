"""The same seed draws the same histories, whatever else is loaded.

Hypothesis mixes constants into what it draws that it finds in the modules loaded so far: a history would hang on which
tests ran before, and on every line of the product. There is no public switch for it.
"""

from hypothesis.internal.conjecture import providers

_NOTHING = providers.Constants(
    integers=providers.SortedSet(),
    floats=providers.SortedSet(key=providers.float_to_int),
    bytes=providers.SortedSet(),
    strings=providers.SortedSet(),
)


def draw_by_the_seed_alone() -> None:
    """Let Hypothesis take no constants from loaded modules, in this process and those forked from it."""
    providers._get_local_constants = lambda: _NOTHING
