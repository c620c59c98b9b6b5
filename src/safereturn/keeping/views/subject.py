"""Handing a child what is held of them: the request, the draft, each masking, and the file that two people release."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.protocol.periods import in_london
from safereturn.web.drafts import given

from .. import queries, subject_access, subject_file
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
    """All that is held, thing by thing, as it would be handed out; and the button of whoever has read it."""
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
    things, masked = subject_file.counted(parts)
    return render(
        request,
        "keeping/subject_draft.html",
        {
            "child": queries.child_of(child_id),
            "asked": asked,
            "due": subject_access.due_on(asked),
            "parts": parts,
            "empty": [part.title for part in parts if not part.entries],
            "things": things,
            "masked": masked,
            "sees": request.sees,
            "approvals": approvals,
            "has_approved": request.post.person_id in {one.person_id for one in approvals},
            "is_released": queries.file_of(asked) is not None,
            "form": form,
        },
    )


@permission("answer-subject", shows_children=True)
@fresh_proof
def item(request: HttpRequest, child_id: int, request_id: int) -> HttpResponse:
    """One thing of the draft: show it in the file, or mask it, with a reason."""
    asked = _request(request, child_id, request_id)
    one = subject_file.item_of(subject_file.draft(asked), request.GET.get("item", ""))
    if one is None or one.field_class not in request.sees or queries.file_of(asked) is not None:
        raise Http404("There is no such thing in this file, or it is hidden from whoever drafts it, or released.")
    disclose(
        request, page="subject-item", because=request.because, shown=[Shown(child_id, None)], classes=[one.field_class]
    )
    masks = not one.masked
    form = EditForm(given(request), masks=masks)
    if request.method == "POST" and form.is_valid():
        try:
            subject_access.edit(request=asked, item=one.key, is_masked=masks, by=request.post, **form.cleaned_data)
        except subject_access.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It is masked." if masks else "It is shown in the file.")
            return redirect("keeping:subject-draft", child_id=child_id, request_id=request_id)
    context = {"item": one, "masks": masks, "child_id": child_id, "asked": asked, "form": form}
    return render(request, "keeping/subject_item.html", context)


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
