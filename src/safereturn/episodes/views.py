"""Pages of reporting, and of every act that can be recorded about an episode."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from safereturn.access.permission import permission
from safereturn.web.drafts import forget_words, keep_words, words_so_far
from safereturn.web.wording import day, moment

from .actions import AlreadyGone, NotPossible
from .report import ORDER, STEPS, first_unfinished, send, step_form

REPORT = "report"


@permission("report")
def start_report(request: HttpRequest) -> HttpResponse:
    """Begin a report: a key of its own, by which its words are kept and a second press is recognised."""
    return redirect("episodes:report", key=uuid.uuid4(), step=ORDER[0])


@permission("report")
def report(request: HttpRequest, key: uuid.UUID, step: str) -> HttpResponse:
    """One step of a report; the last one sends it."""
    if step not in STEPS:
        raise Http404("There is no such step.")
    post, now = request.post, request.now
    words = words_so_far(form=REPORT, key=key, by=post.pk)
    if step == ORDER[-1] and (missing := first_unfinished(words, post=post, now=now)):
        return redirect("episodes:report", key=key, step=missing)
    if request.method == "POST":
        words = keep(request, key, step)
        form = step_form(step, words[step], post=post, now=now)
        if form.is_valid():
            if step != ORDER[-1]:
                return redirect("episodes:report", key=key, step=ORDER[ORDER.index(step) + 1])
            try:
                episode = send(words, key=key, incident_number=form.cleaned_data["incident_number"], now=now, by=post)
            except AlreadyGone as already:
                messages.info(request, already.reasons[0])
                return redirect(reverse("duties:episode", args=[already.episode_id]))
            except NotPossible as refused:
                for reason in refused.reasons:
                    form.add_error(None, reason)
            else:
                forget_words(form=REPORT, key=key, by=post.pk)
                messages.success(request, "Reported. The police and the council can see it now.")
                return redirect(reverse("duties:episode", args=[episode.pk]))
    else:
        form = step_form(step, words.get(step), post=post, now=now)
        form.errors.clear()  # what is still missing is said when the step is sent, not when it is opened again
    context: dict[str, Any] = {
        "form": form, "key": key, "step": step, "title": STEPS[step][0],
        "number": ORDER.index(step) + 1, "of": len(ORDER),
        "before": ORDER[ORDER.index(step) - 1] if step != ORDER[0] else None,
    }  # fmt: skip
    if step == ORDER[-1]:
        context["said"] = _said(words, post, now)
    return render(request, "episodes/report.html", context)


@permission("report")
def keep_draft(request: HttpRequest, key: uuid.UUID, step: str) -> HttpResponse:
    """Keep the words typed so far into a step."""
    if request.method != "POST" or step not in STEPS:
        raise Http404("There is nothing to keep.")
    keep(request, key, step)
    return HttpResponse(status=204)


def keep(request: HttpRequest, key: uuid.UUID, step: str) -> dict[str, Any]:
    """Keep what was typed into a step, as it was typed; all words kept so far."""
    typed = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    return keep_words(form=REPORT, key=key, words={step: typed}, step=step, by=request.post.pk).words


def _said(words: dict[str, Any], post: Any, now: Any) -> list[dict[str, Any]]:
    """What was answered so far, to be checked before it is sent."""
    rows = []
    for step in ORDER[:-1]:
        form = step_form(step, words[step], post=post, now=now)
        form.is_valid()
        for bound in form.visible_fields():
            value = form.cleaned_data.get(bound.name)
            if value not in (None, "", []):
                rows.append({"key": bound.label, "field": bound, "value": _in_words(bound, value), "step": step})
    return rows


def _in_words(bound: Any, value: Any) -> Any:
    choices = dict(getattr(bound.field, "choices", None) or {})
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, list):
        return "\n".join(str(choices.get(part, part)) for part in value)
    return choices.get(value, value)
