"""A thousand ways in which somebody with the keys to the database could rewrite the logs, and each is found.

They hold the tables' owner, with its triggers off, and know how seals are made. They do not hold what left the
database after the last row was written: the heads of all chains, or the one line of the day's seal.
"""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from safereturn.audit.day_seals import Digest, seal_day, sealed_heads
from safereturn.audit.heads import Taking, kept_in
from safereturn.audit.logs import LOGS
from safereturn.audit.models import DaySeal, SealedHead, View
from safereturn.audit.sealing import START, seal
from safereturn.audit.verification import faults, verify
from safereturn.episodes.models import Episode, Event

from .logs import an_episode, happens, looked_at

TRIES = 1_000
DAYS = [dt.date(2026, 11, day) for day in (23, 24)]
CHAIN_OF = {View: "chain", Event: "episode_id"}
TABLES = ("audit_view", "audit_dayseal", "audit_sealedhead", "episodes_event")
Chance = random.Random


def change(chance: Chance) -> None:
    """Any column of a row of any log."""
    row = _any_row(chance)
    _change_a_column(row, chance, but=("id",))


def change_a_seal(chance: Chance) -> None:
    """Any column of the seal of a day, or of a head that it holds."""
    row = chance.choice([*DaySeal.objects.all(), *SealedHead.objects.all()])
    _change_a_column(row, chance, but=("id", "day"))


def change_the_end(chance: Chance) -> None:
    """What an episode says of how far its log has come."""
    episode = chance.choice(list(Episode.objects.filter(count__gt=0)))
    said = chance.choice([{"count": episode.count - 1}, {"count": 0}, {"count": 9}, {"seal": chance.randbytes(32)}])
    Episode.objects.filter(pk=episode.pk).update(**said)


def delete(chance: Chance) -> None:
    """A row vanishes, and those after it are moved up half of the time."""
    row = _any_row(chance)
    row.delete()
    if chance.random() < 0.5:
        for later in _chain_of(row).filter(place__gt=row.place).order_by("place"):
            _write(later, place=later.place - 1)


def cut_the_end(chance: Chance) -> None:
    """The latest rows of a chain vanish, or the whole chain; half of the time the episode says so too."""
    row = _any_row(chance)
    _chain_of(row).filter(place__gte=chance.choice([row.place, 0])).delete()
    if chance.random() < 0.5:
        _say_where_the_ends_are()


def cut_everything(chance: Chance) -> None:
    """A whole log vanishes."""
    chance.choice([View, Event]).objects.all().delete()
    _say_where_the_ends_are()


def put_in(chance: Chance) -> None:
    """A row that never was, well sealed, between two that were."""
    row = _any_row(chance)
    for later in _chain_of(row).filter(place__gte=row.place).order_by("-place"):
        _write(later, place=later.place + 1)
    _add_forged(row)


def add(chance: Chance) -> None:
    """A row that never was, in place of one that was cut from the end, well sealed."""
    row = _chain_of(_any_row(chance)).order_by("place").last()
    row.delete()
    _add_forged(row)
    _say_where_the_ends_are()


def swap(chance: Chance) -> None:
    """Two rows change places, with their seals or without."""
    row = _any_row(chance)
    other = chance.choice(list(_chain_of(row).exclude(pk=row.pk)))
    _write(row, place=-1)
    one, two = row.place, other.place
    with_seals = chance.random() < 0.5
    _write(other, place=one, **({"seal": row.seal, "previous": row.previous} if with_seals else {}))
    _write(row, place=two, **({"seal": other.seal, "previous": other.previous} if with_seals else {}))


def move(chance: Chance) -> None:
    """A row is hidden at the end of another chain."""
    row = _any_row(chance)
    field = CHAIN_OF[type(row)]
    other = chance.choice([chain for chain in _chains(type(row)) if chain != getattr(row, field)])
    _write(row, **{field: other, "place": type(row).objects.filter(**{field: other}).count()})
    if chance.random() < 0.5:
        _say_where_the_ends_are()


def seal_anew(chance: Chance) -> None:
    """A row is changed, or the end cut, and every row after it is sealed anew, so that the chain is whole."""
    chance.choice([change, delete, put_in, add, cut_the_end, cut_everything, move])(chance)
    _make_the_chains_whole()


def seal_the_days_anew(chance: Chance) -> None:
    """As above, and the seals of the days are made anew as well, so that nothing in the database disagrees."""
    seal_anew(chance)
    _make_the_days_whole()
    assert verify() == []  # which shows what is kept outside for


WAYS = (
    change,
    change_a_seal,
    change_the_end,
    delete,
    cut_the_end,
    cut_everything,
    put_in,
    add,
    swap,
    move,
    seal_anew,
    seal_the_days_anew,
)


