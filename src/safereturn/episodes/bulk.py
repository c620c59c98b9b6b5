"""Many whole histories at once: folded, sealed and summarised like live ones, for somebody else to store together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from safereturn.children.models import Child

from .actions import Happening, as_earlier, as_rows, chain, learnt_of_the_child, with_opening
from .fold import Folding, fold, summarise
from .models import Episode


class History(NamedTuple):
    """An episode as it is told from beginning to end: the child, what was recorded at first, and what happened.

    The same three that `actions.load_episode` takes.
    """

    child: Child
    opening: dict[str, Any]
    happenings: Sequence[Happening]


def folded(
    histories: Iterable[History],
    *,
    numbers: Iterable[tuple[int, str]],
    now: dt.datetime,
    recorded_at: dt.datetime,
    source: str,
) -> Iterator[Folding]:
    """Fold histories one after the other, each child's oldest first; nothing is stored.

    `numbers` gives the id and the reference of each episode, both unused so far; `recorded_at` is the database's
    time. What a history teaches about a child is kept in the child's `facts`, which somebody else must store. The
    children have no episodes but these. Raises `BadScenario` for a history that makes no sense.
    """
    others: dict[int, list[tuple[dt.datetime, dt.datetime | None, str]]] = defaultdict(list)
    for (child, opening, happenings), (id, reference) in zip(histories, numbers, strict=False):
        episode = Episode(id=id, child=child, reference=reference, source=source)
        rows = as_rows(episode, with_opening(opening, happenings, now=now), by=None, source=source)
        folding = fold(episode, rows, earlier=as_earlier(others[child.pk], rows), now=now)
        chain(episode, rows, recorded_at=recorded_at)
        summarise(folding)
        child.learns(learnt_of_the_child(rows))
        if episode.reported_at is not None:
            others[child.pk].append((episode.reported_at, episode.returned_at, episode.highest_category))
        yield folding
