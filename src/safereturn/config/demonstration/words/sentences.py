"""Filling the sentences: the same child, friend and place all through one episode."""

import datetime as dt
import re
from collections.abc import Sequence

from safereturn.protocol.periods import in_london

from ..chance import Chance
from .places import FRIENDS, FURTHER, RELATIVES, SPOTS, TOWNS
from .reason import Reason

# What only people who work in a home would say
OF_A_HOME = re.compile(
    r"\b(staff|house meeting|another young person|key worker|flat check|handing over|two of us have)\b", re.I
)


class Words:
    """What may be said of one episode."""

    def __init__(
        self,
        reason: Reason,
        chance: Chance,
        *,
        is_girl: bool,
        area: str,
        town: str,
        left_at: dt.datetime | None,
        with_staff: bool,
    ) -> None:
        self.reason = reason
        self.with_staff = with_staff
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
        """One of the sentences that fit where the child lives, filled; nothing where there are none."""
        fitting = [sentence for sentence in sentences if self.with_staff or not OF_A_HOME.search(sentence)]
        return self.filled(self.chance.choice(fitting)) if fitting else ""

    def filled(self, sentence: str) -> str:
        """A sentence with the people and places of this episode."""
        filled = sentence.format_map(self.slots)
        return filled[:1].upper() + filled[1:]

    def said(self) -> str:
        """The child's own account."""
        parts = [self.one_of(part) for part in self.reason.said]
        if self.chance.random() < 0.25:
            parts.pop()
        return " ".join(parts)
