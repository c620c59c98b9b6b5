"""What if another edition had held: past episodes derived under it, beside what followed under their own.

Both sides are derived anew, by the one function and from the same log, so that nothing but the edition differs between
them; and only where the editions part, for all else comes out alike. Ids of episodes and numbers are all that is told.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from safereturn.episodes.actions import as_earlier
from safereturn.episodes.fold import OPENED, OUR_OWN, Line, scenario_of
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import ACTS, Closed
from safereturn.protocol.findings import STOOD_DOWN, UNDECIDED, Finding, Findings, findings
from safereturn.protocol.notation import Edition
from safereturn.protocol.parting import parting
from safereturn.protocol.periods import LONDON, in_london, in_utc
from safereturn.protocol.retold import CannotBeTold, told_under
from safereturn.protocol.scenario import BadScenario, read

AT_ONCE = 200  # episodes
_ACTS: Final = frozenset(act.type for act in ACTS)
# Whether an episode could be closed is not asked: it takes as long as all the rest, and no duty begins with it.
NOT_READ: Final = [*(OUR_OWN - {OPENED}), Closed.type]

_EDITIONS = """
SELECT edition, count(*) FROM episodes_episode
WHERE coalesce(reported_at, opened_at) >= %s AND coalesce(reported_at, opened_at) < %s GROUP BY edition
"""
# Each episode is one row, with its log and with the child's other reports until then, oldest first.
_EPISODES = """
SELECT id, edition, began,
    (
        SELECT json_agg(json_build_array(type, happened_at, content) ORDER BY place)
        FROM episodes_event WHERE episode_id = episode.id AND type <> ALL(%s)
    ),
    (
        SELECT json_agg(json_build_array(reported_at, returned_at, highest_category) ORDER BY reported_at)
        FROM episodes_episode AS other
        WHERE child_id = episode.child_id AND id <> episode.id AND reported_at <= episode.began
    )
FROM (SELECT *, coalesce(reported_at, opened_at) AS began FROM episodes_episode) AS episode
WHERE began >= %s AND began < %s AND edition <> %s ORDER BY began, id
"""

NO_LOG: Final = "nothing is stored of what happened"
NO_SENSE: Final = "what is stored makes no sense together"


class Difference(NamedTuple):
    """A duty of an episode that one edition asks and the other does not, or asks of another owner.

    `month` is that in which the episode began; an owner is None where the edition does not ask the duty. `stood_down`
    and `undecided` tell how it stands where it is asked, in the other edition where both ask it.
    """

    duty: str
    before: str | None
    after: str | None
    month: str
    stood_down: bool
    undecided: bool


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
        trial_of = cache(lambda own: _Trial.of(EDITIONS[own], edition))
        with connection.chunked_cursor() as cursor:
            cursor.execute(_EPISODES, [NOT_READ, *span, edition.name])
            done = 0
            while batch := cursor.fetchmany(AT_ONCE):
                for id, own, began, log, others in batch:
                    if log is None:
                        found.not_compared[NO_LOG].append(id)
                    else:
                        month = f"{in_london(began):%Y-%m}"
                        _add(found, trial_of(own), id, month, _rows(log), _reports(others), now)
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


class _Trial(NamedTuple):
    """Two editions that are tried on the same episodes, and where they part."""

    own: Edition
    other: Edition
    own_apart: Edition
    other_apart: Edition
    acts: frozenset[str]

    @classmethod
    def of(cls, own: Edition, other: Edition) -> "_Trial":
        duties, acts = parting(own, other)
        return cls(own, other, own.asking(duties), other.asking(duties), acts)

    def findings(self, rows: list[Line], others: Any, now: dt.datetime) -> tuple[Findings, Findings]:
        """What follows from a log under both, where it may differ."""
        told = scenario_of(self._heeded(rows), earlier=as_earlier(others, rows), now=now, edition=self.own.name)
        _, scenario = read(told)
        before = findings(scenario, self.own_apart)
        after = findings(told_under(scenario, self.own, self.other), self.other_apart)
        if _refused(before) == _refused(after):
            return before, after
        # They saw different things happen, so that what is alike in both may come out otherwise too.
        _, scenario = read({**told, "events": scenario_of(rows, earlier=[], now=now)["events"]})
        return findings(scenario, self.own), findings(told_under(scenario, self.own, self.other), self.other)

    def _heeded(self, rows: list[Line]) -> list[Line]:
        """The rows without acts on duties that come out alike; but what was told before all else is heeded."""
        others = [row.happened_at for row in rows if row.type not in _ACTS and row.type != OPENED]
        first = min(others, default=None)
        return [
            row
            for row in rows
            if row.type not in _ACTS or row.content["duty"] in self.acts or first is None or row.happened_at < first
        ]


def _add(found: WhatIf, trial: _Trial, id: int, month: str, rows: list[Line], others: Any, now: dt.datetime) -> None:
    """Derive an episode under both editions, and add to what was found."""
    try:
        before, after = trial.findings(rows, others, now)
    except BadScenario:
        found.not_compared[NO_SENSE].append(id)
    except CannotBeTold as cannot:
        found.not_compared[str(cannot)].append(id)
    else:
        found.compared += 1
        if not _refused(after) <= _refused(before):
            found.refused.append(id)
        differ = list(_differences(before.found, after.found, month))
        found.unchanged += not differ
        for difference in differ:
            found.differences[difference].append(id)


def _refused(found: Findings) -> set[int]:
    """The places of what happened and is not allowed; what was said of a duty that is not owed is no matter here."""
    return {refusal.event.place for refusal in found.history.refused}


def _differences(before: Iterable[Finding], after: Iterable[Finding], month: str) -> Iterator[Difference]:
    """What one of two lists of duties has beyond the other; where only the owner is another, both in one."""
    fewer: dict[str, list[Finding]] = {}
    more: dict[str, list[Finding]] = {}
    counterparts: dict[tuple[str, str], list[Finding]] = {}
    for finding in after:
        counterparts.setdefault((finding.duty.id, finding.judgement.owner), []).append(finding)
    for finding in before:
        alike = counterparts.get((finding.duty.id, finding.judgement.owner))
        if alike:
            alike.pop(0)
        else:
            fewer.setdefault(finding.duty.id, []).append(finding)
    for (id, _), left in counterparts.items():
        if left:
            more.setdefault(id, []).extend(left)
    for id in (*fewer, *(id for id in more if id not in fewer)):
        for old, new in zip_longest(fewer.get(id, ()), more.get(id, ())):
            status = (new or old).status
            yield Difference(id, old and old.owner, new and new.owner, month, status == STOOD_DOWN, status == UNDECIDED)
