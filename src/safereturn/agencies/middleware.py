"""Who is asking, in which session, and as which post."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from . import queries, sessions
from .models import Post

ACTS_AS = "acts_as_post"


def acts_as_one_post(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.post`, the one post that the signed-in person acts as, and `request.posts`, all that they hold.

    Who holds several acts as the one they chose, and as none until they have. `request.has_second_factor` says
    whether they can prove who they are in a second way.

    A session ends ten hours after sign-in, however busy it is; a page within half an hour keeps it alive, in a
    children's home within a quarter of one. `request.open_session` is the one that is asked in. Where `request.waits`,
    two others of the same person are open: it opens nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.post, request.posts, request.has_second_factor = None, [], False
        request.open_session, request.waits = None, False
        if request.user.is_authenticated:
            number = request.session.get(sessions.OPEN_SESSION)
            holder = queries.holder(request.user.pk, request.now, session=number)
            post = _acts_as(holder.posts, request.session.get(ACTS_AS))
            if not sessions.keep_alive(request, holder.session, post):
                request.timed_out = request.user.pk  # whose words they are that came too late
                logout(request)
                return get_response(request)
            request.open_session = holder.session
            if not (holder.session.is_let_in or sessions.let_in(holder.session, request.now)):
                request.waits = True
                return get_response(request)
            request.post, request.posts = post, holder.posts
            request.has_second_factor = holder.has_second_factor or (
                settings.SAFERETURN_DEMONSTRATION and request.user.in_demonstration
            )
        return get_response(request)

    return middleware


def _acts_as(posts: list[Post], chosen: int | None) -> Post | None:
    if len(posts) == 1:
        return posts[0]
    return next((post for post in posts if post.pk == chosen), None)
