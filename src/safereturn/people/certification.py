"""When a post must be certified: once in each quarter an administrator says that it is still right.

A round begins with a quarter, on London's clocks, for every post that was held before. It lasts 28 days; after that the
post is late. A late post is shown, and told of, and still opens what it opened: docs/adr/0012.
"""

import datetime as dt

from safereturn.agencies.models import Post
from safereturn.web.london import london_moment, on_london_clocks

ROUND_LASTS = dt.timedelta(days=28)  # on London's clocks


def round_began(now: dt.datetime) -> dt.datetime:
    """The beginning of the quarter that a moment lies in."""
    today = on_london_clocks(now).date()
    return london_moment(dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1), dt.time())


def last_day(now: dt.datetime) -> dt.date:
    """The last day of the round that began with the quarter that a moment lies in."""
    return on_london_clocks(round_began(now)).date() + ROUND_LASTS - dt.timedelta(days=1)


def certified_at(post: Post) -> dt.datetime:
    """When an administrator last said that a post is right: at first by giving it."""
    return max(post.certified_at or post.started_at, post.started_at)


def must_be_certified(post: Post, now: dt.datetime) -> bool:
    """Whether nobody has certified a post in the round that runs, or that was last."""
    return post.started_at <= now and certified_at(post) < round_began(now)


def is_late(post: Post, now: dt.datetime) -> bool:
    """Whether a post was to be certified in a round that is over."""
    return must_be_certified(post, now) and on_london_clocks(now).date() > last_day(now)
