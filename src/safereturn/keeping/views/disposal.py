"""Whether a part of a child's record goes: two people agree, each for themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.protocol.periods import in_london
from safereturn.web.drafts import given
from safereturn.web.forms import KeyedForm

from .. import disposal as disposals
from .. import queries
from ..presenters import Line, agreed
from .retention import ours


@permission("keep-records", shows_children=True)
@fresh_proof
def agree(request: HttpRequest, child_id: int, disposal_id: int) -> HttpResponse:
    """What would go, until when who keeps it, who has agreed; and the button of whoever has not."""
    ours(request, child_id)
    disposal = queries.disposal_of(child_id, disposal_id)
    if disposal is None:
        raise Http404("Nothing like it was proposed.")
    disclose(request, page="disposal", because=request.because, shown=[Shown(child_id, None)])
    today, form = in_london(request.now).date(), KeyedForm(given(request))
    if request.method == "POST" and form.is_valid():
        try:
            disposals.agree(disposal=disposal, today=today, by=request.post)
        except disposals.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "You have agreed.")
            return redirect("keeping:disposal", child_id=child_id, disposal_id=disposal_id)
    steps = queries.steps_of(disposal)
    line = Line.of(queries.position_of(child_id, disposal.part), today)
    stands = line is not None and line.is_due and line.position.due_on == disposal.due_on
    return render(
        request,
        "keeping/disposal.html",
        {
            "child": queries.child_of(child_id),
            "disposal": disposal,
            "line": line,
            "steps": steps,
            "agreed": agreed(steps),
            "has_gone": any(step.what == "carried-out" for step in steps),
            "stands": stands,
            "has_agreed": request.post.person_id in {step.person_id for step in steps},
            "is_agreed": len(steps) > 1,
            "form": form,
        },
    )
