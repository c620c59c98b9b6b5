"""How broken glass, alerts and views stand on pages. Templates stay dumb."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safereturn.access.glass import LASTS
from safereturn.access.models import BreakGlass

from . import queries
from .limits import review_due
from .referee import Item

OPEN = "Open now"
__all__ = ["LASTS", "Opened", "opened", "review_due_of"]


@dataclass(frozen=True)
class Opened:
    """Glass that was broken, as a list shows it."""

    glass: BreakGlass
    reference: str
    who: str
    stands: str
    review_due: dt.datetime
    is_open: bool
    child: str  # to whoever sees the episode anyway, and not for having opened it


def opened(
    some: Sequence[BreakGlass], *, now: dt.datetime, children: Mapping[int | None, str] | None = None
) -> list[Opened]:
    """Broken glass as lists show it; two statements, however much there is. `children`: names by episode."""
    references = queries.references(glass.episode_id for glass in some)
    posts = queries.posts_in_words(glass.post_id for glass in some)
    return [
        Opened(
            glass,
            references.get(glass.episode_id or 0, ""),
            posts.get(glass.post_id, ""),
            _stands(glass, now),
            review_due(glass),
            _stands(glass, now) == OPEN,
            (children or {}).get(glass.episode_id, ""),
        )
        for glass in some
    ]


def _stands(glass: BreakGlass, now: dt.datetime) -> str:
    if glass.episode_id is None:
        return "There was no such record"
    since = glass.asked_at
    if glass.needs_authorising:
        authorisation = getattr(glass, "authorisation", None)
        if authorisation is None:
            return "Waits for somebody to authorise it"
        if not authorisation.is_given:
            return "Refused"
        since = authorisation.recorded_at
    return OPEN if now < since + LASTS else "Closed by itself"


def review_due_of(item: Item) -> dt.datetime:
    """By when a referee looks at a broken glass."""
    return review_due(item.about)
