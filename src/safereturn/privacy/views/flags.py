"""Who may not see a child, or what of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.flags import flags_of, lift_flag, set_flag
from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.children.queries import record_ids
from safereturn.protocol.periods import in_london
from safereturn.web.drafts import given

from .. import queries
from ..forms import FlagForm, LiftForm
from ..referee import initials_of


@permission("set-flags", shows_children=True)
@fresh_proof
def of_a_child(request: HttpRequest, child_id: int) -> HttpResponse:
    """The flags of a child, and a form to set one."""
    disclose(request, page="flags", because=request.because, shown=[Shown(child_id, None)])
    today = in_london(request.now).date()
    form = FlagForm(given(request), today=today)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "person_id", "because", "ring", "review_on")}
        teams = queries.teams_of(told["person_id"]) if told["kind"] == "allegation" else ()
        field_class = form.cleaned_data["field_class"]
        records = record_ids(child_id)
        set_flag(child_id=child_id, records=records, team_ids=teams, field_class=field_class, by=request.post, **told)
        messages.success(request, "It holds from now on.")
        return redirect("privacy:flags", child_id=child_id)
    flags = flags_of(child_id)
    names = queries.names_of(flag.person_id for flag in flags)
    return render(
        request,
        "privacy/flags.html",
        {
            "child": initials_of([child_id]).get(child_id, ""),
            "child_id": child_id,
            "flags": [(flag, names.get(flag.person_id, "")) for flag in flags],
            "today": today,
            "form": form,
        },
    )


@permission("set-flags", shows_children=True)
@fresh_proof
def lift(request: HttpRequest, child_id: int, flag_id: int) -> HttpResponse:
    """Lift a flag that somebody else set."""
    flag = next((flag for flag in flags_of(child_id) if flag.pk == flag_id and flag.lifted_at is None), None)
    if flag is None or flag.set_by_person_id == request.post.person_id:
        raise Http404("There is no such flag, or a second person must lift it.")
    disclose(request, page="flags", because=request.because, shown=[Shown(child_id, None)])
    form = LiftForm(given(request))
    if request.method == "POST" and form.is_valid():
        because, records = form.cleaned_data["because"], record_ids(child_id)
        lift_flag(flag_id=flag_id, records=records, because=because, by=request.post)
        messages.success(request, "It is lifted.")
        return redirect("privacy:flags", child_id=child_id)
    name = queries.names_of([flag.person_id]).get(flag.person_id, "")
    return render(request, "privacy/lift.html", {"flag": flag, "name": name, "form": form})
