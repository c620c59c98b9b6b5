"""Agreeing that a part of a record goes, and letting it go once the seal of that day has left the database."""

import datetime as dt

from django.db import connection, transaction

from safereturn.agencies.models import Post
from safereturn.children.models import Child
from safereturn.children.queries import record_ids

from . import queries
from .models import Disposal, Step
from .sealed_log import add, is_sealed, second_agreement


class Refused(ValueError):
    """It cannot be done now; the message says why."""


@transaction.atomic
def agree(*, disposal: Disposal, today: dt.date, by: Post) -> bool:
    """Record that a person agrees. False where they, or two others, have agreed before.

    Raises `Refused` where it is not due any longer.
    """
    Child.objects.select_for_update(no_key=True).get(pk=disposal.child_id)
    if not _is_due(disposal, today):
        raise Refused("It is not due any longer: something was recorded, or a hold was set, meanwhile.")
    steps = list(disposal.steps.all())
    if by.person_id in {step.person_id for step in steps} or second_agreement(steps) is not None:
        return False
    add(disposal, Step.What.AGREED, records=record_ids(disposal.child_id), by=by)
    return True


def carry_out(*, today: dt.date) -> int:
    """Let go what two people agreed to, where that day is sealed and it is still due. Returns how many parts went.

    Each goes in a transaction of its own. Called twice it does nothing the second time.
    """
    agreed = Disposal.objects.filter(steps__what=Step.What.AGREED).exclude(steps__what=Step.What.CARRIED_OUT)
    return sum(_carry_out(disposal, today) for disposal in agreed.distinct().order_by("pk"))


@transaction.atomic
def _carry_out(disposal: Disposal, today: dt.date) -> bool:
    Child.objects.select_for_update().get(pk=disposal.child_id)
    steps, records = list(disposal.steps.all()), record_ids(disposal.child_id)
    second = second_agreement(steps)
    if second is None or not is_sealed(second) or any(step.what != Step.What.AGREED for step in steps):
        return False
    if any(step.records != records for step in steps) or not _is_due(disposal, today):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_as_agreed(%s)", [disposal.pk])
    add(disposal, Step.What.CARRIED_OUT, records=records)
    return True


def _is_due(disposal: Disposal, today: dt.date) -> bool:
    stands = queries.position_of(disposal.child_id, disposal.part)
    return stands is not None and stands.due_on == disposal.due_on and stands.is_due(today)
