"""Opening an episode in an emergency, and authorising that."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.decisions import Outcome, Subject, context_of, decide, is_kept_for_others
from safereturn.access.field_classes import IDENTITY
from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.web.drafts import given
from safereturn.web.wording import length

from .. import queries
from ..actions import Refused, authorise, break_glass
from ..forms import AuthoriseForm, BreakGlassForm, ByNameForm
from ..limits import why_not
from ..presenters import LASTS, opened

PAGE = "break-glass"
NO_SUCH_RECORD = (
    "There is no such record, or none that opens in this way. Check the spelling and the date of birth, or ring the "
    "front door of the area. That you asked is recorded, and the privacy referee asks about it"
)


@permission("break-glass", shows_children=True)
@fresh_proof
def ask(request: HttpRequest, child_id: int) -> HttpResponse:
    """Ask for the reason, and open the child's latest episode.

    What may never be opened looks like what is not there.
    """
    episode = queries.latest_episode(child_id)
    if episode is None or not queries.knows_of(request.post, child_id):
        raise Http404("There is no such child, or no episode, or no search has shown them.")
    subject = Subject(episode.pk, child_id)
    context = context_of(request.post, [subject])
    decision = decide(request.post, "see-episode", subject, context=context)
    if decision.allowed:
        return redirect("duties:episode", episode_id=episode.pk)
    if decision.outcome is not Outcome.BREAK_GLASS:
        raise Http404(decision.because)
    is_restricted = is_kept_for_others(request.post, subject, context=context)
    classes = request.sees if is_restricted else request.sees | {IDENTITY}
    disclose(request, page=PAGE, because=request.because, shown=[Shown(child_id, episode.pk)], classes=classes)
    form = BreakGlassForm(given(request))
    if request.method == "POST" and form.is_valid():
        about = {"episode_id": episode.pk, "child_id": child_id, "is_restricted": is_restricted}
        try:
            glass = break_glass(now=request.now, by=request.post, **about, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _after(request, glass)
    return render(
        request,
        "privacy/break_glass.html",
        {
            "episode": episode,
            "child": "" if is_restricted else queries.name_of(child_id),
            "form": form,
            "is_involved": bool(context.ties_to(subject)),
            "is_restricted": is_restricted,
            "lasts": length(LASTS),
            "why_not": why_not(request.post, request.now),
            "ring": f"Ring {decision.ring}." if is_restricted and decision.ring else queries.whom_to_ring(child_id),
        },
    )


@permission("break-glass", shows_children=True)
@fresh_proof
def by_name(request: HttpRequest) -> HttpResponse:
    """Open a record that is kept for named people and that no search finds, for whoever knows name and birthday.

    Each try is recorded, counted and told to the referees. No record, one that anybody may find, and one that never
    opens to this person are answered alike.
    """
    form = ByNameForm(given(request))
    if request.method == "POST" and form.is_valid():
        found = queries.kept_by_name(*form.sought, post=request.post)
        child_id, episode_id = (found[0], found[1].pk) if found else (None, None)
        about = {"episode_id": episode_id, "child_id": child_id, "is_restricted": found is not None}
        try:
            glass = break_glass(now=request.now, by=request.post, is_by_name=True, **about, **form.cleaned_data)
        except Refused as refused:
            form.ask_anew(str(refused))
        else:
            if glass.child_id is not None:
                _disclose(request, PAGE, [glass])
                return _after(request, glass)
            form.ask_anew(NO_SUCH_RECORD)
    disclose(request, page=PAGE, because=request.because, shown=[])
    context = {"form": form, "lasts": length(LASTS), "why_not": why_not(request.post, request.now)}
    return render(request, "privacy/by_name.html", context)


def _after(request: HttpRequest, glass: Any) -> HttpResponse:
    if glass.needs_authorising:
        messages.success(request, "You have asked. It opens for an hour once somebody authorises it. Ring them too.")
        return redirect("privacy:own-glass")
    messages.success(request, f"Opened for {length(LASTS)}. You can read it and change nothing.")
    return redirect("duties:episode", episode_id=glass.episode_id)


@permission("break-glass", shows_children=True)
def own(request: HttpRequest) -> HttpResponse:
    """What one has opened in an emergency oneself, and asked to open."""
    some = list(queries.glass_of(request.post)[:50])
    _disclose(request, "own-glass", some)
    return render(request, "privacy/own_glass.html", {"opened": opened(some, now=request.now)})


@permission("authorise-glass", shows_children=True)
def waiting(request: HttpRequest) -> HttpResponse:
    """Who has asked to open a child kept for named people."""
    some = queries.to_authorise(request.post)
    _disclose(request, "to-authorise", some)
    return render(request, "privacy/to_authorise.html", {"opened": opened(some, now=request.now)})


@permission("authorise-glass", shows_children=True)
@fresh_proof
def answer(request: HttpRequest, glass_id: int) -> HttpResponse:
    """Say yes or no to somebody who asked."""
    one = next((glass for glass in queries.to_authorise(request.post) if glass.pk == glass_id), None)
    if one is None:
        raise Http404("Nobody has asked for it, or it was answered.")
    _disclose(request, "authorise", [one])
    form = AuthoriseForm(given(request))
    if request.method == "POST" and form.is_valid():
        is_given, words = form.cleaned_data["is_given"], form.cleaned_data["words"]
        authorise(glass=one, is_given=is_given, words=words, by=request.post)
        messages.success(request, "It is open for them now." if is_given else "It stays closed to them.")
        return redirect("privacy:to-authorise")
    return render(request, "privacy/authorise.html", {"line": opened([one], now=request.now)[0], "form": form})


def _disclose(request: HttpRequest, page: str, some: list[Any]) -> None:
    shown = [Shown(glass.child_id, glass.episode_id) for glass in some if glass.child_id is not None]
    disclose(request, page=page, because=request.because, shown=shown)
