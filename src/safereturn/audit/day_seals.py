"""The seal of a day: how far every chain has come, in one line that leaves the database."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection, transaction

from .logs import Head, Log, in_order
from .models import DaySeal, SealedHead
from .sealing import START, canonical, seal

_DAY_SEALS = 5330  # sets our lock apart from other locks in the database
_AT_ONCE = 5_000  # heads held in memory


@transaction.atomic
def seal_day(*, day: dt.date) -> DaySeal:
    """Seal a day: record how far each chain of each log has come since the day sealed before. Once for each day.

    The line that a seal prints (`str`) must leave the database, by mail and to a file: `verification.verify` takes it.
    Raises `ValueError` for a day before one that is sealed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DAY_SEALS])
        cursor.execute("SELECT statement_timestamp()")
        (recorded_at,) = cursor.fetchone()
    latest = DaySeal.objects.order_by("-place").first()
    if latest is not None and day <= latest.day:
        same = DaySeal.objects.filter(day=day).first()
        if same is None:
            raise ValueError(f"{day} cannot be sealed any more, since {latest.day} is: days are sealed in their order.")
        return same
    digest = Digest()
    moved = (head for log in in_order() for head in _moved_heads(log))
    while some := list(islice(moved, _AT_ONCE)):
        digest.add(some)
        # The seal that they belong to follows below, before the transaction ends.
        SealedHead.objects.bulk_create(
            SealedHead(day_seal_id=day, log=head.log, chain=head.chain, count=head.count, seal=head.seal)
            for head in some
        )
    day_seal = DaySeal(
        day=day,
        place=0 if latest is None else latest.place + 1,
        heads_digest=digest.value(),
        previous=START if latest is None else bytes(latest.seal),
        recorded_at=recorded_at,
    )
    day_seal.seal = seal(day_seal.previous, day_seal.sealed_content())
    day_seal.save(force_insert=True)
    return day_seal


class Digest:
    """SHA-256 over heads, in the order of log and chain."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()

    def add(self, heads: Iterable[Head]) -> None:
        """Take more heads in."""
        for head in heads:
            self._sha.update(
                canonical({"log": head.log, "chain": head.chain, "count": head.count, "seal": head.seal.hex()})
            )

    def value(self) -> bytes:
        """The hash over all heads so far."""
        return self._sha.digest()


def sealed_heads(**chosen: object) -> Iterator[Head]:
    """Heads that were sealed, ordered by log, chain and count; few at a time."""
    heads = SealedHead.objects.filter(**chosen).order_by("log", "chain", "count")
    for log, chain, count, sealed in heads.values_list("log", "chain", "count", "seal").iterator(_AT_ONCE):
        yield Head(log, chain, count, bytes(sealed))


def _moved_heads(log: Log) -> Iterator[Head]:
    """The heads of a log that have come further than when they were last sealed."""
    latest = SealedHead.objects.filter(log=log.name).order_by("chain", "-count").distinct("chain")
    before = latest.values_list("chain", "count").iterator(_AT_ONCE)
    chain, count = next(before, (None, 0))
    for head in log.heads():
        while chain is not None and chain < head.chain:
            chain, count = next(before, (None, 0))
        if chain != head.chain or count < head.count:
            yield head
