"""The governance cycles, and one of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.permission import permission
from safereturn.protocol.editions import in_force
from safereturn.protocol.governance import Cycle, cycles_of
from safereturn.protocol.notation import Edition
from safereturn.protocol.periods import in_london
from safereturn.web.drafts import given

from . import queries
from .actions import record_kept, take_back
from .forms import KeptForm, MistakeForm
from .presenters import line_of, lines_of

_HEADINGS = ("What", "Whose", "How often", "Last kept", "Next due", "Late or not", "Sections")


@permission("see-governance")
def oversight(request: HttpRequest) -> HttpResponse:
    """Every governance cycle of the edition in force: what is late, what is in time, what has no interval."""
    edition = _edition(request)
    lines = lines_of(edition, queries.kept_in(edition.name), request.now)
    return render(
        request,
        "oversight/oversight.html",
        {
            "edition": edition,
            "lines": lines,
            "late": [line for line in lines if line.is_late],
            "in_time": [line for line in lines if line.cycle.has_time and not line.is_late],
            "without_interval": [line for line in lines if not line.cycle.has_time],
            "headings": _HEADINGS,
            "may_record": request.may("record-governance"),
        },
    )


@permission("see-governance")
def cycle(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """One cycle: whose, what there is to show, all that was kept; and, for whoever may, that it was kept again."""
    edition = _edition(request)
    one = _cycle(edition, cycle_id)
    may_record = request.may("record-governance")
    if request.method == "POST" and not may_record:
        raise Http404("This role records nothing of the governance cycles.")
    form = KeptForm(
        given(request) if may_record else None, since=edition.in_force_from, today=in_london(request.now).date()
    )
    if request.method == "POST" and form.is_valid():
        record_kept(cycle=one, edition=edition.name, by=request.post, **form.cleaned_data)
        messages.success(request, "It is recorded.")
        return redirect("oversight:oversight")
    recorded = queries.recorded_of(one, edition.name)
    kept = [entry for entry in recorded if not hasattr(entry, "taken_back_by")]
    return render(
        request,
        "oversight/cycle.html",
        {
            "edition": edition,
            "line": line_of(one, edition, kept, request.now),
            "recorded": recorded,
            "form": form if may_record else None,
        },
    )


@permission("record-governance")
def mistake(request: HttpRequest, cycle_id: str, kept_id: int) -> HttpResponse:
    """Something that was recorded by mistake is taken back, with the reason."""
    edition = _edition(request)
    one = _cycle(edition, cycle_id)
    entry = next((entry for entry in queries.recorded_of(one, edition.name) if entry.pk == kept_id), None)
    if entry is None:
        raise Http404("Nothing like it was recorded.")
    form = MistakeForm(given(request))
    if request.method == "POST" and form.is_valid():
        take_back(mistake=entry, by=request.post, **form.cleaned_data)
        messages.success(request, "It is taken back.")
        return redirect("oversight:cycle", cycle_id=one.id)
    return render(request, "oversight/mistake.html", {"cycle": one, "entry": entry, "form": form})


def _edition(request: HttpRequest) -> Edition:
    """The edition in force. Raises `Http404` where there is none yet."""
    edition = in_force(request.now)
    if edition is None:
        raise Http404("No edition is in force yet.")
    return edition


def _cycle(edition: Edition, cycle_id: str) -> Cycle:
    """The cycle of that id. Raises `Http404`."""
    one = next((cycle for cycle in cycles_of(edition.name) if cycle.id == cycle_id), None)
    if one is None:
        raise Http404("This edition has no such cycle.")
    return one
