"""Joining records that are of one child, and parting them again; what a child is called and numbered besides."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Q

from .models import Child, Number, name_of

# Higher rooms add themselves here when they start (config.wiring): each is told which record is called otherwise now.
LISTENERS: list[Callable[[int], None]] = []


class Called(NamedTuple):
    """What a child is called besides the name recorded, and the numbers by which they are known."""

    known_as: str = ""
    also_called: tuple[str, ...] = ()  # first and last
    numbers: tuple[tuple[str, str], ...] = ()  # kind and number, as `plain_number` writes it

    @property
    def parts(self) -> list[str]:
        """Which of these there are: kinds of number, or fields of a child."""
        names = [field for field in ("known_as", "also_called") if getattr(self, field)]
        return names + [kind for kind, _ in self.numbers]

    @property
    def has_mobile(self) -> bool:
        """Whether a mobile number is among them."""
        return Number.Kind.TELEPHONE in dict(self.numbers)


def call(child_id: int, called: Called) -> None:
    """Record what else a child is called, and their numbers. What is recorded stays, and nothing is recorded twice.

    A number that another child has joins nobody: people decide. The caller holds a transaction.
    """
    if not called.parts:
        return
    child = Child.objects.select_for_update(no_key=True).get(pk=child_id)
    told = list(called.also_called)
    if called.known_as and child.known_as:
        told.append(name_of(called.known_as, child.family_name))
    elif called.known_as:
        child.known_as = called.known_as
    before = child.also_called.splitlines()
    said = {name_of(*name).strip().casefold() for name in child.names}
    new = {name.casefold(): name for name in told if name.casefold() not in said}
    child.also_called = "\n".join([*before, *new.values()])
    child.save(update_fields=["known_as", "also_called"])
    numbers = [Number(child=child, kind=kind, number=number) for kind, number in called.numbers]
    Number.objects.bulk_create(numbers, ignore_conflicts=True)
    for listener in LISTENERS:
        listener(child.pk)


def join(*, other: Child, kept: Child) -> list[int]:
    """Let another record, and those joined to it before, be of the kept one, which is used from then on.

    Returns the ids of the records moved, for `part`. The caller holds a transaction. Raises `ValueError` where one of
    them was joined to some record already, or both are one.
    """
    locked = list(Child.objects.select_for_update(no_key=True).filter(pk__in=(other.pk, kept.pk)).order_by("pk"))
    if len(locked) < 2 or any(record.joined_to_id for record in locked):
        raise ValueError("One of these records is joined to another already.")
    moved = list(Child.objects.filter(Q(pk=other.pk) | Q(joined_to=other)).values_list("pk", flat=True))
    Child.objects.filter(pk__in=moved).update(joined_to=kept)
    return sorted(moved)


def part(*, other: Child, kept: Child, moved: list[int]) -> None:
    """Undo `join`: the records moved then, where they are still with the kept one, are the other's again."""
    still = Child.objects.filter(pk__in=moved, joined_to=kept)
    still.exclude(pk=other.pk).update(joined_to=other)
    still.filter(pk=other.pk).update(joined_to=None)
