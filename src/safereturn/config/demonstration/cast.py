"""Who says what in the invented logs: people of the very team that the directory names for a role."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from safereturn.agencies.models import Post, Team
from safereturn.agencies.queries import Directory

from .chance import Chance


class Cast:
    """The people of the partnership, found by the role of the protocol that they fill for a child."""

    def __init__(self, posts: Sequence[Post], places: Sequence[Team], directory: Directory) -> None:
        self.places = {place.name: place for place in places}  # homes and schools
        self.directory = directory
        self._posts: dict[int, list[Post]] = defaultdict(list)
        for post in posts:
            self._posts[post.team_id].append(post)

    def words(
        self,
        role: str,
        facts: dict[str, Any],
        home: str | None,
        chance: Chance,
        *,
        school: str | None = None,
        post: str = "",
    ) -> str:
        """Somebody who carries a role for a child, in the words of the log; nothing where nobody does.

        With `post`, somebody of that kind of post, if the team has one.
        """
        team_id = self.directory.team_for(
            role,
            area=facts.get("area"),
            home_team=self.places[home].pk if home else None,
            school_team=self.places[school].pk if school else None,
            looked_after_by=facts.get("looked_after_by"),
            open_to=facts.get("open_to") or (),
        )
        if team_id is None:
            return ""
        return chance.choice(self._speakers(team_id, role, post))

    @cache  # noqa: B019 - a cast lives for one loading
    def _speakers(self, team_id: int, role: str, post: str) -> list[str]:
        staff = self._posts[team_id]
        able = [one for one in staff if (one.role == post if post else one.fills(role))]
        return [str(one) for one in able or staff]
