"""Duties as they were last derived. Nobody writes one: they are reconciled with the findings after every event."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from safereturn.agencies.models import Team
from safereturn.episodes.models import Episode
from safereturn.protocol.findings import OPEN, OVERDUE, UNDECIDED, status_at


class Duty(models.Model):
    """One duty of one episode: whose it is, by when, why, and what became of it.

    The stored status never depends on the time of day: `status_at` tells open from overdue.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="duties")
    protocol_id = models.CharField(max_length=80)
    occurrence = models.IntegerField()  # the n-th of this id in the episode, from 1
    edition = models.CharField(max_length=20)
    sections = models.JSONField()
    strength = models.CharField(max_length=10)
    owner = models.CharField(max_length=40)
    answerable = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="duties")
    arose_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    status = models.CharField(max_length=20)
    met_at = models.DateTimeField(null=True)
    says = models.TextField()  # what the protocol asks, in our words
    because = models.TextField()  # why this child is owed it
    clause = models.JSONField(null=True)  # the clause that decided: section, words, reading
    facts = models.JSONField(default=dict)  # what the rule relied on, and the gaps it turns on
    trigger = models.JSONField(null=True)  # the event that started it
    stood_down_because = models.TextField(blank=True)
    reason_recorded = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "duties"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("episode", "protocol_id", "occurrence"), name="a_duty_stands_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=("team", "due_at"), condition=Q(status__in=(OPEN, UNDECIDED)), name="open_duties"),
        ]

    def __str__(self) -> str:
        return self.protocol_id

    def status_at(self, now: dt.datetime) -> str:
        """How it stands at a moment."""
        return status_at(self.status, self.due_at, now)

    def is_late_at(self, now: dt.datetime) -> bool:
        """Whether it is open, or not yet certain, past its time."""
        return self.status in (OPEN, UNDECIDED) and self.due_at is not None and now > self.due_at

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.status in (OPEN, OVERDUE, UNDECIDED)


class Reminder(models.Model):
    """A team was reminded of a duty that it owes: once before a due time, and once at it.

    A duty that becomes due at another time, or is owed by another team, is reminded of anew.
    """

    class Kind(models.TextChoices):
        """When it comes."""

        BEFORE = "before", "A quarter of its time is left"
        DUE = "due", "Its time has come"

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    due_at = models.DateTimeField()  # as the duty was due then
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="reminders")
    reminded_at = models.DateTimeField(db_default=Now(), editable=False)
    mailed_at = models.DateTimeField(null=True)  # empty: no mail yet, or the team has no mailbox
    mail_failed_at = models.DateTimeField(null=True)  # the latest attempt that failed; it is tried again

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("duty", "kind", "due_at", "team"), name="a_team_is_reminded_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=("team",), condition=Q(mailed_at=None), name="reminders_not_mailed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: duty {self.duty_id}"
