"""Two editions tried on the same episode: which of its duties one asks and the other does not, or of another owner.

Only the duties are derived in which the editions part, and only from what can matter to them: all else comes out alike.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from safereturn.episodes.actions import as_earlier
from safereturn.episodes.fold import Line, scenario_of
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.protocol.findings import STOOD_DOWN, UNDECIDED, Finding, Findings, findings
from safereturn.protocol.history import Scenario
from safereturn.protocol.meaning import meaning
from safereturn.protocol.notation import Duty, Edition
from safereturn.protocol.parting import parting
from safereturn.protocol.retold import told_under
from safereturn.protocol.scenario import read


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


class Stored(NamedTuple):
    """An episode as it is read for a trial: the rows that tell it something, and the duties that other acts settled."""

    month: str
    rows: Sequence[Line]
    settled: Sequence[str]
    others: Sequence[
        tuple[dt.datetime, dt.datetime | None, str]
    ]  # the child's other reports, as `as_earlier` takes them
    whole_log: Callable[[], Sequence[Line]]


class Outcome(NamedTuple):
    """In what two editions differ on an episode, and whether the other refused something that its own allowed."""

    differences: list[Difference]
    refused: bool


class Trial:
    """Two editions that are tried on the same episodes, and what these must tell.

    `acts` are the duties on which an act must be told, as something may follow on it. Any other only settles the duty
    that it is about. `comes_about` is what else must be told: no rule of the duties that part names the rest.
    """

    def __init__(self, own: Edition, other: Edition) -> None:
        """Find out where the editions part."""
        duties, self.acts = parting(own, other)
        self.own, self.other = own, other
        self._apart = own.asking(duties), other.asking(duties)
        self.comes_about = frozenset(_named(duty for edition in self._apart for duty in edition.duties))

    def outcome(self, stored: Stored, *, now: dt.datetime) -> Outcome:
        """In what the editions differ on an episode.

        Raises `BadScenario` where its log makes no sense, and `CannotBeTold` for a category without counterpart.
        """
        before, after = self._derived(self._scenario(stored, stored.rows, now), *self._apart)
        if _refused(before) != _refused(after):
            # They saw different things happen, so what is owed alike by both may be owed otherwise too.
            before, after = self._derived(self._scenario(stored, stored.whole_log(), now), self.own, self.other)
            refused = not _refused(after) <= _refused(before)
            return Outcome(list(_differences(before.found, after.found, stored.month)), refused)
        differ = list(_differences(before.found, after.found, stored.month))
        unsettled = {one.duty for one in differ if one.stood_down or one.undecided}.intersection(stored.settled)
        if unsettled:  # or an act may say otherwise
            apart = self.own.asking(unsettled), self.other.asking(unsettled)
            before, after = self._derived(self._scenario(stored, stored.whole_log(), now), *apart)
            differ = [one for one in differ if one.duty not in unsettled]
            differ += _differences(before.found, after.found, stored.month)
        return Outcome(differ, refused=False)

    def _scenario(self, stored: Stored, rows: Sequence[Line], now: dt.datetime) -> Scenario:
        earlier = as_earlier(stored.others, rows)
        return read(scenario_of(rows, earlier=earlier, now=now, edition=self.own.name))[1]

    def _derived(self, scenario: Scenario, own: Edition, other: Edition) -> tuple[Findings, Findings]:
        return findings(scenario, own), findings(told_under(scenario, self.own, self.other), other)


def _named(duties: Iterable[Duty]) -> Iterator[str]:
    """What may come about that a rule of these duties names."""
    rules = repr([[meaning(rule) for rule in _rules(duty)] for duty in duties])
    return (what for what in CAN_COME_ABOUT if repr(what) in rules)


def _rules(duty: Duty) -> Iterator[object]:
    yield from (duty.starts, duty.due, duty.counted_from, duty.met_by, duty.until, duty.waived_by, duty.declined_by)
    yield from (clause.holds for clause in duty.clauses)
    if duty.may_be_waived:
        yield duty.may_be_waived[0].holds


def _refused(found: Findings) -> set[int]:
    """The places of what happened and is not allowed; what was said of a duty that is not owed is no matter here."""
    return {refusal.event.place for refusal in found.history.refused}


def _differences(before: Iterable[Finding], after: Iterable[Finding], month: str) -> Iterator[Difference]:
    """What one of two lists of duties has beyond the other; where only the owner is another, both in one."""
    olds, news = _by_duty(before), _by_duty(after)
    for id in {**olds, **news}:
        fewer, more = olds.get(id, []), news.get(id, [])
        if [one.judgement.owner for one in fewer] == [one.judgement.owner for one in more]:
            continue
        if fewer and more:
            fewer, more = _unmatched(fewer, more)
        for old, new in zip_longest(fewer, more):
            status = (new or old).status
            yield Difference(id, old and old.owner, new and new.owner, month, status == STOOD_DOWN, status == UNDECIDED)


def _by_duty(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_duty: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_duty[finding.duty.id].append(finding)
    return by_duty


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
