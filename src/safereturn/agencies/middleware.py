"""Who is asking, and as which post."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from . import queries
from .models import Post

SIGNED_IN_AT = "signed_in_at"
RENEWED_AT = "renewed_at"
ACTS_AS = "acts_as_post"


def acts_as_one_post(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.post`, the one post that the signed-in person acts as, and `request.posts`, all that they hold.

    Who holds several acts as the one they chose, and as none until they have. `request.has_second_factor` says
    whether they can prove who they are in a second way.

    A session ends ten hours after sign-in, however busy it is; a page within half an hour keeps it alive.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.post, request.posts, request.has_second_factor = None, [], False
        if request.user.is_authenticated:
            moment = int(request.now.timestamp())
            signed_in_at = request.session.setdefault(SIGNED_IN_AT, moment)
            if moment - signed_in_at > settings.SESSION_ABSOLUTE_AGE:
                request.timed_out = request.user.pk  # whose words they are that came too late
                logout(request)
                return get_response(request)
            by_itself = (
                request.headers.get("X-Requested-With") == "refresh"
            )  # a board left alone must not stay signed in
            if not by_itself and moment - request.session.get(RENEWED_AT, 0) > settings.SESSION_RENEWED_EVERY:
                request.session[RENEWED_AT] = moment
            holder = queries.holder(request.user.pk, request.now)
            request.posts = holder.posts
            request.post = _acts_as(holder.posts, request.session.get(ACTS_AS))
            request.has_second_factor = holder.has_second_factor or (
                settings.SAFERETURN_DEMONSTRATION and request.user.in_demonstration
            )
        return get_response(request)

    return middleware


def _acts_as(posts: list[Post], chosen: int | None) -> Post | None:
    if len(posts) == 1:
        return posts[0]
    return next((post for post in posts if post.pk == chosen), None)
