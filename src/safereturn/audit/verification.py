"""Finding tampering: every chain of every log is walked, and held to the seals of the days.

A chain alone shows a row that was changed, removed, put in or moved. It cannot show that its end was cut off, nor
that somebody changed a row and sealed everything after it anew: the seals of the days show that, and the newest
line kept outside the database shows when these were made anew too. What was written since that line was kept is
protected by its chain alone.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from pathlib import Path
from typing import NamedTuple

from .day_seals import Digest, sealed_heads
from .logs import LOGS, Head, Log, Row
from .models import DaySeal
from .sealing import START, seal


class Fault(NamedTuple):
    """Something that is not as it was sealed: in which chain of which log, at which place, and what."""

    log: str
    chain: int
    place: int
    says: str

    def __str__(self) -> str:
        return f"{self.log}, chain {self.chain}, row {self.place}: {self.says}"


def verify(head_file: Path | None = None) -> list[Fault]:
    """Everything that was tampered with, as far as it shows; an empty list when nothing was.

    `head_file` holds the lines of day seals that were kept outside the database, one in a line. Memory does not
    grow with the logs. Raises `ValueError` for a file that holds something else.
    """
    kept = [] if head_file is None else kept_seals(head_file.read_text(encoding="utf-8"))
    faults = list(_faults_in_the_day_seals(kept))
    for log in LOGS:
        faults += _faults_in(log)
    return faults


class KeptSeal(NamedTuple):
    """A line that was kept outside the database."""

    day: str
    place: int
    seal: str


def kept_seals(text: str) -> list[KeptSeal]:
    """Read lines of the form "2026-11-24 12 a3f9…" (day, number, seal in hex). Raises `ValueError` for others."""
    kept = []
    for number, line in enumerate(text.splitlines(), start=1):
        match line.split():
            case []:
                continue
            case [day, place, sealed] if place.isdecimal() and len(sealed) == 64:
                kept.append(KeptSeal(day, int(place), sealed.lower()))
            case _:
                raise ValueError(
                    f"Line {number} is not the line of a day seal. "
                    "It has the day, the number and the seal, as in: 2026-11-24 12 followed by 64 letters and digits."
                )
    return kept


def _faults_in_the_day_seals(kept: list[KeptSeal]) -> Iterator[Fault]:
    by_place = {line.place: line for line in kept}
    previous, place, day_before = START, 0, None
    for day_seal in DaySeal.objects.order_by("place").iterator():
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


class _End(NamedTuple):
    chain: int
    count: int
    seal: bytes


def _faults_in(log: Log) -> Iterator[Fault]:
    """Walk the rows of a log together with the heads that were sealed; each head meets the row that it speaks of."""
    end = _End(-1, 0, START)
    for item in _in_step(log.rows(), sealed_heads(log=log.name)):
        if item.chain != end.chain:
            end = _End(item.chain, 0, START)
        if isinstance(item, Row):
            if item.place != end.count:
                yield Fault(log.name, item.chain, end.count, "missing")
            yield from _faults_of_a_row(log.name, item, end.seal)
            end = _End(item.chain, item.place + 1, item.seal)
        elif item.count != end.count:
            yield Fault(
                log.name, item.chain, end.count, f"missing; {item.count} rows were there when the day was sealed"
            )
        elif item.seal != end.seal:
            yield Fault(log.name, item.chain, item.count - 1, "is not the row that was there when the day was sealed")


def _in_step(rows: Iterable[Row], heads: Iterable[Head]) -> Iterator[Row | Head]:
    def place(item: Row | Head) -> tuple[int, float]:
        return (item.chain, item.place + 1) if isinstance(item, Row) else (item.chain, item.count + 0.5)

    return merge(rows, heads, key=place)


def _faults_of_a_row(log: str, row: Row, previous: bytes) -> Iterator[Fault]:
    if row.previous != previous:
        yield Fault(log, row.chain, row.place, "does not follow the row before it")
    if seal(row.previous, row.content) != row.seal:
        yield Fault(log, row.chain, row.place, "is not what was sealed")
