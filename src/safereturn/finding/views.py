"""Looking for a child; asking to be let in, handing over, and answering; deciding whether two records are of one."""

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.field_classes import ACCESS, EXISTENCE, IDENTITY
from safereturn.access.fresh import fresh_proof
from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.children.queries import ring
from safereturn.episodes.actions import NotPossible
from safereturn.episodes.wording import STATES
from safereturn.web.drafts import given

from . import asking, handing, queries
from .actions import decide_one_child, decide_two_children
from .forms import TWO_CHILDREN, AnswerForm, AskForm, FindForm, HandOverForm, TakeUpForm, VerdictForm

_COMPARING = "Deciding whether two records are of one child."
_ASKING = ("ask", "Asked to be let in.")  # the page of the view log, and why
_HANDING = ("hand-over", "Handed over what they know.")
_LOGGED_AGAIN_AFTER = dt.timedelta(days=1)  # what stands on the search for as long as it waits, or was answered lately


@permission("find-child", shows_children=True)
def find(request: HttpRequest) -> HttpResponse:
    """Look for a child by name or number: the words are sent, and stand in no address.

    Children whom the post's team is involved with are found as they are; others only for a purpose, which is logged,
    and no more is told of them than their name, their age and whom to ring.
    """
    form = FindForm(given(request))
    hits, purpose = [], ""
    if form.is_bound and form.is_valid():
        purpose = form.cleaned_data["purpose"].strip()
        hits = queries.hits(form.sought, by=request.post, of_others=bool(purpose))
    _log(request, hits, purpose)
    asked, handed = asking.asked_by(request.post), handing.handed_by(request.post)
    waiting = {one.child_id: one.asked_at for one in asked if not hasattr(one, "answer")}
    for page, own in ((_ASKING, asked), (_HANDING, handed)):
        _log_own(request, page, (one.child_id for one in own), unless_within=_LOGGED_AGAIN_AFTER)
    day, may_judge, may_let_in = request.now.date(), request.may("judge-likeness"), request.may("let-in")
    context = {
        "form": form,
        "found": [
            {
                "child": hit.child,
                "age": hit.child.age_on(day),
                "episode": hit.episode_id,
                "because": hit.because,
                "asked_at": waiting.get(hit.child.pk),
                "ring": ring(hit.known_to),
                "has_episode": hit.has_episode,
                "may_ask": hit.known_to is not None and hit.known_to.pk != request.post.team_id,
            }
            for hit in hits
        ],
        "asked": asked,
        "handed": handed,
        "may_let_in": may_let_in,
        "to_answer": handing.how_many_wait(request.post) if may_let_in else 0,
        "searched": form.is_bound and form.is_valid(),
        "purpose": purpose,
        "born_otherwise": bool(hits) and not any(form.sought.may_be_born_on(hit.child.born_on) for hit in hits),
        "may_judge": may_judge,
        "may_report": request.may("report"),
        "may_break_glass": request.may("break-glass"),
        "to_judge": queries.waiting_pairs(request.post).count() if may_judge else 0,
    }
    return render(request, "finding/find.html", context)


@permission("find-child", shows_children=True)
def ask(request: HttpRequest, child_id: int) -> HttpResponse:
    """Ask the team that a child is known to, to be let in: about a child whom one has just found, and no other."""
    found = asking.found(request.post, child_id)
    if found is None:
        raise Http404("No search has found such a child.")
    child, team = found
    _log_own(request, _ASKING, [child_id])
    form = AskForm(given(request))
    if request.method == "POST" and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "key": form.cleaned_data["key"]}
        asking.ask(child=child, team=team, by=request.post, **told)
        messages.success(request, f"You have asked {team.name}. Where it cannot wait, ring them too.")
        return redirect("finding:find")
    return render(request, "finding/ask.html", {"child": child, "team": team, "ring": ring(team), "form": form})


@permission("find-child", shows_children=True)
def hand_over(request: HttpRequest, child_id: int) -> HttpResponse:
    """Tell the team that knows a child what one knows: of a child whom one has just found, and no other."""
    found = asking.found(request.post, child_id)
    if found is None:
        raise Http404("No search has found such a child.")
    child, team = found
    _log_own(request, _HANDING, [child_id])
    form = HandOverForm(given(request), now=request.now)
    if request.method == "POST" and form.is_valid():
        handing.hand_over(child=child, team=team, by=request.post, **form.cleaned_data)
        messages.success(request, f"{team.name} can read it now. Where it cannot wait, ring them too.")
        return redirect("finding:find")
    return render(request, "finding/hand_over.html", {"child": child, "team": team, "ring": ring(team), "form": form})


@permission("let-in", shows_children=True)
def asked(request: HttpRequest) -> HttpResponse:
    """Who asks this post's team to be let in to a child, and what others told it of one."""
    waiting, told = list(asking.waiting(request.post)), list(handing.told(request.post))
    shown = [Shown(one.child_id, None) for one in (*waiting, *told)]
    disclose(request, page="asked", because=request.because, shown=shown)
    to_take_up = [one for one in told if not hasattr(one, "taken")]
    taken_up = [one for one in reversed(told) if hasattr(one, "taken")]
    context = {"waiting": waiting, "to_take_up": to_take_up, "taken_up": taken_up}
    return render(request, "finding/asked.html", context)


