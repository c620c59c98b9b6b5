"""Reminding teams of what they owe: worked out from the stored duties each time, so that a missed time is made good."""

import datetime as dt

from django.db.models import Case, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Value, When

from .models import Duty, Reminder
from .queries import WAITING

# The first reminder comes when this part of a duty's time is left: a quarter of an hour before the end of an hour, 18
# hours before the end of 72. The protocol's own period says how long the work takes: an hour before an interview that
# is due in three days is too late to hold it, and a day before the end of six hours nothing is owed yet.
PART_LEFT = 1 / 4


def remind(*, now: dt.datetime, episode_id: int | None = None) -> int:
    """Remind the teams of every duty that waits and is due, or soon will be; with `episode_id`, of that episode's.

    Returns how many reminders are new; called twice, it makes none. A duty without a due time is not reminded of:
    the protocol gives no time, and we invent none.
    """
    owed = _not_reminded_of(now)
    if episode_id is not None:
        owed = owed.filter(episode_id=episode_id)
    new = [Reminder(duty=duty, kind=duty.kind, due_at=duty.due_at, team_id=duty.team_id) for duty in owed]
    Reminder.objects.bulk_create(new, ignore_conflicts=True)  # somebody else may be reminding of the same
    return len(new)


def _not_reminded_of(now: dt.datetime) -> QuerySet[Duty]:
    """The duties to remind of at a moment, each with the `kind` of reminder."""
    first_at = ExpressionWrapper(F("due_at") - (F("due_at") - F("arose_at")) * PART_LEFT, output_field=DateTimeField())
    kind = Case(When(due_at__lte=now, then=Value(Reminder.Kind.DUE)), default=Value(Reminder.Kind.BEFORE))
    waiting = Duty.objects.filter(status__in=WAITING, due_at__isnull=False, team__isnull=False, episode__closed_at=None)
    same = Reminder.objects.filter(
        duty=OuterRef("pk"), kind=OuterRef("kind"), due_at=OuterRef("due_at"), team=OuterRef("team")
    )
    return waiting.alias(first_at=first_at).filter(first_at__lte=now).annotate(kind=kind).filter(~Exists(same))
