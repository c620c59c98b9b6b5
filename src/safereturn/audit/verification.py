"""Finding tampering: every chain of every log is walked, and held to its heads.

A chain alone shows a row that was changed, removed, put in or moved. It cannot show that its end was cut off, nor
that somebody changed a row and sealed everything after it anew. The heads show that: those that the day seals hold,
and those kept outside the database, which show it even where the seals were made anew too. What was written since
the latest head was kept outside is protected by its chain alone.

A row that was erased holds no content that its seal could be held to. It is let pass where a tombstone stands for it,
with that very seal; and whether a decision stands behind the tombstones, the log of the decisions is asked.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import merge
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from .day_seals import Digest, sealed_heads
from .heads import KeptHeads, KeptSeal, Taking, kept_in
from .logs import Head, Log, Row, Tombstone, in_order
from .models import DaySeal
from .sealing import START, seal

SEALED = "when the day was sealed"
KEPT = "when the heads were kept outside"


class Fault(NamedTuple):
    """Something that is not as it was sealed: in which chain of which log, at which place, and what."""

    log: str
    chain: int
    place: int
    says: str

    def __str__(self) -> str:
        return f"{self.log}, chain {self.chain}, row {self.place}: {self.says}"


@dataclass
class Walked:
    """How much was walked: rows and chains by log, and the seals of days."""

    rows: Counter[str] = field(default_factory=Counter)
    chains: Counter[str] = field(default_factory=Counter)
    day_seals: int = 0

    def __str__(self) -> str:
        logs = (
            f"{counted(self.rows[log.name], log.name)} in {counted(self.chains[log.name], 'chains')}"
            for log in in_order()
        )
        return f"{', '.join(logs)}, {counted(self.day_seals, 'day seals')}"


def counted(number: int, things: str) -> str:
    """A number of things, given in the plural: "1 chain", "12 chains"."""
    return f"{number} {things.removesuffix('s') if number == 1 else things}"


def verify(*files: Path) -> list[Fault]:
    """Everything that was tampered with, as far as it shows; an empty list when nothing was.

    `files` hold what was kept outside the database. Raises what `heads.kept_in` raises.
    """
    return list(faults(kept_in(files)))


def faults(kept: KeptHeads, *, walked: Walked | None = None, taking: Taking | None = None) -> Iterator[Fault]:
    """Each thing that was tampered with, as it is found. Memory does not grow with the logs.

    `kept` is what was kept outside the database. `walked` is filled on the way, and `taking` is given the head of
    each chain as it stands now.
    """
    walked = Walked() if walked is None else walked
    with _one_moment():
        yield from _faults_in_the_day_seals(kept.seals, walked)
        for log in in_order():
            yield from _faults_in(log, kept, walked, taking)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read is of one moment, though the service goes on writing; within a transaction, of that one."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _faults_in_the_day_seals(kept: Iterable[KeptSeal], walked: Walked) -> Iterator[Fault]:
    by_place = {line.place: line for line in kept}
    previous, place, day_before = START, 0, None
    for day_seal in DaySeal.objects.order_by("place").iterator():
        walked.day_seals += 1
        if day_seal.place != place:
            yield Fault("day-seals", 0, place, "missing")
            place = day_seal.place
        if day_before is not None and day_seal.day <= day_before:
            yield Fault("day-seals", 0, place, "its day does not follow the day before it")
        digest = Digest()
        digest.add(sealed_heads(day_seal=day_seal))
        if digest.value() != bytes(day_seal.heads_digest):
            yield Fault("day-seals", 0, place, "its heads are not those that were sealed")
        row = Row(0, place, bytes(day_seal.previous), day_seal.sealed_content(), bytes(day_seal.seal))
        yield from _faults_of_a_row("day-seals", row, previous)
        outside = by_place.pop(place, None)
        if outside is not None and outside != KeptSeal(day_seal.day.isoformat(), place, row.seal.hex()):
            yield Fault("day-seals", 0, place, "is not the seal that was kept outside")
        previous, place, day_before = row.seal, place + 1, day_seal.day
    for line in by_place.values():
        yield Fault("day-seals", 0, line.place, f"missing, though the seal of {line.day} was kept outside")


class _Claim(NamedTuple):
    """Somebody's word on how far a chain had come; with no `when`, how far it has come now."""

    chain: int
    count: int
    seal: bytes
    when: str = ""

    @property
    def position(self) -> tuple[int, float]:
        """It meets the row that it speaks of; what is said of now meets the end of the chain."""
        return self.chain, self.count - 0.5 if self.when else math.inf


