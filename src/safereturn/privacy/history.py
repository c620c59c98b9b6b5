"""Who looked at a child, and what somebody looked at: the view log for those whom it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from safereturn.access.queries import children_kept_from
from safereturn.agencies.models import Post
from safereturn.audit.models import View

from .queries import references
from .referee import initials_of
from .wording import page_name, reason

MOST_SHOWN = 100
OWN = "own-views"  # the page of one's own history, which would else fill it


@dataclass(frozen=True)
class Line:
    """One view: who, of whom, when, through which page, and why."""

    view: View
    page: str
    because: str
    who: str
    is_outside: bool  # of another agency than whoever reads this
    child: str
    reference: str


def own_views(post: Post) -> list[Line]:
    """What this person was shown, as any of their posts, the latest first. A child now kept from them is not told."""
    views = View.objects.filter(person_id=post.person_id).exclude(page=OWN)
    kept = set(views.filter(child_id__in=children_kept_from(post)).values_list("child_id", flat=True))
    lines = _lines(views.order_by("-at", "-id")[:MOST_SHOWN], post)
    return [replace(line, child="", reference="") if line.view.child_id in kept else line for line in lines]


def views_of(child_id: int, *, post: Post, only_outside: bool) -> list[Line]:
    """Who was shown a child, the latest first; with `only_outside`, without those of the post's own agency."""
    views = View.objects.filter(child_id=child_id).order_by("-at", "-id")
    return _lines((views.exclude(agency_id=post.agency_id) if only_outside else views)[:MOST_SHOWN], post)


def _lines(views: Sequence[View], post: Post) -> list[Line]:
    posts = Post.objects.select_related("person", "team__agency").in_bulk({view.post_id for view in views})
    initials = initials_of(view.child_id for view in views)
    named = references(view.episode_id for view in views if view.episode_id is not None)
    return [
        Line(
            view,
            page_name(view.page),
            reason(view.because),
            f"{posts[view.post_id]}, {posts[view.post_id].team.agency}" if view.post_id in posts else "",
            view.agency_id != post.agency_id,
            initials.get(view.child_id, ""),
            named.get(view.episode_id or 0, ""),
        )
        for view in views
    ]
