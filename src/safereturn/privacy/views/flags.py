"""Who may not see a child, or what of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.flags import flags_of
from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.children.queries import record_ids
from safereturn.protocol.periods import in_london
from safereturn.web.drafts import given

from .. import naming, queries
from ..actions import Refused, lift_flag, set_flags
from ..forms import FlagForm, LiftForm
from ..referee import initials_of


@permission("set-flags", shows_children=True)
@fresh_proof
def of_a_child(request: HttpRequest, child_id: int) -> HttpResponse:
    """The flags of a child, and a form to set one."""
    disclose(request, page="flags", because=request.because, shown=[Shown(child_id, None)])
    today = in_london(request.now).date()
    form = FlagForm(given(request), today=today)
    if request.method == "POST" and form.is_valid() and _is_set(request, form, child_id):
        messages.success(request, " ".join(["It holds from now on.", *_who_sees(child_id)]))
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
            "who_sees": _who_sees(child_id),
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
    if request.method == "POST" and form.is_valid() and _is_lifted(request, form, flag):
        messages.success(request, "It is lifted.")
        return redirect("privacy:flags", child_id=child_id)
    name = queries.names_of([flag.person_id]).get(flag.person_id, "")
    return render(request, "privacy/lift.html", {"flag": flag, "name": name, "form": form})


def _is_set(request: HttpRequest, form: FlagForm, child_id: int) -> bool:
    """Set what was asked for; whether it could be, else the reason stands in the form."""
    names = ("kind", "person_ids", "field_class", "because", "ring", "review_on")
    try:
        set_flags(child_id=child_id, by=request.post, **{name: form.cleaned_data[name] for name in names})
    except Refused as refused:
        for reason in refused.args:
            form.add_error("email", reason)
        return False
    return True


def _is_lifted(request: HttpRequest, form: LiftForm, flag: Any) -> bool:
    try:
        lift_flag(flag=flag, because=form.cleaned_data["because"], by=request.post)
    except Refused as refused:
        for reason in refused.args:
            form.add_error(None, reason)
        return False
    return True


def _who_sees(child_id: int) -> list[str]:
    """Who sees a child who is kept for people who are named, and who should; nothing of one who is not kept."""
    named = naming.named_for(child_id)
    if not named:
        return []
    records = record_ids(child_id)
    posts = naming.who_sees(records, named)
    told = ["Who sees this child now: " + "; ".join(map(str, posts)) + "." if posts else "Nobody sees this child now."]
    names = queries.names_of(named - {post.person_id for post in posts})
    told += [f"Named, and sees nothing until their team is involved: {name}." for name in names.values()]
    return told + [f"{reason}." for reason in naming.who_is_missing(records, named)]
