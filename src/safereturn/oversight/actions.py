"""What is recorded about the governance cycles."""

import datetime as dt
import uuid

from safereturn.agencies.models import Post
from safereturn.protocol.governance import Cycle

from .models import CycleKept


def record_kept(
    *, cycle: Cycle, edition: str, held_on: dt.date, reference: str, note: str, key: uuid.UUID, by: Post
) -> None:
    """Record that a cycle of an edition was kept on a day. The same key twice records it once."""
    kept = CycleKept(
        cycle=cycle.id,
        edition=edition,
        held_on=held_on,
        reference=reference,
        note=note,
        post_id=by.pk,
        said_by=str(by),
        key=key,
    )
    CycleKept.objects.bulk_create([kept], ignore_conflicts=True)


def take_back(*, mistake: CycleKept, note: str, key: uuid.UUID, by: Post) -> None:
    """Record that something was recorded by mistake, and in `note` why: it stays in the log and counts no more."""
    taken_back = CycleKept(
        cycle=mistake.cycle,
        edition=mistake.edition,
        held_on=mistake.held_on,
        reference=mistake.reference,
        note=note,
        post_id=by.pk,
        said_by=str(by),
        takes_back=mistake,
        key=key,
    )
    CycleKept.objects.bulk_create([taken_back], ignore_conflicts=True)
