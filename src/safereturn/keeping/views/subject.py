"""Handing a child what is held of them: the request, the draft, each masking, and the file that two people release."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.protocol.periods import in_london
from safereturn.web.drafts import given

from .. import queries, sorting_out, subject_access, subject_file
from ..forms import ApproveForm, EditForm, SubjectRequestForm
from .retention import ours


@permission("answer-subject", shows_children=True)
def requests(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who has asked to see what is held of a child, and a form to record that somebody does."""
    ours(request, child_id)
    disclose(request, page="subject-requests", because=request.because, shown=[Shown(child_id, None)], classes=_FOUND)
    form = SubjectRequestForm(given(request), today=in_london(request.now).date())
    if request.method == "POST" and form.is_valid():
        begun = subject_access.begin(child_id=child_id, by=request.post, **form.cleaned_data)
        return redirect("keeping:subject-draft", child_id=child_id, request_id=begun.pk)
    asked = [(one, subject_access.due_on(one)) for one in queries.requests_of(child_id)]
    context = {"child": queries.child_of(child_id), "asked": asked, "form": form}
    return render(request, "keeping/subject_requests.html", context)


@permission("answer-subject", shows_children=True)
@fresh_proof
def draft(request: HttpRequest, child_id: int, request_id: int) -> HttpResponse:
    """How much is held, how much of it is masked and why; and the button of whoever has read all parts."""
    asked = _request(request, child_id, request_id)
    disclose(request, page="subject-draft", because=request.because, shown=[Shown(child_id, None)])
    parts = subject_file.draft(asked)
    digest = subject_file.digest_of(subject_file.as_content(parts))
    form = ApproveForm(given(request), initial={"digest": digest})
    if request.method == "POST" and form.is_valid():
        try:
            released = subject_access.approve(request=asked, digest=form.cleaned_data["digest"], by=request.post)
        except subject_access.Refused as refused:
            form = ApproveForm(initial={"digest": digest})
            messages.error(request, str(refused))
        else:
            if released:
                return redirect("keeping:subject-file", child_id=child_id, request_id=request_id)
            messages.success(request, "You have read it and would release it. A second person must do the same.")
            return redirect("keeping:subject-draft", child_id=child_id, request_id=request_id)
    approvals = queries.approvals_of(asked, digest)
    things, masked = subject_file.counted([item for part in parts for item in part.items])
    return render(
        request,
        "keeping/subject_draft.html",
        {
            "child": queries.child_of(child_id),
            "asked": asked,
            "due": subject_access.due_on(asked),
            "lines": sorting_out.overview(parts),
            "reasons": sorting_out.why_masked(parts),
            "empty": [part.title for part in parts if not part.entries],
            "things": things,
            "masked": masked,
            "approvals": approvals,
            "has_approved": request.post.person_id in {one.person_id for one in approvals},
            "is_released": queries.file_of(asked) is not None,
            "form": form,
        },
    )


@permission("answer-subject", shows_children=True)
@fresh_proof
def part(request: HttpRequest, child_id: int, request_id: int) -> HttpResponse:
    """One part of the draft, row by row, as it would be handed out; and the kinds of thing in its section."""
    asked, key = _request(request, child_id, request_id), request.GET.get("part", "")
    section = subject_file.draft(asked, key.partition("/")[0]) if key else []
    one = next((part for part in section if part.key == key), None)
    if one is None:
        raise Http404("There is no such part of this file.")
    disclose(request, page="subject-draft", because=request.because, shown=[Shown(child_id, None)])
    rows = sorting_out.page_of(one, request.GET.get("page"))
    return render(
        request,
        "keeping/subject_part.html",
        {
            "child": queries.child_of(child_id),
            "asked": asked,
            "part": one,
            "line": sorting_out.overview([one])[0] if one.entries else None,
            "others": [other for other in section if other.key != one.key],
            "rows": rows,
            "entries": [(sorting_out.anchor_of(entry.key), entry, sorting_out.in_lines(entry.items)) for entry in rows],
            "kinds": sorting_out.kinds(section, request.sees),
            "sees": request.sees,
            "is_released": queries.file_of(asked) is not None,
        },
    )


