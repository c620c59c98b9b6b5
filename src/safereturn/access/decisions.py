"""One door: every page and every query asks `decide`."""

from typing import NamedTuple

from safereturn.agencies.models import Post

from .models import Involvement
from .rights import RIGHTS


class Decision(NamedTuple):
    """Whether something is allowed, and why."""

    allowed: bool
    because: str


def decide(post: Post | None, action: str, *, episode_id: int | None = None) -> Decision:
    """Whether a post may take an action, on an episode where the action needs one. Unknown is no.

    The order is fixed: role, then involvement. Restrictions and exclusions will stand before both.
    """
    right = RIGHTS.get(action)
    if post is None or right is None:
        return Decision(False, "Nobody is signed in, or there is no such action.")
    if post.role not in right.roles:
        return Decision(False, f"{post.kind.name}: not one of those who may: {right.says}.")
    if not right.involved:
        return Decision(True, right.says)
    if episode_id is None:
        return Decision(False, "No episode was named.")
    tie = involvements_of(post).filter(episode_id=episode_id).values_list("because", flat=True).first()
    return Decision(tie is not None, tie or "This team is not involved in the episode.")


def may_by_role(post: Post | None, action: str) -> bool:
    """Whether posts of this kind may ever take an action: for showing a button, never for opening a door."""
    return post is not None and action in RIGHTS and post.role in RIGHTS[action].roles


def involvements_of(post: Post):  # type: ignore[no-untyped-def]  # a query set
    """The ties of a post's team to episodes, as they stand."""
    return Involvement.objects.filter(team_id=post.team_id, ended_at=None)
