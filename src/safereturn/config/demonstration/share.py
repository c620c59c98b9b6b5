"""What one process tells of, where the year is told side by side: some of the children, and all that follows."""

import datetime as dt
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from safereturn.config.bulk import Rows, as_values, derive
from safereturn.episodes.bulk import History
from safereturn.episodes.fold import Folding
from safereturn.interviews.models import Account

from .cast import Cast
from .children import invented_children
from .year import SOURCE, Told, children_as_rows, plans, tell


class Share(NamedTuple):
    """The children whom one process tells of, and all that it needs for that."""

    seed: str
    now: dt.datetime
    days: int
    cast: Cast
    recorded_at: dt.datetime
    children: Mapping[int, tuple[int, list[tuple[int, str]]]]  # by number: the id, and `numbers` for the episodes


class Part(NamedTuple):
    """Some episodes as they are to be stored, and what the children's facts have become, by id."""

    episodes: int
    rows: Rows
    facts: Mapping[int, dict[str, Any]]


def parts(share: Share) -> Iterator[Part]:
    """Tell of the children of a share, and derive what follows; asks no database."""
    with _without_looking_for_cycles():
        told: list[Told] = []
        planned = plans(
            invented_children(seed=share.seed, now=share.now), seed=share.seed, now=share.now, days=share.days
        )
        mine = [plan for plan in planned if plan.child.number in share.children]
        rows = children_as_rows(mine, share.cast)
        for number, row in rows.items():
            row.pk, _ = share.children[number]

        def histories() -> Iterator[History]:
            for plan in mine:
                for one in tell(plan, rows[plan.child.number], share.cast, seed=share.seed, now=share.now):
                    told.append(one)
                    yield one.history

        derived = derive(
            histories(),
            numbers=[given for _, some in share.children.values() for given in some],
            teams=share.cast.directory,
            now=share.now,
            recorded_at=share.recorded_at,
            source=SOURCE,
        )
        for foldings, stored in derived:
            accounts = [
                account for one, folding in zip(told, foldings, strict=True) for account in _accounts(one, folding)
            ]
            told.clear()
            facts = {folding.episode.child_id: folding.episode.child.facts for folding in foldings}
            yield Part(len(foldings), stored | {Account: as_values(Account, accounts)}, facts)


@contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """Rows by the hundred thousand hold no cycles, and looking for them again and again takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _accounts(told: Told, folding: Folding) -> list[Account]:
    """The accounts of an episode's interviews, each with the key of its event in the log."""
    keys = {row.happened_at: row.key for row in folding.rows if row.type == "interview-held"}
    return [Account(episode=folding.episode, key=keys[account["held_at"]], **account) for account in told.accounts]
