"""Every page names its permission. A page that shows a child logs who was shown it, before anything leaves."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from .decisions import decide

View = Callable[..., HttpResponse]


def permission(action: str, *, shows_children: bool = False) -> Callable[[View], View]:
    """Let a view run only for a post that may take `action`; unknown and forbidden look the same.

    A view with `shows_children` must have logged the disclosure by the time it answers; else nothing is shown.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            decision = decide(request.post, action, episode_id=kwargs.get("episode_id"))
            if not decision.allowed:
                raise Http404(decision.because)
            request.because = decision.because
            response = view(request, *args, **kwargs)
            if shows_children and response.status_code == 200 and not getattr(request, "disclosed", False):
                raise RuntimeError(f"{view.__name__} showed a child without logging it")
            return response

        guarded.permission = action  # type: ignore[attr-defined]
        return guarded

    return decorate
