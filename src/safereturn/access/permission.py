"""Every page names its permission, in front of its view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from .decisions import Subject, context_of, decide
from .rights import ACTIONS, SHOW_NO_CHILD

View = Callable[..., HttpResponse]


def permission(action: str, *, shows_children: bool | None = None) -> Callable[[View], View]:
    """Let a view run only for a post that may take `action`; unknown and forbidden look the same.

    Where the address names an `episode_id` or a `child_id`, the decision is about it. The view finds the reason in
    `request.because`, the classes of fields that the post sees in `request.sees`, and in `request.may` the answer
    whether the post may take another action on the same. Every page shows the `request.cautions`, and, where an
    emergency opened it, until when (`request.open_until`).

    A page that shows children must have logged it (`audit.actions.disclose`) by the time it answers, or
    `access.middleware` shows nothing. Left out, `shows_children` is what the action tells. Raises `ValueError` at
    once for an action that is not in the table of rights.
    """
    if action not in ACTIONS:
        raise ValueError(f"There is no action {action!r} in access.rights. Use one of {', '.join(ACTIONS)}.")

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            post, subject = getattr(request, "post", None), _subject(kwargs)
            context = context_of(post, [subject]) if post is not None and subject is not None else None
            decision = decide(post, action, subject, context=context)
            if not decision.allowed:
                raise Http404(decision.because)
            request.because, request.sees = decision.because, decision.sees  # type: ignore[attr-defined]
            request.cautions, request.open_until = decision.cautions, decision.until  # type: ignore[attr-defined]
            request.may = lambda other: decide(post, other, subject, context=context).allowed  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.permission = action  # type: ignore[attr-defined]
        guarded.shows_children = (  # type: ignore[attr-defined]
            action not in SHOW_NO_CHILD if shows_children is None else shows_children
        )
        return guarded

    return decorate


def _subject(named: dict[str, Any]) -> Subject | None:
    """What an address is about, by the names in it."""
    subject = Subject(named.get("episode_id"), named.get("child_id"))
    return None if subject == Subject() else subject
