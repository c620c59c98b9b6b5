"""What a privacy referee sees and answers, and what is published of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.web.drafts import given

from .. import referee
from ..actions import review
from ..forms import ReviewForm
from ..presenters import review_due_of
from ..wording import page_name, reason


@permission("see-view-log", shows_children=True)
def waiting(request: HttpRequest) -> HttpResponse:
    """All that waits for this referee's answer."""
    found = referee.waiting(request.post)
    items = [one for some in found.values() for one in some]
    shown = [Shown(one.child_id, one.episode_id) for one in items if one.child_id is not None]
    disclose(request, page="referee", because=request.because, shown=shown)
    return render(
        request,
        "privacy/referee.html",
        {
            "glass": [(one, review_due_of(one)) for one in found["glass"]],
            "alerts": found["alert"],
            "sampled": found["sampled"],
            "answered": referee.answered(request.post)[:20],
        },
    )


@permission("see-view-log", shows_children=True)
def answer(request: HttpRequest, kind: str, item_id: int) -> HttpResponse:
    """One thing, with what else the person saw, and the referee's answer."""
    one = referee.item(kind, item_id, post=request.post) if kind in referee.KINDS else None
    if one is None:
        raise Http404("There is nothing like it for this referee to answer.")
    views = referee.views_around(one)
    shown = {Shown(view.child_id, view.episode_id) for view in views}
    shown |= {Shown(one.child_id, one.episode_id)} if one.child_id is not None else set()
    disclose(request, page="review", because=request.because, shown=shown)
    form = ReviewForm(given(request))
    if request.method == "POST" and form.is_valid():
        review(by=request.post, **form.cleaned_data, **{kind: one.about})
        messages.success(request, "Your answer is recorded.")
        return redirect("privacy:referee")
    initials = referee.initials_of(view.child_id for view in views)
    return render(
        request,
        "privacy/review.html",
        {
            "item": one,
            "views": [
                (view, initials.get(view.child_id, ""), page_name(view.page), reason(view.because)) for view in views
            ],
            "reviews": referee.reviews_of(one),
            "form": form,
        },
    )


@permission("see-privacy-counts")
def published(request: HttpRequest) -> HttpResponse:
    """The counts of each quarter, for everybody."""
    return render(request, "privacy/published.html", {"quarters": referee.published(request.now)})
