"""Who agreed that what goes, and that it went: one sealed chain; and the tombstones that it stands behind."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection

from safereturn.agencies.models import Post
from safereturn.audit.logs import Head, Log, Oddity, Row, Tombstone
from safereturn.audit.models import SealedHead, View
from safereturn.audit.sealing import START, canonical, seal
from safereturn.episodes.models import Episode

from .models import Disposal, ErasedRow, Step

NAME = "disposals"
CHAIN = 0
_CHAIN_OF_STEPS = 5332  # sets our lock apart from other locks in the database
_LOG_OF_PART = {Disposal.Part.RECORD: "events", Disposal.Part.ACCESS: "views"}


def add(disposal: Disposal, what: str, *, records: list[int], by: Post | None = None) -> None:
    """Add a step to the chain, sealed; of one that was carried out, over the tombstones that it left.

    The caller holds a transaction.
    """
    step = Step(disposal=disposal, what=what, records=records)
    if by is not None:
        step.person_id, step.post_id, step.said_by = by.person_id, by.pk, str(by)
    if what == Step.What.CARRIED_OUT:
        step.rows, step.digest = disposal.erased_rows.count(), _digest(disposal.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_OF_STEPS])
        cursor.execute("SELECT statement_timestamp()")
        (step.recorded_at,) = cursor.fetchone()
    latest = Step.objects.order_by("-place").first()
    step.place = 0 if latest is None else latest.place + 1
    step.previous = START if latest is None else bytes(latest.seal)
    step.seal = seal(step.previous, step.sealed_content())
    step.save(force_insert=True)


def second_agreement(steps: Iterable[Step]) -> int | None:
    """The place at which a second person agreed, of the steps of one disposal; None where none did."""
    first: dict[int, int] = {}
    for step in sorted(steps, key=lambda step: step.place):
        if step.what == Step.What.AGREED and step.person_id is not None:
            first.setdefault(step.person_id, step.place)
    return sorted(first.values())[1] if len(first) > 1 else None


def is_sealed(place: int, *, before: int | None = None) -> bool:
    """Whether a day was sealed after this place of the chain was written, and before another."""
    heads = SealedHead.objects.filter(log=NAME, chain=CHAIN, count__gt=place)
    return (heads if before is None else heads.filter(count__lte=before)).exists()


def _digest(disposal_id: int) -> bytes:
    """SHA-256 over the tombstones of a disposal, in the order of log, chain and place."""
    digest = hashlib.sha256()
    rows = ErasedRow.objects.filter(disposal_id=disposal_id).order_by("log", "chain", "place")
    for log, chain, place, sealed in rows.values_list("log", "chain", "place", "seal").iterator(5_000):
        digest.update(canonical({"log": log, "chain": chain, "place": place, "seal": bytes(sealed).hex()}))
    return digest.digest()


def _rows() -> Iterator[Row]:
    for step in Step.objects.select_related("disposal").order_by("place").iterator(2_000):
        yield Row(CHAIN, step.place, bytes(step.previous), step.sealed_content(), bytes(step.seal))


def _heads() -> Iterator[Head]:
    latest = Step.objects.order_by("-place").first()
    if latest is not None:
        yield Head(NAME, CHAIN, latest.place + 1, bytes(latest.seal))


def _oddities() -> Iterator[Oddity]:
    """Where rows were erased without a decision of two people, before its day was sealed, or beyond what it was of."""
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.select_related("disposal").order_by("place"):
        steps[step.disposal_id].append(step)
    end = sum(map(len, steps.values()))
    for disposal_id, some in steps.items():
        for one in (step for step in some if step.what == Step.What.CARRIED_OUT):
            yield from (Oddity(CHAIN, one.place, says) for says in _wrong_with(one, disposal_id, some))
    carried_out = [id for id, some in steps.items() if any(one.what == Step.What.CARRIED_OUT for one in some)]
    unsaid = ErasedRow.objects.exclude(disposal_id__in=carried_out).values_list("disposal_id", flat=True)
    for disposal_id in sorted(set(unsaid)):
        yield Oddity(CHAIN, end, f"rows were erased, and nothing says that disposal {disposal_id} was carried out")


def _wrong_with(one: Step, disposal_id: int, steps: list[Step]) -> Iterator[str]:
    agreed = [step for step in steps if step.what == Step.What.AGREED and step.place < one.place]
    second = second_agreement(agreed)
    if second is None:
        yield "was carried out, though two people had not agreed"
    elif not is_sealed(second, before=one.place):
        yield "was carried out before the day on which two people agreed was sealed"
    if any(step.records != one.records for step in agreed):
        yield "was carried out on other records than those that people agreed to"
    if sum(step.what == Step.What.CARRIED_OUT for step in steps) > 1:
        yield "was carried out twice"
    if _digest(disposal_id) != bytes(one.digest):
        yield "the rows said to be erased are not those that were erased then"
    if _is_of_others(disposal_id, one):
        yield "erased rows that are not of this part of this child's record"


def _is_of_others(disposal_id: int, one: Step) -> bool:
    rows = ErasedRow.objects.filter(disposal_id=disposal_id)
    log = _LOG_OF_PART[Disposal.Part(one.disposal.part)]
    if rows.exclude(log=log).exists():
        return True
    if log == "events":
        theirs = Episode.objects.filter(child_id__in=one.records).values("pk")
        return rows.exclude(chain__in=theirs).exists()
    places = set(rows.values_list("chain", "place"))
    return not places <= set(View.objects.filter(child_id__in=one.records).values_list("chain", "place"))


def tombstones_of(log: str) -> Iterator[Tombstone]:
    """The tombstones of a log, ordered as its rows; few at a time."""
    rows = ErasedRow.objects.filter(log=log).order_by("chain", "place").values_list("chain", "place", "seal")
    return (Tombstone(chain, place, bytes(sealed)) for chain, place, sealed in rows.iterator(2_000))


def with_tombstones(log: Log) -> Log:
    """A log whose rows can be erased by a decision."""
    return log._replace(tombstones=lambda: tombstones_of(log.name))


DISPOSALS = Log(NAME, _rows, _heads, oddities=_oddities)
