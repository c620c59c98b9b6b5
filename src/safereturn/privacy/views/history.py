"""What one has looked at, and who has looked at a child."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safereturn.access.field_classes import IDENTITY
from safereturn.access.flags import flags_to_review
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.protocol.periods import in_london

from .. import history, queries
from ..presenters import opened

LOGGED_AGAIN_AFTER = dt.timedelta(days=1)


@permission("see-own-views", shows_children=True)
def own(request: HttpRequest) -> HttpResponse:
    """What one was shown oneself, what one's team was told of, and what waits for one's word."""
    lines = history.own_views(request.post)
    told = queries.told_of(request.post)
    shown = {Shown(line.view.child_id, line.view.episode_id) for line in lines}
    shown |= {Shown(glass.child_id, glass.episode_id) for glass in told if glass.child_id is not None}
    due = flags_to_review(request.post, in_london(request.now).date())
    shown |= {Shown(flag.child_id, None) for flag in due}
    disclose(request, page=history.OWN, because=request.because, shown=shown, unless_within=LOGGED_AGAIN_AFTER)
    children = queries.children_of((glass.episode_id for glass in told), post=request.post)
    named = {Shown(glass.child_id, glass.episode_id) for glass in told if glass.episode_id in children}
    why, classes = "Their team was told of an emergency.", request.sees | {IDENTITY}
    disclose(request, page=history.OWN, because=why, shown=named, classes=classes, unless_within=LOGGED_AGAIN_AFTER)
    context = {
        "lines": lines,
        "told": opened(told, now=request.now, children=children),
        "flags": due,
        "to_authorise": len(queries.to_authorise(request.post)) if request.may("authorise-glass") else None,
        "may_break_glass": request.may("break-glass"),
    }
    return render(request, "privacy/own_views.html", context)


@permission("see-views", shows_children=True)
def of_a_child(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who was shown a child, when and why: for whoever holds the child's case."""
    only_outside = request.GET.get("show") == "outside"
    lines = history.views_of(child_id, post=request.post, only_outside=only_outside)
    disclose(request, page="views", because=request.because, shown=[Shown(child_id, None)])
    return render(
        request,
        "privacy/views.html",
        {"lines": lines, "only_outside": only_outside, "child_id": child_id, "child": queries.name_of(child_id)},
    )
