"""How long an agency keeps what, what holds a record, and what is proposed to go. A child by number, and no name."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from safereturn.agencies.models import Agency
from safereturn.children.models import Child

from .retention import CountedFrom, Record


class OwnPeriod(models.Model):
    """An agency's own schedule for a kind of record, in place of the table's. The latest for a kind stands."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    record = models.CharField(max_length=20, choices=Record)
    years = models.PositiveSmallIntegerField()
    counted_from = models.CharField(max_length=10, choices=CountedFrom)
    basis = models.CharField(max_length=200)
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)  # the post in words, as it was then
    key = models.UUIDField(unique=True)  # of the form that was sent: a second press is recognised
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.record}: {self.years} years"


class Hold(models.Model):
    """A legal hold: as long as it stands nothing of the child goes, whatever the table says. Lifted, never deleted."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="holds")
    because = models.CharField(max_length=200)
    review_on = models.DateField()  # when whoever set it asks whether it still holds
    set_by_person_id = models.BigIntegerField()
    set_by = models.CharField(max_length=200)  # the post in words, as it was then
    set_at = models.DateTimeField(db_default=Now(), editable=False)
    key = models.UUIDField(unique=True)
    lifted_by_person_id = models.BigIntegerField(null=True)  # never who set it
    lifted_by = models.CharField(max_length=200, blank=True)
    lifted_because = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=("child",), condition=Q(lifted_at=None), name="holds_of_a_child")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_by_person_id=None) | ~Q(lifted_by_person_id=F("set_by_person_id")),
                name="a_second_person_lifts_a_hold",
            )
        ]

    def __str__(self) -> str:
        return f"child {self.child_id}, to be reviewed on {self.review_on.isoformat()}"


class Disposal(models.Model):
    """A part of a child's record whose time has come is proposed to go. Proposing does nothing to it."""

    class Part(models.TextChoices):
        """What goes together."""

        RECORD = "record", "The record: the child, the episodes, the duties, the interviews"
        ACCESS = "access", "Who was involved, who looked, and why"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="disposals")  # the record that is used
    part = models.CharField(max_length=10, choices=Part)
    due_on = models.DateField()  # as it was when it was proposed: with another day, this proposal is void
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("child", "part", "due_on"), name="a_part_is_proposed_once_for_a_day")
        ]
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"child {self.child_id}, {self.part}, due on {self.due_on.isoformat()}"
