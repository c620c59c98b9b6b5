"""Looking for a child; and deciding whether two records are of one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.children.queries import ring
from safereturn.episodes.actions import NotPossible
from safereturn.episodes.wording import STATES
from safereturn.web.drafts import given

from . import queries
from .actions import decide_one_child, decide_two_children
from .forms import TWO_CHILDREN, FindForm, VerdictForm

_COMPARING = "Deciding whether two records are of one child."


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
        hits = [hit for hit in queries.hits(form.sought, by=request.post) if purpose or hit.episode_id]
    _log(request, hits, purpose)
    day, may_judge = request.now.date(), request.may("judge-likeness")
    context = {
        "form": form,
        "found": [
            {"child": hit.child, "age": hit.child.age_on(day), "episode": hit.episode_id, "ring": ring(hit.known_to)}
            for hit in hits
        ],
        "searched": form.is_bound and form.is_valid(),
        "purpose": purpose,
        "may_judge": may_judge,
        "may_break_glass": request.may("break-glass"),
        "to_judge": queries.waiting_pairs(request.post).count() if may_judge else 0,
    }
    return render(request, "finding/find.html", context)


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
        disclose(request, page="find", because=because, shown=shown)


def _shown(request: HttpRequest, pairs: list[queries.Pair]) -> None:
    children = {id for pair in pairs for id in (pair.one_id, pair.other_id)}
    disclose(request, page="alike", because=_COMPARING, shown=[Shown(id, None) for id in children])
