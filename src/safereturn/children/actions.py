"""Joining records that are of one child, and parting them again: nothing of either is lost."""

from django.db.models import Q

from .models import Child


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
