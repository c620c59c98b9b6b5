"""Some pages ask who is there once more, unless that was shown within ten minutes: a screen may have been left open."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from safereturn.web.drafts import keep_unsent

View = Callable[..., HttpResponse]
PROOF_LASTS = dt.timedelta(minutes=10)


def fresh_proof(view: View) -> View:
    """Let a view run only where the person showed within ten minutes who they are; otherwise they show it again.

    Stands under `permission`. What they were sending waits for them (`web.drafts.unsent`). The invented people of the
    demonstration, who have nothing to show, are let through.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_fresh_proof(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            keep_unsent(request, of=request.user.pk)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")

    guarded.fresh_proof = True  # type: ignore[attr-defined]
    return guarded


def has_fresh_proof(request: HttpRequest) -> bool:
    """Whether the person gave a password, a code or a passkey here, in this session, within ten minutes.

    That their agency's own sign-in let them in is none: it may have asked them hours ago.
    """
    if settings.SAFERETURN_DEMONSTRATION and request.user.in_demonstration:  # type: ignore[union-attr]
        return True
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record["method"] != "socialaccount"]
    now: dt.datetime = request.now  # type: ignore[attr-defined]  # set by web.middleware
    return bool(shown) and now.timestamp() - max(shown) < PROOF_LASTS.total_seconds()