@dataclass
class _End:
    """The end of a chain as far as it was walked."""

    chain: int | None
    count: int = 0
    seal: bytes = START
    has_head: bool = False
    tombstone: Tombstone | None = None  # of the row that comes next


def _faults_in(log: Log, kept: KeptHeads, walked: Walked, taking: Taking | None) -> Iterator[Fault]:
    """Walk the rows of a log together with all that is claimed of its chains."""
    claims = (
        _claims(sealed_heads(log=log.name), SEALED),
        *(_claims(heads, KEPT) for heads in kept.heads_of(log.name)),
        _claims(log.heads(), ""),
        log.tombstones(),
    )
    end = _End(None)
    for item in merge(log.rows(), *claims, key=_position):
        if item.chain != end.chain:
            yield from _faults_of_an_end(log.name, end)
            end = _End(item.chain)
        if isinstance(item, Row):
            if item.place != end.count:
                yield Fault(log.name, item.chain, end.count, "missing")
            yield from _faults_of_a_row(log.name, item, end.seal, end.tombstone)
            end.tombstone = None
            end.count, end.seal = item.place + 1, item.seal
            walked.rows[log.name] += 1
        elif isinstance(item, Tombstone):
            end.tombstone = item
        elif item.when:
            yield from _faults_of_a_claim(log.name, item, end)
        else:
            end.has_head = True
            walked.chains[log.name] += 1
            if (item.count, item.seal) != (end.count, end.seal):
                yield Fault(log.name, item.chain, end.count, f"the log says that it ends with row {item.count - 1}")
            if taking is not None:
                taking.add(Head(log.name, item.chain, item.count, item.seal))
    yield from _faults_of_an_end(log.name, end)
    yield from (Fault(log.name, *oddity) for oddity in log.oddities())


def _claims(heads: Iterable[Head], when: str) -> Iterator[_Claim]:
    return (_Claim(head.chain, head.count, head.seal, when) for head in heads)


def _position(item: Row | Tombstone | _Claim) -> tuple[int, float]:
    """Where it is met in the walk: a tombstone just before its row, after what is claimed of the rows before that."""
    if isinstance(item, _Claim):
        return item.position
    return item.chain, item.place if isinstance(item, Row) else item.place - 0.25


def _faults_of_a_claim(log: str, claim: _Claim, end: _End) -> Iterator[Fault]:
    if claim.count != end.count:
        yield Fault(log, claim.chain, end.count, f"missing; {claim.count} rows were there {claim.when}")
    elif claim.seal != end.seal:
        yield Fault(log, claim.chain, claim.count - 1, f"is not the row that was there {claim.when}")


def _faults_of_an_end(log: str, end: _End) -> Iterator[Fault]:
    if end.chain is not None and not end.has_head:
        yield Fault(log, end.chain, end.count, "the log does not say that it ends here")


def _faults_of_a_row(log: str, row: Row, previous: bytes, tombstone: Tombstone | None = None) -> Iterator[Fault]:
    says = []
    if row.previous != previous:
        says.append("does not follow the row before it")
    if row.content is None and tombstone is None:
        says.append("is empty, and no decision erased it")
    elif row.content is not None and seal(row.previous, row.content) != row.seal:
        says.append("is not what was sealed")
    if tombstone is not None and row.content is not None:
        says.append("holds something, though a decision erased it")
    elif tombstone is not None and tombstone.seal != row.seal:
        says.append("is not the row that the decision erased")
    yield from (Fault(log, row.chain, row.place, one) for one in says)
