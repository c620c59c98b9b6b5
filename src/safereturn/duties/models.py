"""Duties as they were last derived. Nobody writes one: they are reconciled with the findings after every event."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

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
