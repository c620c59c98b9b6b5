"""Comparing records, and deciding about those that are alike."""

import datetime as dt
import uuid

from django.db import transaction

from safereturn.access.actions import share_restrictions
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Post
from safereturn.children.actions import join, part
from safereturn.children.models import Child
from safereturn.children.search import like
from safereturn.episodes.actions import Happening, NotPossible, record
from safereturn.episodes.fold import NOTED

from .models import Compared, Pair, Verdict
from .queries import open_episodes_of

_AT_A_TIME = 200


def compare_new_records() -> int:
    """Compare the records that were not compared as they are now with all others, and propose the pairs that are alike.

    Returns how many were compared; at most 200 at a time. Run twice it proposes nothing twice.
    """
    new = list(Child.objects.exclude(pk__in=Compared.objects.values("child")).order_by("pk")[:_AT_A_TIME])
    for child in new:
        with transaction.atomic():
            pairs = [
                Pair(one_id=min(ids), other_id=max(ids), score=found.likeness.score, because=found.likeness.because)
                for found in like(child)
                if (ids := (child.pk, found.child_id))
            ]
            Pair.objects.bulk_create(pairs, ignore_conflicts=True)
            Compared.objects.bulk_create([Compared(child=child)], ignore_conflicts=True)
    return len(new)


def compare_again(child_id: int) -> None:
    """Let a record that got another name or number be compared anew. What people decided of a pair stands."""
    Compared.objects.filter(child_id=child_id).delete()


@transaction.atomic
def decide_one_child(*, pair: Pair, kept: Child, words: str, key: uuid.UUID, now: dt.datetime, by: Post) -> None:
    """Decide that a pair is one child, and that the `kept` record is used from now on.

    Restrictions of either hold for both, and nothing lifts them again by parting. What is open is derived anew, with
    the earlier episodes of both. The same key twice decides once. Raises `NotPossible` where it was decided meanwhile.
    """
    other = pair.other if kept == pair.one else pair.one
    if _is_repeated(pair, key):
        return
    try:
        moved = join(other=other, kept=kept)
    except ValueError as already:
        raise NotPossible([str(already)]) from already
    _verdict(pair, words, key, by, kept=kept, moved=moved)
    share_restrictions(child_ids=[kept.pk, *moved])
    _told(kept, f"The records of {kept.full_name} and {other.full_name} are of one child: {words}", now, by)


@transaction.atomic
def decide_two_children(*, pair: Pair, words: str, key: uuid.UUID, now: dt.datetime, by: Post) -> None:
    """Decide that a pair is two children; records that were joined are parted again, and nothing of either is lost."""
    if _is_repeated(pair, key):
        return
    joined = pair.verdicts.order_by("-pk").first()
    _verdict(pair, words, key, by)
    if joined is not None and joined.is_one_child:
        kept = joined.kept
        other = pair.other if kept == pair.one else pair.one
        part(other=other, kept=kept, moved=joined.moved)
        for record_of in (kept, other):
            _told(
                record_of,
                f"The records of {kept.full_name} and {other.full_name} are of two children: {words}",
                now,
                by,
            )


def _is_repeated(pair: Pair, key: uuid.UUID) -> bool:
    """Whether this was decided with the same key before; whoever decides about the same pair at once waits."""
    Pair.objects.select_for_update().get(pk=pair.pk)
    return Verdict.objects.filter(key=key).exists()


def _verdict(
    pair: Pair, words: str, key: uuid.UUID, by: Post, *, kept: Child | None = None, moved: list[int] | None = None
) -> None:
    Verdict.objects.create(
        pair=pair,
        is_one_child=kept is not None,
        kept=kept,
        moved=moved or [],
        words=words,
        post_id=by.pk,
        said_by=str(by),
        key=key,
    )


@past_the_wall()  # whoever judges is tied to neither
def _told(child: Child, says: str, now: dt.datetime, by: Post) -> None:
    """Note it in each open episode of a child: so it is derived anew, with all the earlier episodes there are."""
    for episode_id in open_episodes_of(child.pk):
        noted = Happening(NOTED, now, {"says": says})
        record(episode_id=episode_id, happenings=[noted], key=uuid.uuid4(), now=now, by=by)
