"""What if another edition had held: past episodes derived under it, beside what followed under their own.

Both sides are derived anew, by the one function and from the same log, so that nothing but the edition differs between
them; and only where the editions part, for all else comes out alike. Ids of episodes and numbers are all that is told.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from safereturn.episodes.actions import as_earlier
from safereturn.episodes.fold import OPENED, OUR_OWN, Line, scenario_of
from safereturn.episodes.models import Event
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import ACTS, Closed
from safereturn.protocol.findings import STOOD_DOWN, UNDECIDED, Finding, Findings, findings
from safereturn.protocol.history import Scenario
from safereturn.protocol.notation import Edition
from safereturn.protocol.parting import parting
from safereturn.protocol.periods import LONDON, in_london, in_utc
from safereturn.protocol.retold import CannotBeTold, told_under
from safereturn.protocol.scenario import BadScenario, read

AT_ONCE = 200  # episodes
_ACTS: Final = [act.type for act in ACTS]
# Whether an episode could be closed is not asked: it takes as long as all the rest, and no duty begins with it.
NOT_READ: Final = [*(OUR_OWN - {OPENED}), Closed.type]

_EDITIONS = """
SELECT edition, count(*) FROM episodes_episode
WHERE coalesce(reported_at, opened_at) >= %s AND coalesce(reported_at, opened_at) < %s GROUP BY edition
"""
# Each episode is one row: its log without the acts that only settle a duty; on which duties those are; and the child's
# other reports until then, oldest first. Where nobody reported the child, the first event counts, be it an act.
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
        array_agg(content ->> 'duty') FILTER (WHERE NOT telling) AS settled
    FROM (
        SELECT *, type <> ALL(%s) OR content ->> 'duty' = ANY(%s) OR episode.reported_at IS NULL AS telling
        FROM episodes_event WHERE episode_id = episode.id AND type <> ALL(%s)
    ) AS event
) AS events
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
        trials = {own: _Trial.of(EDITIONS[own], edition) for own in found.editions if own in EDITIONS}
        acts = list(frozenset[str]().union(*(trial.acts for trial in trials.values())))
        with connection.chunked_cursor() as cursor:
            cursor.execute(_EPISODES, [_ACTS, acts, NOT_READ, *span, edition.name])
            done = 0
            while batch := cursor.fetchmany(AT_ONCE):
                for id, own, began, log, settled, others in batch:
                    if log is None:
                        found.not_compared[NO_LOG].append(id)
                    else:
                        logged = _Logged(id, f"{in_london(began):%Y-%m}", _rows(log), settled or (), _reports(others))
                        _add(found, trials[own], logged, now)
                done += len(batch)
                progress(done / total)
    return found


def _rows(log: Any) -> list[Line]:
    return [Line(type, dt.datetime.fromisoformat(at), content) for type, at, content in log]


def _whole_log(episode: int) -> list[Line]:
    rows = Event.objects.filter(episode_id=episode).exclude(type__in=NOT_READ).order_by("place")
    return [Line(*row) for row in rows.values_list("type", "happened_at", "content")]


def _reports(others: Any) -> list[tuple[dt.datetime, dt.datetime | None, str]]:
    return [
        (dt.datetime.fromisoformat(reported), returned and dt.datetime.fromisoformat(returned), category)
        for reported, returned, category in others or ()
    ]


class _Logged(NamedTuple):
    """An episode as it is read, its rows without the acts on duties that those at most settle."""

    id: int
    month: str
    rows: list[Line]
    settled: Sequence[str]
    others: list[tuple[dt.datetime, dt.datetime | None, str]]


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

    def compared(self, logged: _Logged, now: dt.datetime) -> tuple[Findings, Findings, list[Difference]]:
        """What follows from a log under both, where it may differ, and in what it does."""
        before, after = self._derived(self._read(logged, now), self.own_apart, self.other_apart)
        differ = list(_differences(before.found, after.found, logged.month))
        alike = _refused(before) == _refused(after)
        if alike and not any((one.stood_down or one.undecided) and one.duty in logged.settled for one in differ):
            return before, after, differ
        scenario = self._read(logged._replace(rows=_whole_log(logged.id)), now)
        # If they saw different things happen, what is owed alike in both may be owed otherwise too.
        editions = (self.own_apart, self.other_apart) if alike else (self.own, self.other)
        before, after = self._derived(scenario, *editions)
        return before, after, list(_differences(before.found, after.found, logged.month))

    def _read(self, logged: _Logged, now: dt.datetime) -> Scenario:
        earlier = as_earlier(logged.others, logged.rows)
        return read(scenario_of(logged.rows, earlier=earlier, now=now, edition=self.own.name))[1]

    def _derived(self, scenario: Scenario, own: Edition, other: Edition) -> tuple[Findings, Findings]:
        return findings(scenario, own), findings(told_under(scenario, self.own, self.other), other)


def _add(found: WhatIf, trial: _Trial, logged: _Logged, now: dt.datetime) -> None:
    """Derive an episode under both editions, and add to what was found."""
    try:
        before, after, differ = trial.compared(logged, now)
    except BadScenario:
        found.not_compared[NO_SENSE].append(logged.id)
    except CannotBeTold as cannot:
        found.not_compared[str(cannot)].append(logged.id)
    else:
        found.compared += 1
        if not _refused(after) <= _refused(before):
            found.refused.append(logged.id)
        found.unchanged += not differ
        for difference in differ:
            found.differences[difference].append(logged.id)


def _refused(found: Findings) -> set[int]:
    """The places of what happened and is not allowed; what was said of a duty that is not owed is no matter here."""
    return {refusal.event.place for refusal in found.history.refused}


def _differences(before: Iterable[Finding], after: Iterable[Finding], month: str) -> Iterator[Difference]:
    """What one of two lists of duties has beyond the other; where only the owner is another, both in one."""
    duties: dict[str, tuple[list[Finding], list[Finding]]] = {}
    for side, found in enumerate((before, after)):
        for finding in found:
            duties.setdefault(finding.duty.id, ([], []))[side].append(finding)
    for id, (fewer, more) in duties.items():
        if [one.judgement.owner for one in fewer] != [one.judgement.owner for one in more]:
            for old, new in zip_longest(*_unmatched(fewer, more)):
                status = (new or old).status
                yield Difference(
                    id, old and old.owner, new and new.owner, month, status == STOOD_DOWN, status == UNDECIDED
                )


def _unmatched(before: list[Finding], after: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """What remains of two lists of one duty without those that have a counterpart of the same owner, oldest first."""
    fewer: list[Finding] = []
    counterparts: dict[str, list[Finding]] = {}
    for finding in sorted(after, key=_when_it_arose):
        counterparts.setdefault(finding.judgement.owner, []).append(finding)
    for finding in sorted(before, key=_when_it_arose):
        if alike := counterparts.get(finding.judgement.owner):
            alike.pop(0)
        else:
            fewer.append(finding)
    return fewer, [finding for left in counterparts.values() for finding in left]


def _when_it_arose(finding: Finding) -> tuple[dt.datetime, int]:
    return finding.arose, finding.occasion.order
