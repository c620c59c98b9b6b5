"""Stored duties meet changed rules when somebody asks for it, and never because software changed (ADR 0005)."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db import transaction

from safereturn.duties.models import Duty
from safereturn.episodes.actions import derived_again
from safereturn.episodes.models import Episode
from safereturn.web import clock


class Outcome(NamedTuple):
    """How many open episodes were derived again, the references of those that changed, and how often each change."""

    episodes: int
    changed: list[str]
    changes: Counter[tuple[str, str]]


class _Stands(NamedTuple):
    """What people would notice of a duty."""

    status: str
    due_at: dt.datetime | None
    owner: str


def derive_again(*, stores: bool, progress: Callable[[float], None] = lambda _: None) -> Outcome:
    """Derive the duties of every episode that is not closed, each in a transaction of its own.

    Where it does not store, each transaction is rolled back. It may be stopped and called again.
    """
    pks = list(Episode.objects.filter(closed_at=None).order_by("pk").values_list("pk", flat=True))
    changed: list[str] = []
    changes: Counter[tuple[str, str]] = Counter()
    for done, pk in enumerate(pks):
        progress(done / len(pks))
        with transaction.atomic():
            before = _duties_of(pk)
            episode = derived_again(episode_id=pk, now=clock.now()).episode
            found = list(_differences(before, _duties_of(pk)))
            transaction.set_rollback(not stores)
        if found:
            changed.append(episode.reference)
            changes.update(found)
    progress(1)
    return Outcome(len(pks), changed, changes)


def in_words(outcome: Outcome, *, stored: bool) -> str:
    """What came of it, for a terminal: a line for each kind of change, the most frequent first, and a sum."""
    lines = [f"{count:>6}  {duty}: {what}" for (duty, what), count in outcome.changes.most_common()]
    kept = "stored" if stored else "nothing was stored"
    lines.append(f"{outcome.episodes} open episodes, {len(outcome.changed)} with other duties than before; {kept}.")
    if outcome.changed:
        lines.append("Changed: " + ", ".join(outcome.changed))
    return "\n".join(lines)


def _duties_of(episode_id: int) -> dict[tuple[str, int], _Stands]:
    columns = ("protocol_id", "occurrence", *_Stands._fields)
    rows = Duty.objects.filter(episode_id=episode_id).values_list(*columns)
    return {(id, occurrence): _Stands(*stands) for id, occurrence, *stands in rows}


def _differences(
    before: dict[tuple[str, int], _Stands], after: dict[tuple[str, int], _Stands]
) -> Iterator[tuple[str, str]]:
    for place, now in after.items():
        then = before.get(place)
        if then is None:
            yield place[0], "is owed now"
        elif then != now:
            named = zip(("status", "time", "owner"), then, now, strict=True)
            yield place[0], "another " + " and ".join(name for name, was, now in named if was != now)
