"""What is done about how long records are kept: an agency's own periods, holds, and what is proposed to go."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models.functions import Now

from safereturn.agencies.models import Post
from safereturn.children.models import Child

from . import queries
from .models import Disposal, Hold, OwnPeriod


def set_own_period(*, record: str, years: int, counted_from: str, basis: str, key: uuid.UUID, by: Post) -> None:
    """Let an agency go by a period of its own. The same key twice sets it once."""
    own = OwnPeriod(
        agency_id=by.agency_id,
        record=record,
        years=years,
        counted_from=counted_from,
        basis=basis,
        post_id=by.pk,
        said_by=str(by),
        key=key,
    )
    OwnPeriod.objects.bulk_create([own], ignore_conflicts=True)


@transaction.atomic
def hold(*, child_id: int, because: str, review_on: dt.date, key: uuid.UUID, by: Post) -> None:
    """Hold all that is kept of a child, whatever the table says. The same key twice holds it once."""
    Child.objects.select_for_update(no_key=True).get(pk=child_id)  # what goes at this moment waits, or has gone
    one = Hold(
        child_id=child_id,
        because=because,
        review_on=review_on,
        set_by_person_id=by.person_id,
        set_by=str(by),
        key=key,
    )
    Hold.objects.bulk_create([one], ignore_conflicts=True)


@transaction.atomic
def lift(*, hold_id: int, because: str, by: Post) -> bool:
    """Lift a hold that stands. False where somebody has lifted it already.

    Raises `ValueError` where the person who set it would lift it.
    """
    one = Hold.objects.select_for_update().get(pk=hold_id)
    if one.set_by_person_id == by.person_id:
        raise ValueError("A hold is lifted by a second person.")
    if one.lifted_at is not None:
        return False
    Hold.objects.filter(pk=hold_id).update(
        lifted_at=Now(), lifted_by_person_id=by.person_id, lifted_by=str(by), lifted_because=because
    )
    return True


def propose(*, today: dt.date) -> int:
    """Propose what is due to go, and nothing else: whoever may decides. Returns how many are new; twice gives none."""
    due = [where for part in Disposal.Part for where in queries.positions(part) if where.is_due(today)]
    there = set(Disposal.objects.values_list("child_id", "part", "due_on"))
    new = [
        Disposal(child=where.child, part=where.part, due_on=where.due_on)
        for where in due
        if (where.child.pk, where.part, where.due_on) not in there
    ]
    Disposal.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
