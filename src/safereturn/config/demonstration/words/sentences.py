"""Filling the sentences: the same child, friend and place all through one episode."""

import datetime as dt
from collections.abc import Sequence

from safereturn.protocol.periods import in_london

from ..chance import Chance
from .places import FRIENDS, FURTHER, RELATIVES, SPOTS, TOWNS
from .reason import Reason


class Words:
    """What may be said of one episode."""

    def __init__(
        self, reason: Reason, chance: Chance, *, is_girl: bool, area: str, town: str, left_at: dt.datetime | None
    ) -> None:
        self.reason = reason
        self.chance = chance
        friend, other = chance.sample(FRIENDS, 2)
        he, him, his = ("she", "her", "her") if is_girl else ("he", "him", "his")
        self.slots = {
            "he": he, "He": he.capitalize(), "him": him, "his": his, "His": his.capitalize(),
            "himself": "herself" if is_girl else "himself",
            "left": f"at {in_london(left_at):%H:%M}" if left_at else "some time today",
            "place": chance.choice(SPOTS), "town": chance.choice((town, *TOWNS[area])),
            "further": chance.choice(FURTHER), "friend": friend, "other": other, "relative": chance.choice(RELATIVES),
        }  # fmt: skip

    def one_of(self, sentences: Sequence[str]) -> str:
        """One of the sentences, filled; nothing where there are none."""
        return self.filled(self.chance.choice(sentences)) if sentences else ""

    def filled(self, sentence: str) -> str:
        """A sentence with the people and places of this episode."""
        return sentence.format_map(self.slots)

    def said(self) -> str:
        """The child's own account."""
        parts = [self.one_of(part) for part in self.reason.said]
        if self.chance.random() < 0.25:
            parts.pop()
        return " ".join(parts)