@permission("answer-subject", shows_children=True)
@fresh_proof
def item(request: HttpRequest, child_id: int, request_id: int) -> HttpResponse:
    """One thing of the draft, things of a row, or all of a kind or section: show or mask them, with a reason."""
    asked, key = _request(request, child_id, request_id), request.GET.get("item", "")
    parts = subject_file.draft(asked, key.partition(":")[0]) if key else []
    some = [one for one in subject_file.chosen(parts, key) if one.field_class in request.sees]
    if not some or queries.file_of(asked) is not None:
        raise Http404("There is no such thing in this file, or it is hidden from whoever drafts it, or released.")
    masks = not some[0].masked if len(some) == 1 else request.GET.get("do") != "show"
    back = _address(child_id, request_id, sorting_out.place_of(parts, key))
    some = [one for one in some if bool(one.masked) != masks]
    if not some:  # somebody else decided meanwhile
        return redirect(back)
    classes = sorted({one.field_class for one in some})
    disclose(request, page="subject-item", because=request.because, shown=[Shown(child_id, None)], classes=classes)
    is_row = len(some) > 1 and bool([*key.split(":"), ""][1])
    choices = (
        [(one.key, f"{one.name}{'' if one.name.endswith('?') else ':'} {one.value}") for one in some] if is_row else []
    )
    form = EditForm(given(request), masks=masks, choices=choices)
    if request.method == "POST" and form.is_valid():
        sent = dict(form.cleaned_data)
        items = sent.pop("things", None) or [one.key for one in some]
        try:
            subject_access.edit(request=asked, items=items, is_masked=masks, by=request.post, **sent)
        except subject_access.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _done(len(items), masks))
            return redirect(back)
    context = {
        "some": some,
        "said": [] if is_row else sorting_out.distinct(some),
        "title": some[0].name if len(some) == 1 or "::" in key else _title(parts, key),
        "is_one": len(some) == 1,
        "masks": masks,
        "back": back,
        "form": form,
    }
    return render(request, "keeping/subject_item.html", context)


def _done(many: int, masks: bool) -> str:
    if many == 1:
        return "It is masked." if masks else "It is shown in the file."
    return f"{many:,} things are masked." if masks else f"{many:,} things are shown in the file."


def _address(child_id: int, request_id: int, place: sorting_out.Place) -> str:
    """The page on which a thing stands, at its row."""
    page = reverse("keeping:subject-part", args=[child_id, request_id])
    return f"{page}?{urlencode({'part': place.part, 'page': place.page})}#{place.anchor}"


def _title(parts: list[subject_file.Part], key: str) -> str:
    """What a key of a row or a section names."""
    rows = (f"{entry.title}, {part.title}" for part in parts for entry in part.entries if entry.key == key)
    return next(rows, "") or subject_file.title_of(key)


@permission("answer-subject", shows_children=True)
@fresh_proof
def file(request: HttpRequest, child_id: int, request_id: int) -> HttpResponse:
    """The file that two people released, to be printed."""
    asked, released = _released(request, child_id, request_id)
    return render(
        request,
        "keeping/subject_file.html",
        {
            "child": queries.child_of(child_id),
            "asked": asked,
            "released": released,
            "parts": [
                (part["title"], [(row["title"], sorting_out.in_lines(row["items"])) for row in part["entries"]])
                for part in released.content
            ],
            "approvals": queries.approvals_of(asked, released.digest),
        },
    )


@permission("answer-subject", shows_children=True)
@fresh_proof
def as_json(request: HttpRequest, child_id: int, request_id: int) -> HttpResponse:
    """The same file for a machine to read: whoever asks may take it elsewhere."""
    asked, released = _released(request, child_id, request_id)
    answer = JsonResponse(
        {
            "received_on": asked.received_on.isoformat(),
            "released_at": released.recorded_at.isoformat(),
            "digest": released.digest,
            "sections": released.content,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer["Content-Disposition"] = f'attachment; filename="what-is-held-{asked.pk}.json"'
    return answer


_FOUND = ("existence", "identity")


def _request(request: HttpRequest, child_id: int, request_id: int) -> Any:
    """A request about a child of one's agency. Raises `Http404` where there is none."""
    ours(request, child_id)
    asked = queries.request_of(child_id, request_id)
    if asked is None:
        raise Http404("Nobody has asked for it.")
    return asked


def _released(request: HttpRequest, child_id: int, request_id: int) -> tuple[Any, Any]:
    """A request whose file is released, and the file: logged as handed to whoever asked. Raises `Http404`."""
    asked = _request(request, child_id, request_id)
    released = queries.file_of(asked)
    if released is None:
        raise Http404("Two people have not released it.")
    because = f"Handed out. Asked by: {asked.get_asked_by_display().lower()}"
    disclose(request, page="subject-file", because=because, shown=[Shown(child_id, None)])  # type: ignore[arg-type]
    return asked, released
