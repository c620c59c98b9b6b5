"""A thousand ways in which somebody with the keys to the database could rewrite the log, and each is found.

They hold the tables' owner, with its triggers off, and know how seals are made. They do not hold the one line that
left the database when the day was sealed.
"""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from safereturn.audit.actions import Shown, log_views
from safereturn.audit.day_seals import Digest, seal_day, sealed_heads
from safereturn.audit.logs import heads_of_views
from safereturn.audit.models import DaySeal, SealedHead, View
from safereturn.audit.sealing import START, seal
from safereturn.audit.verification import verify

from .viewers import APost, looks

TRIES = 1_000
CHILDREN = (1, 2, 3, 257, 258)  # in three chains
DAYS = [dt.date(2026, 11, day) for day in (22, 23, 24)]


def edit(chance: random.Random) -> None:
    """Another person, another reason, another child."""
    change: dict[str, Any] = chance.choice(
        [
            {"person_id": F("person_id") + 1},
            {"post_id": F("post_id") + 1},
            {"agency_id": F("agency_id") + 1},
            {"child_id": F("child_id") + 256},
            {"episode_id": None},
            {"because": "A good reason"},
            {"page": "another"},
            {"classes": []},
        ]
    )
    View.objects.filter(pk=_any_row(chance).pk).update(**change)


def back_date(chance: random.Random) -> None:
    """A little earlier or later than it was."""
    by = dt.timedelta(microseconds=chance.choice([-1, 1]) * chance.randint(1, 10**12))
    View.objects.filter(pk=_any_row(chance).pk).update(at=F("at") + by)


def delete(chance: random.Random) -> None:
    """A row vanishes, and those after it are moved up half of the time."""
    row = _any_row(chance)
    row.delete()
    if chance.random() < 0.5:
        for later in View.objects.filter(chain=row.chain, place__gt=row.place).order_by("place"):
            View.objects.filter(pk=later.pk).update(place=later.place - 1)


def cut_the_end(chance: random.Random) -> None:
    """The latest rows of a chain vanish, or the whole chain, or all chains."""
    row = _any_row(chance)
    rows = View.objects.filter(chain=row.chain, place__gte=row.place if chance.random() < 0.7 else 0)
    (rows if chance.random() < 0.9 else View.objects.all()).delete()


def put_in(chance: random.Random) -> None:
    """A view that never was, well sealed, between two that were."""
    row = _any_row(chance)
    for later in View.objects.filter(chain=row.chain, place__gte=row.place).order_by("-place"):
        View.objects.filter(pk=later.pk).update(place=later.place + 1)
    row.pk, row.person_id = None, 99
    row.seal = seal(bytes(row.previous), row.sealed_content())
    row.save()


def swap(chance: random.Random) -> None:
    """Two rows change places, with their seals or without."""
    row = _any_row(chance)
    other = chance.choice(list(View.objects.filter(chain=row.chain).exclude(pk=row.pk)))
    places = row.place, other.place
    View.objects.filter(pk=row.pk).update(place=-1)
    View.objects.filter(pk=other.pk).update(place=places[0])
    View.objects.filter(pk=row.pk).update(place=places[1])
    if chance.random() < 0.5:
        View.objects.filter(pk=row.pk).update(seal=other.seal, previous=other.previous)
        View.objects.filter(pk=other.pk).update(seal=row.seal, previous=row.previous)


def move_to_another_chain(chance: random.Random) -> None:
    """A row is hidden at the end of another chain."""
    row = _any_row(chance)
    chain = chance.choice([chain for chain in (1, 2, 3, 200) if chain != row.chain])
    View.objects.filter(pk=row.pk).update(chain=chain, place=View.objects.filter(chain=chain).count())


def seal_anew(chance: random.Random) -> None:
    """A row is changed, or the end cut, and every row after it is sealed anew, so that the chain is whole."""
    chance.choice([edit, back_date, delete, put_in, cut_the_end])(chance)
    _make_the_chains_whole()


def seal_the_days_anew(chance: random.Random) -> None:
    """As above, and the seals of the days are made anew as well, so that nothing in the database disagrees."""
    seal_anew(chance)
    _make_the_days_whole()
    assert verify() == []  # which shows what the line outside the database is for


def forge_a_day(chance: random.Random) -> None:
    """The seals of the days themselves are changed."""
    day = chance.choice(DAYS)
    head = chance.choice(list(SealedHead.objects.all()))
    chance.choice(
        [
            lambda: SealedHead.objects.filter(pk=head.pk).delete(),
            lambda: SealedHead.objects.filter(pk=head.pk).update(count=F("count") + 100),
            lambda: SealedHead.objects.filter(pk=head.pk).update(seal=chance.randbytes(32)),
            lambda: DaySeal.objects.filter(day=day).update(seal=chance.randbytes(32)),
            lambda: DaySeal.objects.filter(day=day).update(heads_digest=chance.randbytes(32)),
            lambda: (SealedHead.objects.filter(day_seal_id=day).delete(), DaySeal.objects.filter(day=day).delete()),
            lambda: (SealedHead.objects.all().delete(), DaySeal.objects.all().delete()),
        ]
    )()


TAMPERINGS = (edit, back_date, delete, cut_the_end, put_in, swap, move_to_another_chain, forge_a_day)
TAMPERINGS_THAT_KNOW_HOW_SEALS_ARE_MADE = (seal_anew, seal_the_days_anew)


@pytest.mark.django_db
def test_a_thousand_tamperings_are_all_found(as_owner: Callable[[], Any], tmp_path: Path) -> None:
    kept = tmp_path / "seals.txt"
    for day in DAYS:
        for look in range(3):
            log_views(shown=[Shown(child, child * 10 + look) for child in CHILDREN], **looks(by=APost(pk=look)))
        kept.write_text(f"{seal_day(day=day)}\n")  # only the newest line is kept
    assert verify(kept) == []
    ways = TAMPERINGS + TAMPERINGS_THAT_KNOW_HOW_SEALS_ARE_MADE
    missed = []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_view", "audit_dayseal", "audit_sealedhead"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for number in range(TRIES):
            tampering = ways[number % len(ways)]
            with transaction.atomic():
                tampering(random.Random(number))
                if not verify(kept):
                    missed.append(f"{tampering.__name__}, number {number}")
                transaction.set_rollback(True)
    assert missed == []
    assert verify(kept) == []


def _any_row(chance: random.Random) -> View:
    return chance.choice(list(View.objects.order_by("chain", "place")))


def _make_the_chains_whole() -> None:
    previous, chain, place = START, -1, 0
    for row in View.objects.order_by("chain", "place"):
        if row.chain != chain:
            previous, chain, place = START, row.chain, 0
        row.place, row.previous = place, previous
        row.seal = previous = seal(previous, row.sealed_content())
        row.save()
        place += 1


def _make_the_days_whole() -> None:
    """What is left of the log, sealed as if it had all been written on the first day."""
    SealedHead.objects.all().delete()
    previous = START
    for day_seal in DaySeal.objects.order_by("place"):
        if day_seal.place == 0:
            SealedHead.objects.bulk_create(
                SealedHead(day_seal=day_seal, log=head.log, chain=head.chain, count=head.count, seal=head.seal)
                for head in heads_of_views()
            )
        digest = Digest()
        digest.add(sealed_heads(day_seal=day_seal))
        day_seal.heads_digest, day_seal.previous = digest.value(), previous
        day_seal.seal = previous = seal(previous, day_seal.sealed_content())
        day_seal.save()
