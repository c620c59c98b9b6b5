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