@pytest.mark.django_db
def test_a_thousand_tamperings_are_all_found(
    as_owner: Callable[[], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)  # quicker for so few rows
    episodes = [an_episode() for _ in range(3)]
    for day in DAYS:
        for number, episode in enumerate(episodes):
            happens(episode, "reported", "noted")
            looked_at(episode, *episodes[:number], by=number)
        line = seal_day(day=day)
    seals, heads = tmp_path / "seals.txt", tmp_path / "heads.txt"
    seals.write_text(f"{line}\n")  # only the newest line is kept
    take(heads)
    assert verify(seals, heads) == []
    an_episode()  # with an empty log, to move rows to
    missed = []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for number in range(TRIES):
            tampering, kept = WAYS[number % len(WAYS)], (seals, heads)[number // len(WAYS) % 2]
            with transaction.atomic():
                tampering(random.Random(number))
                if next(faults(kept_in([kept])), None) is None:
                    missed.append(f"{tampering.__name__}, number {number}, held to {kept.name}")
                transaction.set_rollback(True)
    assert missed == []
    assert verify(seals, heads) == []


def test_every_log_and_every_column_of_it_is_tampered_with() -> None:
    """So that a new column, or a new log, is not forgotten above."""
    assert {log.name for log in LOGS} == {"events", "views", "disposals"}  # these last in tests/apps/keeping
    for model in CHAIN_OF:
        told = set(model(**_some_values(model)).sealed_content())
        columns = {field.name.removesuffix("_id") for field in model._meta.fields}
        assert columns - told == {"id", "previous", "seal"}


def take(file: Path) -> None:
    """Take the heads of all chains as they are now."""
    with Taking(file) as taking:
        assert list(faults(kept_in([]), taking=taking)) == []
        taking.keep()


def _any_row(chance: Chance) -> Any:
    model = chance.choice(list(CHAIN_OF))
    return chance.choice(list(model.objects.order_by(CHAIN_OF[model], "place")))


def _chain_of(row: Any) -> Any:
    field = CHAIN_OF[type(row)]
    return type(row).objects.filter(**{field: getattr(row, field)})


def _chains(model: type[models.Model]) -> list[int]:
    return [200, *View.objects.values_list("chain", flat=True).distinct()] if model is View else _episodes()


def _episodes() -> list[int]:
    return list(Episode.objects.values_list("pk", flat=True))


def _write(row: Any, **columns: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**columns)


def _change_a_column(row: Any, chance: Chance, *, but: tuple[str, ...]) -> None:
    field = chance.choice([field for field in row._meta.concrete_fields if field.name not in but])
    before = getattr(row, field.attname)
    _write(row, **{field.attname: _another(field, before, chance)})


def _another(field: Any, before: Any, chance: Chance) -> Any:
    match before:
        case _ if field.name == "episode":
            return _episodes()[-1]  # the one with the empty log: its place there is free
        case _ if field.name == "day_seal":
            return next(day for day in DAYS if day != before)
        case None:
            return 1
        case int():
            return before + chance.choice([100, 101])
        case str():
            return f"{before}x"[-field.max_length :] if chance.random() < 0.7 else "other"
        case list():
            return [*before, "location"]
        case dict():
            return chance.choice([{**before, "more": 1}, {}])
        case uuid.UUID():
            return uuid.UUID(int=chance.getrandbits(128))
        case dt.datetime():
            return before + dt.timedelta(microseconds=chance.choice([-1, 1]) * chance.randint(1, 10**12))
    return chance.randbytes(32)


def _add_forged(row: Any) -> None:
    row.pk, row.post_id = None, 99
    if isinstance(row, Event):
        row.key = uuid.uuid4()
    row.seal = seal(bytes(row.previous), row.sealed_content())
    row.save()


def _say_where_the_ends_are() -> None:
    """Let each episode say that its log ends where it does now."""
    latest = Event.objects.filter(episode=OuterRef("pk")).order_by("-place")
    Episode.objects.update(
        count=Coalesce(Subquery(latest.values("place")[:1]) + 1, 0),
        seal=Coalesce(Subquery(latest.values("seal")[:1]), Value(START)),
    )


def _make_the_chains_whole() -> None:
    for model, field in CHAIN_OF.items():
        previous, chain, place = START, None, 0
        for row in model.objects.order_by(field, "place"):
            if getattr(row, field) != chain:
                previous, chain, place = START, getattr(row, field), 0
            moved, row.place, row.previous = row.place != place, place, previous
            sealed, previous = bytes(row.seal), seal(previous, row.sealed_content())
            if moved or sealed != previous:
                _write(row, place=place, previous=row.previous, seal=previous)
            place += 1
    _say_where_the_ends_are()


def _make_the_days_whole() -> None:
    """What is left of the logs, sealed as if it had all been written on the first day."""
    SealedHead.objects.all().delete()
    previous = START
    for day_seal in DaySeal.objects.order_by("place"):
        if day_seal.place == 0:
            SealedHead.objects.bulk_create(
                SealedHead(day_seal=day_seal, log=head.log, chain=head.chain, count=head.count, seal=head.seal)
                for log in LOGS
                for head in log.heads()
            )
        digest = Digest()
        digest.add(sealed_heads(day_seal=day_seal))
        day_seal.heads_digest, day_seal.previous = digest.value(), previous
        day_seal.seal = previous = seal(previous, day_seal.sealed_content())
        day_seal.save()


def _some_values(model: type[models.Model]) -> dict[str, Any]:
    moments = [field.name for field in model._meta.fields if isinstance(field, models.DateTimeField)]
    return dict.fromkeys(moments, dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
