"""How long an agency keeps what, what holds a record, and what is proposed to go. A child by number, and no name."""

import datetime as dt
from typing import Any, ClassVar

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


class Step(models.Model):
    """A person agreed that a part of a record goes, or it went: a row of one sealed chain. Nobody's words are in it."""

    class What(models.TextChoices):
        """What was done."""

        AGREED = "agreed", "Agreed"
        CARRIED_OUT = "carried-out", "Carried out"

    place = models.IntegerField(unique=True)  # in the chain, from 0
    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20, choices=What)
    records = models.JSONField(default=list)  # the numbers of all records of the child, as they were then
    person_id = models.BigIntegerField(null=True)  # who agreed
    post_id = models.BigIntegerField(null=True)
    said_by = models.CharField(max_length=200, blank=True)  # the post in words, as it was then
    rows = models.IntegerField(default=0)  # of the sealed logs, that were erased
    digest = models.BinaryField(default=bytes)  # SHA-256 over their tombstones, in order
    recorded_at = models.DateTimeField()  # the database's clock
    previous = models.BinaryField()
    seal = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("disposal", "what", "person_id"), nulls_distinct=False, name="a_step_is_taken_once"
            )
        ]
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.what}: disposal {self.disposal_id}"

    def sealed_content(self) -> dict[str, Any]:
        """What the seal covers."""
        return {
            "place": self.place,
            "disposal": self.disposal_id,
            "child": self.disposal.child_id,
            "part": self.disposal.part,
            "due_on": self.disposal.due_on.isoformat(),
            "what": self.what,
            "records": self.records,
            "person": self.person_id,
            "post": self.post_id,
            "said_by": self.said_by,
            "rows": self.rows,
            "digest": bytes(self.digest).hex(),
            "recorded_at": self.recorded_at.astimezone(dt.UTC).isoformat(),
        }


class ErasedRow(models.Model):
    """The tombstone of a row of a sealed log: which decision erased it, and its seal."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="erased_rows")
    log = models.CharField(max_length=20)
    chain = models.BigIntegerField()
    place = models.BigIntegerField()
    seal = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("log", "chain", "place"), name="a_row_is_erased_once")]
        db_table_comment = "Append-only. The app may read: a function of the owner writes it."

    def __str__(self) -> str:
        return f"{self.log}/{self.chain}: {self.place}"


class SubjectRequest(models.Model):
    """A child, or somebody for the child, asked to see what is held of them."""

    class AskedBy(models.TextChoices):
        """Who asked."""

        CHILD = "child", "The child"
        PARENT = "parent", "A parent, or somebody with parental responsibility"
        OTHER = "other", "Somebody else who may act for the child"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="subject_requests")
    asked_by = models.CharField(max_length=10, choices=AskedBy)
    identity_checked = models.CharField(max_length=200)  # how whoever asks was known to be who they say, and entitled
    received_on = models.DateField()
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)  # the post in words, as it was then
    key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)  # who looked later is no part of the file

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"child {self.child_id}, received on {self.received_on.isoformat()}"


class SubjectEdit(models.Model):
    """Somebody masked one thing of the file, or showed what was masked, and why. The latest of a thing stands."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="edits")
    item = models.CharField(max_length=200)  # the key of the thing within the draft
    is_masked = models.BooleanField()
    because = models.CharField(max_length=200)
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)
    key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.item}: {'masked' if self.is_masked else 'shown'}"


class SubjectApproval(models.Model):
    """A person read the file as it stood, and would release it. With another word in it, this holds no more."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="approvals")
    digest = models.CharField(max_length=64)  # of the content that they read
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("request", "digest", "person_id"), name="a_person_approves_a_file_once")
        ]
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"request {self.request_id}, by post {self.post_id}"


class SubjectFile(models.Model):
    """The file as it was released: what two people read, and no word of what was masked."""

    request = models.OneToOneField(SubjectRequest, on_delete=models.PROTECT, related_name="file")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"request {self.request_id}"
