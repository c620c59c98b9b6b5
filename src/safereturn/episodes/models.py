"""Episodes and their log: what happened, when, who said so. The log is only ever added to."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from safereturn.audit.models import ERASED, NEVER
from safereturn.audit.sealing import START
from safereturn.children.models import Child


class TsTzRange(Func):
    """A range of moments, its end left out."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Episode(models.Model):
    """One episode of one child: away, missing, back, closed.

    All but the heads of the chain is folded from the log at each event, so that lists need not read the log.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="episodes")
    reference = models.CharField(max_length=20, unique=True)
    edition = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    area = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=20, blank=True)
    highest_category = models.CharField(max_length=20, blank=True)
    last_seen_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    absent_until = models.DateTimeField(null=True)  # back or closed; empty while the child is not back
    arrival_asked_at = models.DateTimeField(null=True)  # when the manager is asked about a child found and not back
    unborn = models.BooleanField(default=False)  # about a baby who is not born yet
    source = models.CharField(max_length=20, default="live")
    count = models.IntegerField(default=0)  # of events in the log
    seal = models.BinaryField(default=bytes(START))  # of the latest event

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_child_is_gone_once_at_a_time",
                expressions=[
                    (F("child"), RangeOperators.EQUAL),
                    (TsTzRange("opened_at", "absent_until"), RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=("opened_at",), condition=Q(absent_until=None), name="episodes_of_children_gone"),
            models.Index(fields=("child", "reported_at"), name="episodes_of_a_child"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def gone_since(self) -> dt.datetime:
        """Since when the child is not where they should be, as far as anybody knows."""
        return self.last_seen_at or self.reported_at or self.opened_at


class Event(models.Model):
    """A row of an episode's log. `content` is the event in the words of the scenario files."""

    LATE_AFTER = dt.timedelta(hours=1)

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="events")
    place = models.IntegerField()
    type = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    content = models.JSONField(default=dict)
    post_id = models.BigIntegerField(null=True)  # empty for loaded history
    said_by = models.CharField(max_length=200)  # the post in words, as it was then
    source = models.CharField(max_length=20, default="live")
    key = models.UUIDField()  # of the form that was sent: a second press is recognised
    recorded_at = models.DateTimeField()  # the database's clock
    previous = models.BinaryField()
    seal = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("episode", "place"), name="an_event_has_one_place"),
            models.UniqueConstraint(fields=("key", "type", "episode"), name="an_event_is_recorded_once"),
        ]
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.type} at {self.happened_at}"

    @property
    def is_erased(self) -> bool:
        """Whether nothing is left of it but its place and its seals."""
        words = (self.type, self.content, self.said_by, self.post_id, self.source)
        numbers = (self.happened_at, self.recorded_at, self.key)
        return words == (ERASED, {}, "", None, "live") and numbers == (NEVER, NEVER, uuid.UUID(int=self.place))

    @property
    def is_late(self) -> bool:
        """Whether it was entered long after it happened. Loaded history is not late: it was never live."""
        return self.source == "live" and self.recorded_at - self.happened_at > self.LATE_AFTER

    def sealed_content(self) -> dict[str, Any]:
        """What the seal covers."""
        return {
            "episode": self.episode_id,
            "place": self.place,
            "type": self.type,
            "happened_at": self.happened_at.astimezone(dt.UTC).isoformat(),
            "content": self.content,
            "post": self.post_id,
            "said_by": self.said_by,
            "source": self.source,
            "key": str(self.key),
            "recorded_at": self.recorded_at.astimezone(dt.UTC).isoformat(),
        }


__all__ = ["Episode", "Event", "Now"]
