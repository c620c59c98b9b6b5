"""What the tellers of the invented past share: who there is, when it is, and a chance of their own."""

import datetime as dt
import uuid
from collections import defaultdict
from functools import cached_property

from safereturn.agencies.models import Post
from safereturn.protocol.periods import LONDON, in_london, in_utc

from .chance import Chance, chance_of
from .when import DAY


class Past:
    """The posts of the partnership, and moments before `now`."""

    def __init__(self, *, seed: str, now: dt.datetime) -> None:
        self.seed = seed
        self.now = now

    @cached_property
    def posts(self) -> list[Post]:
        """Every post, with its person, team and agency."""
        return list(Post.objects.select_related("person", "team__agency").order_by("pk"))

    @cached_property
    def _by_team(self) -> dict[tuple[str, str], list[Post]]:
        by_team = defaultdict(list)
        for post in self.posts:
            by_team[post.team.name, post.role].append(post)
        return by_team

    def post(self, team: str, role: str, which: int = 0) -> Post:
        """One of the posts of a kind in a team; the first is somebody whom anybody can sign in as."""
        return self._by_team[team, role][which]

    def chance(self, *of: object) -> Chance:
        """Chance that nothing else draws from."""
        return chance_of(self.seed, "privacy", *of)

    def ago(self, days: int, hour: int, minute: int = 0) -> dt.datetime:
        """A time of the day in Derby, so many days ago."""
        return self.at(self.now - days * DAY, hour, minute)

    def at_work(self, days: int, hour: int, minute: int = 0) -> dt.datetime:
        """The same, or on the Friday before it: offices are closed at a weekend."""
        weekday = in_london(self.now - days * DAY).weekday()
        return self.ago(days + max(0, weekday - 4), hour, minute)

    def at(self, day: dt.datetime, hour: int, minute: int = 0) -> dt.datetime:
        """A time in Derby, on the day of a moment."""
        return in_utc(dt.datetime.combine(in_london(day).date(), dt.time(hour, minute), LONDON))


def new_key() -> uuid.UUID:
    """The key of a form that nobody filled in."""
    return uuid.uuid4()