@permission("let-in", shows_children=True)
def take_up(request: HttpRequest, handed_id: int) -> HttpResponse:
    """Read what somebody told this post's team of a child, and say that the team has it."""
    one = handing.told(request.post).filter(pk=handed_id).first()
    if one is None:
        raise Http404("Nobody told this, or it was taken up long ago.")
    form = TakeUpForm(given(request))
    if request.method == "POST" and not hasattr(one, "taken") and form.is_valid():
        if handing.take_up(handed=one, words=form.cleaned_data["words"], by=request.post):
            messages.success(request, "It is recorded that your team has it.")
        return redirect("finding:take-up", handed_id)  # where it says who was first
    disclose(request, page="asked", because=request.because, shown=[Shown(one.child_id, None)])
    episodes = list(asking.open_episodes(one.child_id, seen_by=request.post))
    to_note = set(asking.open_episodes(one.child_id, seen_by=request.post, action="record-whereabouts"))
    context = {"one": one, "episodes": [(episode.pk, episode in to_note) for episode in episodes], "form": form}
    return render(request, "finding/take_up.html", context)


@permission("let-in", shows_children=True)
@fresh_proof
def answer(request: HttpRequest, asking_id: int) -> HttpResponse:
    """Let a team in that asks to be, or refuse."""
    one = asking.waiting(request.post).filter(pk=asking_id).first()
    if one is None:
        if asking.is_answered_by(request.post, asking_id):  # a second press
            return redirect("finding:asked")
        raise Http404("Nobody asks, or it was answered.")
    is_open = asking.open_episodes(one.child_id, seen_by=request.post).exists()
    form = AnswerForm(given(request), is_open=is_open)
    if request.method == "POST" and form.is_valid():
        is_let_in, words = form.cleaned_data["is_let_in"], form.cleaned_data["words"]
        try:
            asking.answer(asking=one, is_let_in=is_let_in, words=words, by=request.post)
        except NotPossible as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, "They are let in." if is_let_in else "They are told that you refused.")
            return redirect("finding:asked")
    disclose(request, page="asked", because=request.because, shown=[Shown(one.child_id, None)])
    return render(request, "finding/answer.html", {"one": one, "is_open": is_open, "form": form})


@permission("judge-likeness", shows_children=True)
def alike(request: HttpRequest) -> HttpResponse:
    """The pairs of records that may be of one child, and what was decided lately."""
    waiting, decided = list(queries.waiting_pairs(request.post)[:50]), list(queries.decided(request.post)[:20])
    _shown(request, [*waiting, *(verdict.pair for verdict in decided)])
    return render(request, "finding/alike.html", {"waiting": waiting, "decided": decided})


@permission("judge-likeness", shows_children=True)
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Two records beside each other, and the decision about them."""
    one = queries.pair_of(request.post, pair_id)
    if one is None:
        raise Http404("There is no such pair.")
    verdicts = list(one.verdicts.order_by("-pk"))
    joined = bool(verdicts) and verdicts[0].is_one_child
    form = VerdictForm(given(request), pair=one, joined=joined)
    if request.method == "POST" and form.is_valid() and _decided(request, form, one):
        return redirect("finding:alike")
    _shown(request, [one])
    episodes = queries.episodes_of_pair(one)
    records = [
        {
            "child": child,
            "numbers": [str(number) for number in child.numbers.all()],
            "episodes": [
                {"reference": episode.reference, "opened_at": episode.opened_at, "state": STATES[episode.state]}
                for episode in episodes[child.pk]
            ],
        }
        for child in (one.one, one.other)
    ]
    context = {"pair": one, "records": records, "form": form, "verdicts": verdicts, "joined": joined}
    return render(request, "finding/pair.html", context)


def _decided(request: HttpRequest, form: VerdictForm, pair: queries.Pair) -> bool:
    """Record the decision; whether it could be, else the reason stands in the form."""
    given = form.cleaned_data
    told = {"pair": pair, "words": given["words"], "key": given["key"], "now": request.now, "by": request.post}
    try:
        if given["verdict"] == TWO_CHILDREN:
            decide_two_children(**told)
        else:
            decide_one_child(kept=pair.one if given["verdict"] == str(pair.one_id) else pair.other, **told)
    except NotPossible as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return False
    messages.success(request, "Recorded. It can be undone from this page.")
    return True


def _log(request: HttpRequest, hits: list[queries.Hit], purpose: str) -> None:
    """Log whom the search shows, each for its reason: the tie, or what whoever looks said."""
    reasons: dict[str, list[Shown]] = {}
    for hit in hits:
        reasons.setdefault(hit.because or f"Looked for: {purpose}", []).append(Shown(hit.child.pk, hit.episode_id))
    for because, shown in (reasons or {request.because: []}).items():
        disclose(request, page=asking.FOUND, because=because, shown=shown)


def _log_own(
    request: HttpRequest, why: tuple[str, str], child_ids: Iterable[int], unless_within: dt.timedelta | None = None
) -> None:
    """Log the children whom somebody asks about, or tells of: their names, who did so and who answered; no more."""
    page, because = why
    shown, classes = [Shown(id, None) for id in {*child_ids}], (EXISTENCE, IDENTITY, ACCESS)
    disclose(request, page=page, because=because, shown=shown, classes=classes, unless_within=unless_within)


def _shown(request: HttpRequest, pairs: list[queries.Pair]) -> None:
    children = {id for pair in pairs for id in (pair.one_id, pair.other_id)}
    disclose(request, page="alike", because=_COMPARING, shown=[Shown(id, None) for id in children])
