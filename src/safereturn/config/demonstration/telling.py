"""An episode while it is being told: what has happened so far, who says it, and in which words."""

import datetime as dt
from typing import Any

from safereturn.episodes.actions import Happening
from safereturn.episodes.fold import WRITTEN_UP
from safereturn.protocol import vocabulary as v
from safereturn.protocol.periods import in_london

from .cast import Cast
from .chance import Chance, chance_of
from .children import InventedChild
from .numbers import mobile_of
from .when import HOUR, MINUTE, Outline
from .words.reasons import REASONS
from .words.sentences import Words
from .words.written_up import PROMPTED

# The same person speaks for the child each time; of all others, whoever is on duty.
ALLOCATED = (v.SOCIAL_WORKER, v.LEAD_WORKER, v.MAT_WORKER, v.RUNAWAYS_WORKER, v.YOS_WORKER, v.TEAM_MANAGER)


class Telling:
    """One child, one episode, up to `now`. What is told of a later moment has not happened yet, and is left out."""

    def __init__(
        self,
        child: InventedChild,
        outline: Outline,
        *,
        facts: dict[str, Any],
        cast: Cast,
        chance: Chance,
        now: dt.datetime,
        reason: str = "",
    ) -> None:
        self.child = child
        self.outline = outline
        self.facts = facts
        self.cast = cast
        self.chance = chance
        self.now = now
        self.opening: dict[str, Any] = {}
        self.accounts: list[dict[str, Any]] = []
        self.reason = reason or chance.choice(child.reasons)
        self.words = Words(
            REASONS[self.reason],
            chance,
            is_girl=child.is_girl,
            area=facts.get("area", v.DERBYSHIRE),
            town=child.town,
            left_at=outline.last_seen_at,
            with_staff=child.has_staff,
        )
        self.words.slots["mobile"] = mobile_of(child)
        self.told: list[Happening] = []  # as it was told, in no order

    @property
    def happenings(self) -> list[Happening]:
        """What happened, in order of time."""
        return sorted(self.told, key=lambda happening: happening.at)

    def say(self, at: dt.datetime, type: str, role: str, *, post: str = "", said_by: str = "", **content: Any) -> str:
        """Tell that something happened at a moment, as said by somebody of a role; who that was, in words.

        With `post`, by somebody of that kind of post, if there is one; with `said_by`, by whom that names.
        """
        speaker = said_by or self.speaker(role, post)
        if at <= self.now:
            self.told.append(Happening(type, at, content, speaker))
        return speaker

    def write_up(self, at: dt.datetime, occasion: str, role: str, said_by: str = "") -> None:
        """Tell that some of the prompts of an occasion were answered in writing."""
        answers = {
            prompt: self.words.one_of(sentences)
            for prompt, sentences in PROMPTED[occasion].items()
            if self.happens(0.6)
        }
        if answers:
            self.say(at, WRITTEN_UP, role, said_by=said_by, **{occasion: answers})

    def speaker(self, role: str, post: str = "") -> str:
        """Somebody who speaks in a role for the child, in the words of the log."""
        chance = chance_of("speaker", self.child.number, role) if role in ALLOCATED else self.chance
        child = self.child
        return self.cast.words(role, self.facts, child.home, chance, school=child.school, post=post)

    def happens(self, share: float) -> bool:
        """Whether something comes about that does so in this share of cases."""
        return self.chance.random() < share

    def between(self, after: dt.datetime, before: dt.datetime) -> dt.datetime:
        """Any whole minute after one moment and up to another; the minute after the first, where there is none."""
        length = int((before - after) / MINUTE)
        return after + max(1, self.chance.randint(1, max(1, length))) * MINUTE

    def by_day(self, after: dt.datetime, before: dt.datetime) -> dt.datetime:
        """Like `between`, but in the hours when offices work and children can be seen; else the next such."""
        for _ in range(12):
            moment = self.between(after, before)
            if _by_day(moment):
                return moment
        return max(after + MINUTE, self.at_work(after))

    def at_work(self, moment: dt.datetime) -> dt.datetime:
        """The moment, where offices work then; else in the first hours after they open again."""
        if _by_day(moment):
            return moment
        while not _by_day(moment):
            moment += HOUR
        return moment + self.chance.randint(0, 110) * MINUTE

    def let_sleep(self, moment: dt.datetime) -> dt.datetime:
        """The moment, or the next morning: few are woken in the night to be seen."""
        if in_london(moment).hour >= 7 or self.happens(0.15):
            return moment
        while in_london(moment).hour < 7:
            moment += HOUR
        return moment + self.chance.randint(0, 150) * MINUTE


def _by_day(moment: dt.datetime) -> bool:
    local = in_london(moment)
    return 9 <= local.hour < 19 and local.weekday() < 6
