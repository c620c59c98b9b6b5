"""The demonstration into a database that knows nobody."""

import datetime as dt
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, tee

from django.db import transaction

from safereturn.children.models import Child
from safereturn.config.bulk import store
from safereturn.episodes.fold import Folding
from safereturn.interviews.models import Account
from safereturn.oversight.models import CycleKept

from .children import invented_children
from .oversight import kept_cycles
from .partnership import make_partnership
from .when import YEAR
from .year import SOURCE, Told, children_as_rows, plans, tell

SEED = "Safe Return"


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


@transaction.atomic
@_without_looking_for_cycles()
def load(
    *,
    now: dt.datetime,
    seed: str = SEED,
    days: int = YEAR,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Load the partnership and the `days` before `now`, at whose end some children are missing.

    The same seed and the same moment give the same people and the same episodes, but for ids, references and keys.
    `progress` is told the share that is done, from 0 to 1; what it raises ends the loading, and nothing is kept.
    """
    cast = make_partnership(seed=seed, now=now)
    CycleKept.objects.bulk_create(kept_cycles(cast, seed=seed, now=now))
    planned = plans(invented_children(seed=seed, now=now), seed=seed, now=now, days=days)
    rows = children_as_rows(planned, cast)
    Child.objects.bulk_create(rows.values())
    before = {child.pk: child.facts for child in rows.values()}
    told, also_told = tee(
        chain.from_iterable(tell(plan, rows[plan.child.number], cast, seed=seed, now=now) for plan in planned)
    )
    total = sum(plan.episodes for plan in planned)
    accounts: list[Account] = []
    foldings = store((one.history for one in told), now=now, source=SOURCE)
    for number, (folding, one) in enumerate(zip(foldings, also_told, strict=True), start=1):
        accounts += _accounts(one, folding)
        progress(number / total)
    Account.objects.bulk_create(accounts)
    learnt = [child for child in rows.values() if child.facts != before[child.pk]]
    Child.objects.bulk_update(learnt, ["facts"], batch_size=500)


def _accounts(told: Told, folding: Folding) -> list[Account]:
    """The accounts of an episode's interviews, each with the key of its event in the log."""
    keys = {row.happened_at: row.key for row in folding.rows if row.type == "interview-held"}
    return [Account(episode=folding.episode, key=keys[account["held_at"]], **account) for account in told.accounts]
