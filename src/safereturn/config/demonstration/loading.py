"""The demonstration into a database that knows nobody."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from safereturn.children.models import Child, Number
from safereturn.config.bulk import copy, numbers
from safereturn.config.side_by_side import processes, side_by_side
from safereturn.episodes.actions import database_time
from safereturn.oversight.models import CycleKept

from . import doubles, privacy
from .children import invented_children
from .numbers import numbers_of
from .oversight import kept_cycles
from .partnership import make_partnership
from .share import Share, parts
from .when import YEAR
from .year import children_as_rows, plans

SEED = "Safe Return"
WORTH_A_PROCESS = 200  # episodes: fewer are told by the time that a process has begun


@transaction.atomic
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
    doubles.store(rows, {plan.child.number: plan.like for plan in planned if plan.like is not None})
    Number.objects.bulk_create(one for plan in planned for one in numbers_of(plan.child, rows[plan.child.number]))
    total = sum(plan.episodes for plan in planned)
    given = iter(numbers(now, total))
    told_of = [
        (plan.child.number, (rows[plan.child.number].pk, [next(given) for _ in range(plan.episodes)]))
        for plan in planned
    ]
    many, recorded_at = processes() if total > WORTH_A_PROCESS else 1, database_time()
    shares = [Share(seed, now, days, cast, recorded_at, dict(told_of[place::many])) for place in range(many)]
    done, learnt = 0, {}
    for part in side_by_side(f"{parts.__module__}.{parts.__name__}", shares):
        copy(part.rows)
        learnt.update(part.facts)
        done += part.episodes
        progress(done / total)
    changed = [child for child in rows.values() if learnt[child.pk] != child.facts]
    for child in changed:
        child.facts = learnt[child.pk]
    Child.objects.bulk_update(changed, ["facts"], batch_size=500)
    privacy.tell(seed=seed, now=now)
