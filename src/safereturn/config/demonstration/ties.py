"""Which episodes a post could open when, and what it saw of them: by the ties that the invented year made."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from safereturn.access.rights import rows_for, ties_giving
from safereturn.agencies.models import Post

_TIES = """
SELECT team_id, episode_id, tie.child_id, string_agg(tie.kind, '|' ORDER BY tie.id),
    string_agg(because, '|' ORDER BY tie.id), opened_at, min(ends_at), closed_at, absent_until
FROM access_involvement AS tie JOIN episodes_episode AS episode ON episode.id = episode_id
WHERE team_id = ANY(%s)
GROUP BY team_id, episode_id, tie.child_id, episode.id ORDER BY team_id, episode_id
"""
# They are stored when they are loaded, and stood since the episode was told; that of one post is an emergency's hour.
_BEGAN = """
UPDATE access_involvement SET began_at = opened_at FROM episodes_episode AS episode
WHERE episode.id = episode_id AND episode_id = ANY(%s) AND post_id IS NULL
"""


class Tied(NamedTuple):
    """An episode to which a team is tied, from when on, and until when."""

    team_id: int
    episode_id: int
    child_id: int
    all_kinds: str  # of tie, with bars between
    all_reasons: str  # one for each kind
    opened_at: dt.datetime
    ends_at: dt.datetime | None  # of the tie
    closed_at: dt.datetime | None
    back_at: dt.datetime | None

    @property
    def kinds(self) -> list[str]:
        """What ties the team."""
        return self.all_kinds.split("|")

    def stands(self, at: dt.datetime) -> bool:
        """Whether the tie stood at a moment."""
        return self.opened_at <= at and (self.ends_at is None or at < self.ends_at)

    def shows(self, post: Post) -> list[str]:
        """The classes of fields that a post of the team sees through it; none where it sees nothing."""
        rows = rows_for(post.role, "see-episode")
        return sorted({name for row in rows if row.tied_by.intersection(self.kinds) for name in row.sees})

    def because(self, post: Post) -> str:
        """The tie that opens it to a post of the team."""
        opening = ties_giving(post.role, "see-episode")
        return next(why for kind, why in zip(self.kinds, self.all_reasons.split("|"), strict=True) if kind in opening)


def tied_to(teams: Iterable[int]) -> dict[int, list[Tied]]:
    """The episodes of some teams, by team, the oldest first."""
    by_team: dict[int, list[Tied]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_TIES, [sorted(set(teams))])
        for tied in map(Tied._make, cursor.fetchall()):
            by_team[tied.team_id].append(tied)
    return by_team


def let_ties_begin(episode_ids: Iterable[int]) -> None:
    """Let the ties of some episodes stand since the episode was told."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGAN, [sorted(set(episode_ids))])
