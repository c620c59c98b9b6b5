"""Which episodes a post may see, in one query.

Written out, because every page asks this, and Django takes longer to put it together than the database to answer.
"""

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from safereturn.agencies.models import Post

from .models import Involvement
from .rights import ties_giving

_EXCLUDED = "SELECT child_id FROM access_restriction WHERE lifted_at IS NULL AND kind = 'excluded' AND person_id = %s"
_NOT_NAMED = """
SELECT child_id FROM access_restriction WHERE lifted_at IS NULL AND kind = 'named-only'
GROUP BY child_id HAVING bool_or(person_id = %s) IS NOT TRUE
"""
_OPENED = """
FROM access_involvement WHERE post_id = %s AND kind = 'glass-named-only' AND ends_at > statement_timestamp()
"""
_KEPT_FROM = f"{_EXCLUDED} UNION ALL {_NOT_NAMED} AND child_id NOT IN (SELECT child_id {_OPENED})"
_BY_GLASS = ", ".join(f"'{kind}'" for kind in sorted(Involvement.BY_GLASS))
# Of a child who is kept for others, a broken glass opens the episode that it was broken for, and no other.
_VISIBLE = f"""
SELECT episode_id FROM access_involvement
WHERE team_id = %s AND (post_id IS NULL OR post_id = %s) AND kind = ANY(%s)
    AND (ends_at IS NULL OR ends_at > statement_timestamp())
    AND child_id NOT IN ({_EXCLUDED})
    AND (child_id NOT IN ({_NOT_NAMED}) OR kind IN ({_BY_GLASS}) AND episode_id IN (SELECT episode_id {_OPENED}))
"""  # noqa: S608 - put together from constants


def ties_of(post: Post) -> QuerySet[Involvement]:
    """The ties that stand now between a post, or its whole team, and episodes."""
    return Involvement.objects.filter(
        Q(post_id=None) | Q(post_id=post.pk), Q(ends_at=None) | Q(ends_at__gt=Now()), team_id=post.team_id
    )


def children_kept_from(post: Post) -> RawSQL:
    """The ids of the children whom this person may not see, whatever their role and their tie, as a sub-query."""
    return RawSQL(_KEPT_FROM, (post.person_id, post.person_id, post.pk))  # noqa: S611 - a constant, its values apart


def kept_from(post: Post) -> set[int]:
    """The same ids, asked for themselves: they are few, and a great statement is put together faster without them."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT_FROM, (post.person_id, post.person_id, post.pk))
        return {child_id for (child_id,) in cursor.fetchall()}


def visible_episode_ids(post: Post, action: str = "see-episode") -> RawSQL:
    """The ids of the episodes in which a post may take an action: `Episode.objects.filter(pk__in=...)`.

    Those to which a tie that gives the action stands now, without those of children kept from this person.
    """
    kinds = sorted(ties_giving(post.role, action))
    values = (post.team_id, post.pk, kinds, post.person_id, post.person_id, post.pk)
    return RawSQL(_VISIBLE, values)  # noqa: S611 - a constant, its values apart
