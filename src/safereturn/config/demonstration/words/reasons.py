"""Why children go, and how often each reason is a child's own."""

from typing import Any

from ..chance import Chance, drawn
from . import at_home_and_in_care as both
from . import hardest
from . import one_or_the_other as either
from .reason import Reason

REASONS: dict[str, Reason] = {
    "argument": both.ARGUMENT,
    "friends": both.FRIENDS,
    "party": both.PARTY,
    "partner": both.PARTNER,
    "used": hardest.USED,
    "school": hardest.SCHOOL,
    "low": hardest.LOW,
    "online": hardest.ONLINE,
    "grief": hardest.GRIEF,
    "worry": hardest.WORRY,
    "family": either.FAMILY,
    "placement": either.PLACEMENT,
    "parents": either.PARENTS,
    "little": either.LITTLE,
}
USED = "used"  # by others: exploited


def reasons_of(chance: Chance, *, in_care: bool, age: int, facts: dict[str, Any]) -> tuple[str, ...]:
    """The one to three reasons that a child has, by their keys in `REASONS`."""
    if age < 11:
        return ("little",)
    weights: dict[str, float] = {
        "argument": 16, "friends": 20, "party": 8, "family": 22 if in_care else 5, "placement": 16 if in_care else 0,
        "partner": 10 if age > 13 else 2, USED: 40 if facts.get("exploitation_concern") else 2,
        "school": 6 if in_care else 12, "low": 8, "parents": 0 if in_care else 10, "online": 4, "grief": 4, "worry": 5,
    }  # fmt: skip
    chosen = []
    for _ in range(chance.choice((1, 2, 2, 3))):
        key = drawn(chance, weights)
        weights[key] = 0
        chosen.append(key)
    return tuple(chosen)
