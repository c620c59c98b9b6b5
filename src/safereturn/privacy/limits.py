"""When nobody may break the glass for now: so that an emergency does not become routine."""

import datetime as dt

from safereturn.access.models import BreakGlass
from safereturn.agencies.models import Post
from safereturn.protocol.periods import working_days

A_MONTH = dt.timedelta(days=30)
TIMES_A_MONTH = 3
REVIEWED_WITHIN = working_days(2)
SOONEST_LATE = dt.timedelta(days=2)  # working days are never shorter; what is newer need not be asked for

TOO_OFTEN = (
    f"You have done so {TIMES_A_MONTH} times in 30 days, and the privacy referee has not looked at all of them yet. "
    "Until then, ring whoever leads the child's case, or let a colleague do it"
)
NOT_REVIEWED = (
    "Somebody in a role like yours at your agency did so more than 2 working days ago, and the privacy referee has not "
    "looked at it yet. Until then nobody in this role can. Ring the referee, or whoever leads the child's case"
)


def review_due(glass: BreakGlass) -> dt.datetime:
    """By when a referee looks at a broken glass."""
    return REVIEWED_WITHIN.after(glass.asked_at)


def why_not(post: Post, now: dt.datetime, *, is_risk_to_life: bool = False, is_by_name: bool = False) -> str:
    """Why a post may not break the glass now; empty where it may. At most three statements.

    Where a life is at risk nothing stops it, but for whoever tries by name: that could become guessing.
    """
    if is_risk_to_life:
        return _too_often(post, now) if is_by_name else ""
    waiting = BreakGlass.objects.filter(
        reviews=None, agency_id=post.agency_id, role=post.role, asked_at__lt=now - SOONEST_LATE
    )
    if any(review_due(glass) < now for glass in waiting):
        return NOT_REVIEWED
    return _too_often(post, now)


def _too_often(post: Post, now: dt.datetime) -> str:
    lately = BreakGlass.objects.filter(person_id=post.person_id, asked_at__gt=now - A_MONTH)
    if lately.count() >= TIMES_A_MONTH and lately.filter(reviews=None).exists():
        return TOO_OFTEN
    return ""
