"""The board, the episode and the duty."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.children.queries import NUMBERS, called_besides
from safereturn.episodes.actions import NotPossible, is_recorded
from safereturn.episodes.field_classes import facts_seen
from safereturn.episodes.wording import STATES, category_name, fact_in_words
from safereturn.protocol.vocabulary import CARER
from safereturn.web.drafts import given

from . import queries
from .actions import accept, carry_out, excuse, is_met_by_done, part_of, waive
from .answers import IS_ASKED, questions_of
from .cards import Card, cards_of, is_asked_about_arrival
from .forms import DONE, EXCUSED, DutyForm
from .offers import offers
from .presenters import AT_ONCE, COLOURS, line, owed, parts_of, timeline
from .tiles import tiles_of

_SETTLED = "Things have changed: this duty is settled, so nothing was recorded."
LOGGED_AGAIN_AFTER = dt.timedelta(minutes=15)  # what a board left open was shown, once in this time


@permission("see-board", shows_children=True)
def board(request: HttpRequest) -> HttpResponse:
    """Who is missing now, for how long, how serious, what is next, what is late, what nobody has accepted."""
    post, now = request.post, request.now
    is_refresh = request.GET.get("part") == "list"
    gone, back = queries.on_board(post)
    disclose(
        request,
        page="board",
        because=request.because,
        shown=[Shown(episode.child_id, episode.pk) for episode in (*gone, *back)],
        unless_within=LOGGED_AGAIN_AFTER if is_refresh else None,
    )
    waiting = queries.waiting_duties(gone, back, post=post, sees=request.sees, at_once=AT_ONCE)
    missing, returned = (cards_of(some[: queries.MOST_CARDS], waiting, now=now) for some in (gone, back))
    show = request.GET.get("show", "")
    tiles = tiles_of([*missing, *returned], show)
    passes = next(tile.passes for tile in tiles if tile.is_current)
    return render(
        request,
        "duties/includes/board_list.html" if is_refresh else "duties/board.html",
        {
            "tiles": tiles,
            "cards": _shown([one for one in missing if passes(one)], level=2),
            "returned": _shown([one for one in returned if passes(one)], level=3),
            "more_than": queries.MOST_CARDS if max(len(gone), len(back)) > queries.MOST_CARDS else None,
            "is_carer": post.fills(CARER),
            "refresh_every": 60,
        },
    )


@permission("see-episode", shows_children=True)
def episode(request: HttpRequest, episode_id: int) -> HttpResponse:
    """One episode: who, how long, category, what is owed by when, what happened."""
    post, now = request.post, request.now
    one = queries.episodes_of(post).annotate(is_asked=IS_ASKED, numbers=NUMBERS).get(pk=episode_id)
    mother = queries.gone_mother_of(one, post=post)
    shown = [Shown(other.child_id, other.pk) for other in (one, mother) if other is not None]
    disclose(request, page="episode", because=request.because, shown=shown)
    seen = queries.duties_of(episode_id, post=post, sees=request.sees)
    duties = sorted((line(duty, post=post, now=now) for duty in seen), key=lambda entry: entry.urgency)
    waiting = [entry for entry in duties if entry.duty.is_open]
    return render(
        request,
        "duties/episode.html",
        {
            "episode": one,
            "child": one.child,
            "age": one.child.age_on(now.date()),
            "mother": mother,
            "called": called_besides(one.child, sees=request.sees, read=one.numbers),
            "is_care_leaver": bool(facts_seen(_care_leaver(one), sees=request.sees)),
            "state": STATES[one.state],
            "category": category_name(one.category),
            "colour": COLOURS.get(one.category, "grey"),
            "is_gone": one.absent_until is None,
            "asks_arrival": is_asked_about_arrival(one, now),
            "decides_arrival": request.may("decide-arrival"),
            "ours": owed(entry for entry in waiting if entry.is_ours),
            "others": owed(entry for entry in waiting if not entry.is_ours),
            "settled": [entry for entry in duties if not entry.duty.is_open],
            "questions": questions_of([entry.duty for entry in waiting]),
            "offers": offers(one, may=request.may),
            "may_set_flags": request.may("set-flags"),
            "may_see_views": request.may("see-views"),
            "timeline": timeline(queries.events_of(one, post=post), sees=request.sees),
        },
    )


@permission("see-duty", shows_children=True)
def duty(request: HttpRequest, episode_id: int, duty_id: int) -> HttpResponse:
    """One duty: what, who, by when, why; and what became of it."""
    post, now = request.post, request.now
    one = _the_one(request, episode_id, duty_id)
    episode = queries.episodes_of(post).get(pk=episode_id)
    disclose(request, page="duty", because=request.because, shown=[Shown(episode.child_id, episode.pk)])
    owes_it = one.team_id == post.team_id
    ours = (owes_it or part_of(one, post) is not None) and request.may("carry-out-duty")
    form = DutyForm(given(request), duty=one, now=now, part_alone=not owes_it) if ours and one.is_open else None
    if request.method == "POST":
        if not ours:
            raise Http404("This duty is another team's.")
        if form is None:
            if not is_recorded(episode, request.POST.get("key")):
                messages.warning(request, _SETTLED)
            return redirect("duties:episode", episode_id=episode_id)
        if form.is_valid() and _recorded(form, one, now, post):
            messages.success(request, "Recorded.")
            return redirect(reverse("duties:episode", args=[episode_id]))
    return render(
        request,
        "duties/duty.html",
        {
            "episode": episode,
            "line": line(one, post=post, now=now),
            "duty": one,
            "form": form,
            "met_by_done": is_met_by_done(one),
            "parts": parts_of(one),
            "facts": [fact_in_words(*fact) for fact in facts_seen(one.facts["relied_on"], sees=request.sees).items()],
            "questions": questions_of([one]),
        },
    )


@require_POST
@permission("accept-duty")
def accept_duty(request: HttpRequest, episode_id: int, duty_id: int) -> HttpResponse:
    """Accept a duty of one's own team."""
    one = _the_one(request, episode_id, duty_id)
    if one.team_id != request.post.team_id:
        raise Http404("This duty is another team's.")
    if one.is_open:
        accept(duties=[one], now=request.now, by=request.post)
        messages.success(request, "Accepted. It is yours now.")
    else:
        messages.warning(request, _SETTLED)
    return redirect("duties:episode", episode_id=episode_id)


