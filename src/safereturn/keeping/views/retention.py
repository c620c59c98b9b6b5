"""How long what is kept of children is kept, what is due to go, and what is held."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.protocol.periods import in_london
from safereturn.web.drafts import given

from .. import actions, queries
from ..forms import FindForm, HoldForm, LiftForm, OwnPeriodForm
from ..presenters import Asked, Line, agreed, initials, lines


@permission("keep-records", shows_children=True)
def overview(request: HttpRequest) -> HttpResponse:
    """What is asked for, what is due to go, what is held, and the table; children by initials, but for who asks."""
    today = in_london(request.now).date()
    due = queries.proposed(by=request.post, today=today)
    held = queries.standing_holds(by=request.post)
    went = queries.went(by=request.post)
    asked = [Asked.of(one, today) for one in queries.requests_that_stand(by=request.post)]
    shown = {*(one.child_id for one, _ in due), *(hold.child_id for hold in held)}
    shown |= {step.disposal.child_id for step in went} | {one.request.child_id for one in asked}
    disclose(request, page="records", because=request.because, shown=[Shown(one, None) for one in shown])
    return render(
        request,
        "keeping/records.html",
        {
            "due": [(one, initials(where.child), agreed(queries.steps_of(one))) for one, where in due],
            "went": went,
            "asked": [one for one in asked if not hasattr(one.request, "file")],
            "answered": [one for one in reversed(asked) if hasattr(one.request, "file")],
            "may_answer": request.may("answer-subject"),
            "held": [(hold, initials(hold.child)) for hold in held],
            "today": today,
            "lines": lines(queries.agency_kind(request.post), queries.own_periods_of(request.post.agency_id)),
        },
    )


@permission("keep-records", shows_children=False)
def own_period(request: HttpRequest) -> HttpResponse:
    """Let one's agency go by its own schedule."""
    form = OwnPeriodForm(given(request))
    if request.method == "POST" and form.is_valid():
        actions.set_own_period(by=request.post, **form.cleaned_data)
        messages.success(request, "Your agency goes by it from now on.")
        return redirect("keeping:records")
    own = queries.own_periods_of(request.post.agency_id)
    return render(request, "keeping/own_period.html", {"form": form, "own": own})


@permission("keep-records", shows_children=True)
def find(request: HttpRequest) -> HttpResponse:
    """Look for a child whose record one's agency holds: the words are sent, and stand in no address."""
    form = FindForm(given(request))
    found = queries.found(form.sought, by=request.post) if form.is_valid() else []
    disclose(request, page="find-record", because=request.because, shown=[Shown(one.pk, None) for one in found])
    context = {"form": form, "found": found, "asked": form.is_bound and form.is_valid()}
    return render(request, "keeping/find.html", context)


@permission("keep-records", shows_children=True)
def of_a_child(request: HttpRequest, child_id: int) -> HttpResponse:
    """Until when a child's record is kept, by whom and why; its holds, and a form to set one."""
    ours(request, child_id)
    disclose(request, page="record", because=request.because, shown=[Shown(child_id, None)])
    today = in_london(request.now).date()
    form = HoldForm(given(request), today=today)
    if request.method == "POST" and form.is_valid():
        actions.hold(child_id=child_id, by=request.post, **form.cleaned_data)
        messages.success(request, "It is held. Nothing of it goes until a second person lifts the hold.")
        return redirect("keeping:record", child_id=child_id)
    return render(
        request,
        "keeping/record.html",
        {
            "child": queries.child_of(child_id),
            "line": Line.of(queries.position_of(child_id, "record"), today),
            "holds": queries.holds_of(child_id),
            "today": today,
            "may_answer": request.may("answer-subject"),
            "form": form,
        },
    )


@permission("keep-records", shows_children=True)
def lift(request: HttpRequest, child_id: int, hold_id: int) -> HttpResponse:
    """Lift a hold that somebody else set."""
    ours(request, child_id)
    hold = queries.hold_of(child_id, hold_id)
    if hold is None or hold.set_by_person_id == request.post.person_id:
        raise Http404("There is no such hold, or a second person must lift it.")
    disclose(request, page="record", because=request.because, shown=[Shown(child_id, None)])
    form = LiftForm(given(request))
    if request.method == "POST" and form.is_valid():
        actions.lift(hold_id=hold_id, because=form.cleaned_data["because"], by=request.post)
        messages.success(request, "It is lifted.")
        return redirect("keeping:record", child_id=child_id)
    return render(request, "keeping/lift.html", {"hold": hold, "child_id": child_id, "form": form})


def ours(request: HttpRequest, child_id: int) -> None:
    """Raises `Http404` where one's agency does not hold the record: unknown and forbidden look the same."""
    if not queries.holds(child_id, by=request.post):  # type: ignore[attr-defined]  # set by agencies.middleware
        raise Http404("There is no such child whose record this agency holds.")
