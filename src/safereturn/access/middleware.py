"""The gate in front of every page: closed unless the page names its permission, and nothing leaves unlogged."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.defaults import server_error

from safereturn.agencies.models import Post
from safereturn.web.drafts import keep_unsent

from .decisions import may_by_role
from .public_routes import OF_A_THIRD_SESSION, OPEN, OWN_ACCOUNT
from .rights import FIRST_PAGES
from .wall import seen_by

log = logging.getLogger(__name__)
_WITHOUT_CONTENT = frozenset(
    {HTTPStatus.NO_CONTENT, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
)


class Gate:
    """Settings: MIDDLEWARE names it last, after `agencies.middleware.acts_as_one_post`.

    Before the view: whoever is not signed in signs in, and finds again what they were sending; whoever is signed in
    twice already ends one of those sessions first; whoever has no second factor sets one up; whoever holds several
    posts chooses one. A route that names no permission and is not on the
    reviewed list does not exist.

    After the view: a page about children that was not logged and committed is not sent. An error page is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with seen_by(request.post):  # type: ignore[attr-defined]  # set by agencies.middleware
            response = self.get_response(request)
        if _shows_children(request, response) and not getattr(request, "disclosed", False):
            log.error("%s would have shown children without logging it. Nothing was sent.", _route(request))
            return server_error(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the view run, by answering None; or send the person where they must go first."""
        route = _route(request)
        if route in OPEN:
            return None
        if not request.user.is_authenticated:
            person_id = _was_signed_in(request)
            if request.method == "POST" and person_id is not None:
                keep_unsent(request, of=person_id)
            return redirect_to_login(request.get_full_path())
        if request.waits and route != OF_A_THIRD_SESSION:  # type: ignore[attr-defined]  # set by agencies.middleware
            if request.method == "POST":
                keep_unsent(request, of=request.user.pk)
            return redirect_to_login(request.get_full_path(), reverse(OF_A_THIRD_SESSION))
        if route in OWN_ACCOUNT:
            return None
        if not hasattr(view, "permission"):
            raise Http404("This page names no permission.")
        if not request.has_second_factor:  # type: ignore[attr-defined]  # set by agencies.middleware
            return redirect("mfa_index")
        if request.post is None:  # type: ignore[attr-defined]  # set by agencies.middleware
            return redirect("agencies:posts")
        if view.permission == "see-board" and not may_by_role(request.post, "see-board"):
            return redirect(_first_page(request.post))
        request.shows_children = getattr(view, "shows_children", True)  # type: ignore[attr-defined]
        return None


def _first_page(post: Post) -> str:
    """Where a post begins that has no board."""
    return next(route for action, route in FIRST_PAGES.items() if may_by_role(post, action))


def _was_signed_in(request: HttpRequest) -> int | None:
    """The person whose session in this browser has just timed out; None where there was none."""
    if (timed_out := getattr(request, "timed_out", None)) is not None:
        return int(timed_out)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    session = Session.objects.filter(session_key=key).first() if key else None
    person_id = session.get_decoded().get(SESSION_KEY) if session else None
    return None if person_id is None else int(person_id)


def _route(request: HttpRequest) -> str:
    return "" if request.resolver_match is None else request.resolver_match.view_name


def _shows_children(request: HttpRequest, response: HttpResponse) -> bool:
    has_content = response.status_code not in _WITHOUT_CONTENT and not 300 <= response.status_code < 400
    return getattr(request, "shows_children", False) and has_content and response.status_code < 500
