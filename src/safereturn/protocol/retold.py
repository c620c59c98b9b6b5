"""A scenario of one edition in the words of another, to see what would follow from it there (reading B40)."""

from dataclasses import replace

from .events import Categorised
from .history import Scenario
from .notation import Edition


class CannotBeTold(ValueError):
    """A scenario holds a word that the other edition has no word for; the message names it."""


def told_under(scenario: Scenario, own: Edition, other: Edition) -> Scenario:
    """A scenario of one edition in the words of another (reading B40).

    The lowest category of the one stands for the lowest of the other; medium and high keep their words. Raises
    `CannotBeTold` for a category that has no counterpart.
    """

    def category(word: str) -> str:
        if word == own.categories[0]:
            return other.categories[0]
        if word not in other.categories:
            raise CannotBeTold(f"the {other.name} edition has no category that {word!r} could stand for")
        return word

    facts = scenario.facts.changed(categories=other.categories, settings=other.settings)
    events = [
        replace(event, category=category(event.category)) if isinstance(event, Categorised) else event
        for event in scenario.events
    ]
    return Scenario(scenario.kind, facts, events, scenario.now)
