"""Who is asking, and as which post."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from . import queries
from .models import Post, Team

SIGNED_IN_AT = "signed_in_at"
RENEWED_AT = "renewed_at"
ACTS_AS = "acts_as_post"


def acts_as_one_post(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.post`, the one post that the signed-in person acts as, and `request.posts`, all that they hold.

    Who holds several acts as the one they chose, and as none until they have. `request.has_second_factor` says
    whether they can prove who they are in a second way.

    A session ends ten hours after sign-in, however busy it is; a page within half an hour keeps it alive, in a
    children's home within a quarter of one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.post, request.posts, request.has_second_factor = None, [], False
        if request.user.is_authenticated:
            holder = queries.holder(request.user.pk, request.now)
            post = _acts_as(holder.posts, request.session.get(ACTS_AS))
            if _is_over(request, post):
                request.timed_out = request.user.pk  # whose words they are that came too late
                logout(request)
                return get_response(request)
            request.post, request.posts = post, holder.posts
            request.has_second_factor = holder.has_second_factor or (
                settings.SAFERETURN_DEMONSTRATION and request.user.in_demonstration
            )
        return get_response(request)

    return middleware


def _is_over(request: HttpRequest, post: Post | None) -> bool:
    """Whether a session has lasted too long, in all or without a page. One that has not is kept alive."""
    moment = int(request.now.timestamp())
    at_home = post is not None and post.team.kind == Team.Kind.HOME
    signed_in_at = request.session.setdefault(SIGNED_IN_AT, moment)
    idle = moment - request.session.get(RENEWED_AT, moment)
    if moment - signed_in_at > settings.SESSION_ABSOLUTE_AGE or (at_home and idle > settings.SESSION_AGE_IN_HOMES):
        return True
    by_itself = request.headers.get("X-Requested-With") == "refresh"  # a board left alone must not stay signed in
    renewed_every = settings.SESSION_RENEWED_EVERY_IN_HOMES if at_home else settings.SESSION_RENEWED_EVERY
    if RENEWED_AT not in request.session or (not by_itself and idle > renewed_every):
        request.session[RENEWED_AT] = moment
    return False


def _acts_as(posts: list[Post], chosen: int | None) -> Post | None:
    if len(posts) == 1:
        return posts[0]
    return next((post for post in posts if post.pk == chosen), None)
