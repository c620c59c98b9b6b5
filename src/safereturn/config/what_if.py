"""What if another edition had held: past episodes derived under it, beside what followed under their own.

Both sides are derived anew, by the one function and from the same log, so that nothing but the edition differs between
them. Ids of episodes and numbers are all that is told.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from django.db import connection, transaction

from safereturn.config.trial import Difference, Stored, Trial
from safereturn.episodes.fold import OPENED, OUR_OWN, Line
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import ACTS, CameAbout, Closed
from safereturn.protocol.notation import Edition
from safereturn.protocol.periods import LONDON, in_london, in_utc
from safereturn.protocol.retold import CannotBeTold
from safereturn.protocol.scenario import BadScenario

AT_ONCE = 200  # episodes
# Whether an episode could be closed is not asked: it takes as long as all the rest, and no duty begins with it.
NOT_READ: Final = [*(OUR_OWN - {OPENED}), Closed.type]

_EDITIONS = """
SELECT edition, count(*) FROM episodes_episode
WHERE coalesce(reported_at, opened_at) >= %s AND coalesce(reported_at, opened_at) < %s GROUP BY edition
"""
# Each episode is one row: what its log tells a trial, on which duties there are other acts, and the child's other
# reports until then, oldest first. Up to the report everything is told, for some duties ask what was known first.
_EPISODES = """
SELECT id, edition, began, log, settled,
    (
        SELECT json_agg(json_build_array(reported_at, returned_at, highest_category) ORDER BY reported_at)
        FROM episodes_episode AS other
        WHERE child_id = episode.child_id AND id <> episode.id AND reported_at <= episode.began
    )
FROM (SELECT *, coalesce(reported_at, opened_at) AS began FROM episodes_episode) AS episode
CROSS JOIN LATERAL (
    SELECT json_agg(json_build_array(type, happened_at, content) ORDER BY place) FILTER (WHERE telling) AS log,
        array_agg(content ->> 'duty') FILTER (WHERE NOT telling AND type = ANY(%(acts)s)) AS settled
    FROM (
        SELECT *, episode.reported_at IS NULL OR happened_at <= episode.reported_at OR CASE
            WHEN type = ANY(%(acts)s) THEN content ->> 'duty' = ANY(%(acts_on)s)
            WHEN type = %(came_about)s THEN content ->> 'what' = ANY(%(comes_about)s)
            ELSE true
        END AS telling
        FROM episodes_event WHERE episode_id = episode.id AND type <> ALL(%(not_read)s)
    ) AS event
) AS events
WHERE began >= %(first)s AND began < %(last)s AND edition <> %(edition)s ORDER BY began, id
"""
_WHOLE_LOG = """
SELECT json_agg(json_build_array(type, happened_at, content) ORDER BY place)
FROM episodes_event WHERE episode_id = %s AND type <> ALL(%s)
"""

NO_LOG: Final = "nothing is stored of what happened"
NO_SENSE: Final = "what is stored makes no sense together"


@dataclass
class WhatIf:
    """What another edition makes of the episodes of a span: episodes by id, the rest in numbers."""

    edition: Edition
    editions: dict[str, int]  # episodes in the span, by the edition that they ran under
    compared: int = 0
    unchanged: int = 0  # of those, where the same duties follow
    differences: dict[Difference, list[int]] = field(default_factory=lambda: defaultdict(list))
    refused: list[int] = field(default_factory=list)  # compared without something that the other edition does not allow
    not_compared: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # by the reason


def what_if(
    edition: Edition,
    *,
    first: dt.date,
    last: dt.date,
    now: dt.datetime,
    progress: Callable[[float], None] = lambda share: None,
) -> WhatIf:
    """Derive the episodes that began from the `first` day to the `last` (London) and ran under another edition.

    An episode begins with its report, else when it was opened. `progress` is told the share that is done.
    """
    span = [in_utc(dt.datetime.combine(day, dt.time(), LONDON)) for day in (first, last + dt.timedelta(days=1))]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_EDITIONS, span)
            found = WhatIf(edition, dict(cursor.fetchall()))
        total = sum(found.editions.values()) - found.editions.get(edition.name, 0)
        trials = {own: Trial(EDITIONS[own], edition) for own in found.editions.keys() & EDITIONS.keys()}
        asked = {
            "acts": [act.type for act in ACTS],
            "acts_on": [duty for trial in trials.values() for duty in trial.acts],
            "came_about": CameAbout.type,
            "comes_about": [what for trial in trials.values() for what in trial.comes_about],
            "not_read": NOT_READ,
            "first": span[0],
            "last": span[1],
            "edition": edition.name,
        }
        with connection.chunked_cursor() as cursor:
            cursor.execute(_EPISODES, asked)
            done = 0
            while batch := cursor.fetchmany(AT_ONCE):
                for id, own, began, log, settled, others in batch:
                    if log is None:
                        found.not_compared[NO_LOG].append(id)
                    else:
                        month = f"{in_london(began):%Y-%m}"
                        stored = Stored(month, _rows(log), settled or (), _reports(others), partial(_whole_log, id))
                        _add(found, id, trials[own], stored, now)
                done += len(batch)
                progress(done / total)
    return found


def _rows(log: Any) -> list[Line]:
    return [Line(type, dt.datetime.fromisoformat(at), content) for type, at, content in log]


def _reports(others: Any) -> list[tuple[dt.datetime, dt.datetime | None, str]]:
    return [
        (dt.datetime.fromisoformat(reported), returned and dt.datetime.fromisoformat(returned), category)
        for reported, returned, category in others or ()
    ]


def _whole_log(episode: int) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE_LOG, [episode, NOT_READ])
        ((log,),) = cursor.fetchall()
    return _rows(log)


def _add(found: WhatIf, id: int, trial: Trial, stored: Stored, now: dt.datetime) -> None:
    """Try both editions on an episode, and add to what was found."""
    try:
        differences, refused = trial.outcome(stored, now=now)
    except BadScenario:
        found.not_compared[NO_SENSE].append(id)
    except CannotBeTold as cannot:
        found.not_compared[str(cannot)].append(id)
    else:
        found.compared += 1
        found.unchanged += not differences
        if refused:
            found.refused.append(id)
        for difference in differences:
            found.differences[difference].append(id)
