"""Pages of reporting, and of every act that can be recorded about an episode."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from safereturn.access.decisions import Subject, decide
from safereturn.access.field_classes import EXISTENCE, IDENTITY
from safereturn.access.permission import permission
from safereturn.agencies.postcodes import Place
from safereturn.audit.actions import Shown, disclose
from safereturn.web.drafts import forget_words, keep_words, typed_in, unfinished, unsent, words_so_far
from safereturn.web.wording import day, moment

from .actions import AlreadyGone, NotPossible, episode_sent_with
from .report import (
    Words,
    add_to,
    children_named,
    children_of,
    chosen_of,
    first_unfinished,
    name_in,
    says_something,
    send,
    step_form,
    steps_for,
)
from .report_steps import LAST, STEPS, StepForm
from .where import place_in_words

REPORT = "report"
PLACED_HERE = "The child is placed with this team."
OF_THAT_NAME = "Whoever reports says which child of that name or number it is."


@permission("report", shows_children=True)
def start_report(request: HttpRequest) -> HttpResponse:
    """Begin a report, or carry on with one: each has a key by which its words are kept and a second press is known."""
    new = reverse("episodes:report", args=[uuid.uuid4(), steps_for({}, request.post)[0]])
    begun = [one for one in unfinished(by=request.post.pk) if one.form == REPORT][:5]
    if not begun:
        return redirect(new)
    ours = children_of(request.post)
    chosen = [chosen_of(ours, one.words) for one in begun]
    named = [Shown(child.pk, None) for children in chosen for child in children]
    disclose(request, page="report", because=PLACED_HERE, shown=named, classes=[IDENTITY])
    listed = [(one, name_in(one.words, children)) for one, children in zip(begun, chosen, strict=True)]
    return render(request, "episodes/reports_begun.html", {"begun": listed, "new": new})


@require_POST
@permission("report", shows_children=False)
def throw_away(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Forget a report that this post began and did not send."""
    forget_words(form=REPORT, key=key, by=request.post.pk)
    return redirect("episodes:start-report")


@permission("report", shows_children=True)
def report(request: HttpRequest, key: uuid.UUID, step: str) -> HttpResponse:
    """One step of a report; the last one sends it."""
    if step not in STEPS:
        raise Http404("There is no such step.")
    post, now = request.post, request.now
    words = words_so_far(form=REPORT, key=key, by=post.pk)
    if not words and (sent_before := episode_sent_with(key)) is not None:
        messages.info(request, "This report was sent before. Here is how it stands now.")
        return _led_to(sent_before, post)
    if request.method == "GET" and (typed := unsent(request)):
        words = keep(request, key, step, typed)
    if step == LAST and (missing := first_unfinished(words, post=post, now=now)):
        if (sent_before := episode_sent_with(key)) is not None:  # whose child is now among those of such a name
            return _led_to(sent_before, post)
        return redirect("episodes:report", key=key, step=missing)
    if request.method == "POST":
        typed = typed_in(request)
        form = step_form(step, typed, words=words, post=post, now=now)
        if form.is_valid() or words or says_something(typed):
            words = keep(request, key, step, typed)
        if form.is_valid():
            steps = steps_for(words, post)
            if step != LAST:
                return redirect("episodes:report", key=key, step=steps[steps.index(step) + 1])
            answer = _sent(request, words, key, form)
            if answer is not None:
                return answer
    else:
        form = step_form(step, words.get(step), words=words, post=post, now=now)
        form.errors.clear()  # what is still missing is said when the step is sent, not when it is opened again
    steps = steps_for(words, post)
    number = steps.index(step) + 1 if step in steps else 1
    context: dict[str, Any] = {
        "form": form, "key": key, "step": step, "title": STEPS[step][0], "number": number, "of": len(steps),
        "before": steps[number - 2] if number > 1 else None,
    }  # fmt: skip
    named = [Shown(child.pk, None) for child in children_named(step, words, post)]
    classes = [IDENTITY] if step == LAST else [IDENTITY, EXISTENCE]  # the list tells who is reported already
    because = PLACED_HERE if "name" not in steps else OF_THAT_NAME
    disclose(request, page="report", because=because, shown=named, classes=classes)
    if step == LAST:
        context["said"] = _said(words, post, now)
    return render(request, "episodes/report.html", context)


def _sent(request: HttpRequest, words: Words, key: uuid.UUID, form: StepForm) -> HttpResponse | None:
    """Send the report; the page to go to, or None when it cannot be sent, with the reasons in the form."""
    post, number = request.post, form.cleaned_data["incident_number"]
    try:
        episode = send(words, key=key, incident_number=number, now=request.now, by=post)
    except AlreadyGone as already:
        add_to(already.episode_id, words, key=key, incident_number=number, now=request.now, by=post)
        forget_words(form=REPORT, key=key, by=post.pk)
        messages.info(request, "This child is already reported. What you told is added to that report.")
        return _led_to(already.episode_id, post)
    except NotPossible as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return None
    forget_words(form=REPORT, key=key, by=post.pk)
    messages.success(request, "Reported. The police and the council can see it now.")
    return _led_to(episode.pk, post)


def _led_to(episode_id: int, post: Any) -> HttpResponse:
    """The episode's page; the board, where this person may not see the child whom they have just reported."""
    if decide(post, "see-episode", Subject(episode_id)).allowed:
        return redirect("duties:episode", episode_id=episode_id)
    return redirect("duties:board")


@permission("report", shows_children=False)
def keep_draft(request: HttpRequest, key: uuid.UUID, step: str) -> HttpResponse:
    """Keep the words typed so far into a step."""
    if request.method != "POST" or step not in STEPS:
        raise Http404("There is nothing to keep.")
    typed = typed_in(request)
    begun = bool(words_so_far(form=REPORT, key=key, by=request.post.pk))
    if begun or (says_something(typed) and episode_sent_with(key) is None):
        keep(request, key, step, typed)  # an empty page begins no report, and one that was sent is not begun again
    return HttpResponse(status=204)


def keep(request: HttpRequest, key: uuid.UUID, step: str, typed: dict[str, list[str]]) -> Words:
    """Keep what was typed into a step, as it was typed; all words kept so far."""
    return keep_words(form=REPORT, key=key, words={step: typed}, step=step, by=request.post.pk).words


def _said(words: Words, post: Any, now: Any) -> list[dict[str, Any]]:
    """What was answered so far, to be checked before it is sent."""
    rows = []
    for step in steps_for(words, post)[:-1]:
        form = step_form(step, words[step], words=words, post=post, now=now)
        form.is_valid()
        for bound in form.visible_fields():
            value = form.cleaned_data.get(bound.name)
            if value not in (None, "", []):
                rows.append({"key": bound.label, "field": bound, "value": _in_words(bound, value), "step": step})
    return rows


def _in_words(bound: Any, value: Any) -> Any:
    choices = dict(getattr(bound.field, "choices", None) or {})
    if isinstance(value, Place):
        return place_in_words(value)
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, list):
        return "\n".join(str(choices.get(part, part)) for part in value)
    return choices.get(value, value)
