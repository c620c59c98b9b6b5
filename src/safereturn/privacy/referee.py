"""What a referee has to answer: broken glass, alerts and sampled views of those for whom their desk answers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet

from safereturn.access.models import BreakGlass
from safereturn.agencies.models import Post
from safereturn.audit.models import View
from safereturn.children.models import Child
from safereturn.protocol.periods import working_days

from .desks import Desks, desks
from .models import Alert, Review, Sampled
from .wording import page_name, reason

MOST_SHOWN = 100
ANSWERED_WITHIN = working_days(10)
RULES = {
    "same-name": "Same family name",
    "same-home": "Child of another workplace",
    "not-involved": "Not involved",
    "long-closed": "Long closed",
    "at-night": "At night",
    "far-more": "Far more than others",
    "one-after-another": "One after another",
    "again-and-again": "Again and again",
}
KINDS = {"glass": BreakGlass, "alert": Alert, "sampled": Sampled}


@dataclass(frozen=True)
class Item:
    """One thing to answer, as a referee sees it: the child by initials alone."""

    kind: str
    pk: int
    title: str
    who: str
    child: str
    at: dt.datetime
    because: str
    child_id: int | None
    episode_id: int | None
    person_id: int
    about: Any

    @property
    def about_whom(self) -> str:
        """The child, or that there are several or none, as a sentence begins."""
        return f"Child {self.child}" if self.child_id is not None else self.child.capitalize()


def waiting(post: Post) -> dict[str, list[Item]]:
    """What waits for an answer of this referee, by kind, the oldest first."""
    known = desks()
    return {
        "glass": _items("glass", BreakGlass.objects.filter(reviews=None).order_by("asked_at"), post, known),
        "alert": _items("alert", Alert.objects.filter(reviews=None).order_by("at"), post, known),
        "sampled": _items("sampled", Sampled.objects.filter(reviews=None).order_by("view__at"), post, known),
    }


def how_many_wait(post: Post) -> int:
    """How many things wait for an answer of this referee. Seven statements, however many there are."""
    known = desks()
    looked = [
        *BreakGlass.objects.filter(reviews=None).values_list("person_id", "post_id"),
        *Alert.objects.filter(reviews=None).values_list("person_id", "post_id"),
        *Sampled.objects.filter(reviews=None).values_list("view__person_id", "view__post_id"),
    ]
    teams = dict(Post.objects.filter(pk__in={of_post for _, of_post in looked}).values_list("pk", "team_id"))
    return sum(
        known.may_answer(post, person_id=person_id, team_id=teams[of_post]) * many
        for (person_id, of_post), many in Counter(looked).items()
        if of_post in teams
    )


def item(kind: str, pk: int, *, post: Post) -> Item | None:
    """One thing, if this referee is the one to answer; None otherwise."""
    found = _items(kind, KINDS[kind].objects.filter(pk=pk), post, desks())  # type: ignore[attr-defined]
    return found[0] if found else None


def answered(post: Post) -> list[Review]:
    """What this referee found lately."""
    return list(Review.objects.filter(person_id=post.person_id).order_by("-recorded_at")[:MOST_SHOWN])


def reviews_of(one: Item) -> QuerySet[Review]:
    """What was found of one thing, the first first."""
    return Review.objects.filter(**{one.kind: one.about}).order_by("recorded_at")


def views_around(one: Item) -> list[View]:
    """What else that person was shown of the child, or, where an alert is about many, what they opened in that week."""
    views = View.objects.filter(person_id=one.person_id).order_by("-at")
    if one.child_id is not None:
        return list(views.filter(child_id=one.child_id)[:30])
    week = dt.timedelta(days=7)
    return list(views.filter(at__gt=one.at - week, at__lt=one.at + week).exclude(page="board")[:60])


def initials_of(child_ids: Iterable[int | None]) -> dict[int | None, str]:
    """The initials of some children, by their ids."""
    names = Child.objects.filter(pk__in={pk for pk in child_ids if pk is not None})
    rows = names.values_list("pk", "given_name", "family_name")
    return {pk: f"{given[:1]}. {family[:1]}." for pk, given, family in rows}


def published(now: dt.datetime) -> list[dict[str, Any]]:
    """Counts of each of the last four quarters, for the whole partnership: no agency, no person, no child."""
    quarters = []
    year, quarter = now.year, (now.month - 1) // 3
    for _ in range(4):
        first = dt.datetime(year, 3 * quarter + 1, 1, tzinfo=dt.UTC)
        after = dt.datetime(year + quarter // 3, (3 * quarter + 3) % 12 + 1, 1, tzinfo=dt.UTC)
        quarters.append(_counted(first, after, now))
        year, quarter = (year, quarter - 1) if quarter else (year - 1, 3)
    return quarters


def _counted(first: dt.datetime, after: dt.datetime, now: dt.datetime) -> dict[str, Any]:
    """What happened in a quarter, and what has been answered of it by now."""
    alerts = Alert.objects.filter(at__gte=first, at__lt=after)
    glass = BreakGlass.objects.filter(asked_at__gte=first, asked_at__lt=after)
    sampled = Sampled.objects.filter(view__at__gte=first, view__at__lt=after)
    outcomes: Counter[str] = Counter()
    for some in (alerts, glass, sampled):
        for outcome, many in some.filter(reviews__isnull=False).values_list("reviews__outcome").annotate(Count("pk")):
            outcomes[outcome] += many
    by_rule = dict(alerts.values_list("rule").annotate(Count("pk")).order_by())
    times = list(alerts.annotate(answered=Min("reviews__recorded_at")).values_list("at", "answered"))
    waiting = sum(some.filter(reviews=None).count() for some in (alerts, glass, sampled))
    return {
        "first": first,
        "views": View.objects.filter(at__gte=first, at__lt=after).count(),
        "glass": glass.count(),
        "alerts": alerts.count(),
        "by_rule": [(words, by_rule[rule]) for rule, words in RULES.items() if rule in by_rule],
        "sampled": sampled.count(),
        "outcomes": [(words, outcomes[outcome]) for outcome, words in Review.Outcome.choices],
        "waiting": waiting,
        "in_time": sum(found is not None and found <= ANSWERED_WITHIN.after(at) for at, found in times),
        "due": sum(found is not None or ANSWERED_WITHIN.after(at) < now for at, found in times),
    }


def _items(kind: str, rows: QuerySet[Any], post: Post, known: Desks) -> list[Item]:
    """The rows that this referee answers for, as items; three statements more, however many rows."""
    if kind == "sampled":
        rows = rows.select_related("view")
    some = [(row, row.view if kind == "sampled" else row) for row in rows]
    posts = Post.objects.select_related("person", "team").in_bulk({of.post_id for _, of in some})
    mine = [
        (row, of)
        for row, of in some
        if of.post_id in posts and known.may_answer(post, person_id=of.person_id, team_id=posts[of.post_id].team_id)
    ][:MOST_SHOWN]
    initials = initials_of(of.child_id for _, of in mine)
    return [
        Item(
            kind=kind,
            pk=row.pk,
            title=_title(kind, row),
            who=str(posts[of.post_id]),
            child=initials.get(of.child_id, "no child" if kind == "glass" else "many children"),
            at=of.asked_at if kind == "glass" else of.at,
            because=of.words if kind == "glass" else reason(of.because),
            child_id=of.child_id,
            episode_id=getattr(of, "episode_id", None),
            person_id=of.person_id,
            about=row,
        )
        for row, of in mine
    ]


def _title(kind: str, row: Any) -> str:
    if kind == "glass" and row.child_id is None:
        return f"Tried to open a record by name: {row.get_reason_display().lower()}"
    if kind == "glass":
        return f"Opened in an emergency: {row.get_reason_display().lower()}"
    return RULES[row.rule] if kind == "alert" else f"Chosen by chance: {page_name(row.view.page)}"