@require_POST
@permission("accept-duty")
def accept_all(request: HttpRequest, episode_id: int) -> HttpResponse:
    """Accept all that one's own team owes in an episode."""
    accept(duties=_ours(request, episode_id), now=request.now, by=request.post)
    messages.success(request, "Accepted. They are yours now.")
    return redirect("duties:episode", episode_id=episode_id)


def _care_leaver(episode: Any) -> dict[str, bool]:
    return {"child.care_leaver": True} if episode.child.facts.get("care_leaver") else {}


def _shown(cards: list[Card], *, level: int) -> str:
    """The cards as they stand on the board, their names headings of a level; empty where there are none."""
    if not cards:
        return ""
    # Safe because the template escaped each value.
    return mark_safe(render_to_string("duties/cards.html", {"cards": cards, "level": level}, using="jinja2"))  # noqa: S308


def _the_one(request: HttpRequest, episode_id: int, duty_id: int) -> Any:
    """The duty of that number, if the post sees it. Raises `Http404`."""
    duties = queries.duties_of(episode_id, post=request.post, sees=request.sees)
    one = next((duty for duty in duties if duty.pk == duty_id), None)
    if one is None:
        raise Http404("There is no such duty.")
    return one


def _ours(request: HttpRequest, episode_id: int) -> list[Any]:
    duties = queries.duties_of(episode_id, post=request.post, sees=request.sees)
    return [duty for duty in duties if duty.team_id == request.post.team_id and duty.is_open]


def _recorded(form: DutyForm, one: Any, now: Any, post: Any) -> bool:
    given = form.cleaned_data
    try:
        if given["outcome"] == DONE:
            at = min(given["at"], now)
            carry_out(duty=one, at=at, note=given["words"], key=given["key"], now=now, by=post)
        else:
            act = excuse if given["outcome"] == EXCUSED else waive
            act(duty=one, reason=given["words"], key=given["key"], now=now, by=post)
    except NotPossible as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return False
    return True
