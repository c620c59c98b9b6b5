"""Who looked at what, and why: an append-only log, in 256 sealed chains by child; and the seal of each day."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models.functions import Now

CHAINS = 256  # one chain for all would halve the throughput
ERASED = "erased"  # what stands in a row of a log whose words have gone, in place of its page or type
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # in place of its times


class View(models.Model):
    """A post was shown something about a child. Written, and committed, before the bytes leave."""

    chain = models.SmallIntegerField()
    place = models.BigIntegerField()  # in the chain, from 0
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    child_id = models.BigIntegerField()
    episode_id = models.BigIntegerField(null=True)  # empty where the child was shown through no episode
    classes = models.JSONField(default=list)  # which classes of fields were shown
    page = models.CharField(max_length=80)  # the name of the route
    because = models.CharField(max_length=200)  # the tie to the episode, or the purpose
    at = models.DateTimeField()  # the database's clock; the table takes no other
    previous = models.BinaryField()
    seal = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "place"), name="a_view_has_one_place"),)
        indexes = (
            models.Index(fields=("child_id", "-at"), name="views_of_a_child"),
            models.Index(fields=("post_id", "-at"), name="views_by_a_post"),
        )
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"view {self.place} of chain {self.chain}"

    @property
    def is_erased(self) -> bool:
        """Whether nothing is left of it but its place, its seals, and the number that stood for the child."""
        numbers = (self.person_id, self.post_id, self.agency_id)
        words = (self.page, self.because, self.classes, self.episode_id, self.at)
        return numbers == (0, 0, 0) and words == (ERASED, "", [], None, NEVER)

    def sealed_content(self) -> dict[str, Any]:
        """What the seal covers."""
        return {
            "chain": self.chain,
            "place": self.place,
            "person": self.person_id,
            "post": self.post_id,
            "agency": self.agency_id,
            "child": self.child_id,
            "episode": self.episode_id,
            "classes": self.classes,
            "page": self.page,
            "because": self.because,
            "at": self.at.astimezone(dt.UTC).isoformat(),
        }


class DaySeal(models.Model):
    """The seal of a day, over the heads of all chains of all logs that moved since the day sealed before.

    The seals form a chain themselves. So the newest one stands for every row of every log, and it is enough that
    this one line leaves the database: a chain alone cannot show that its end was cut off.
    """

    day = models.DateField(primary_key=True)
    place = models.IntegerField(unique=True)
    heads_digest = models.BinaryField()  # SHA-256 over the heads of this day, in order
    previous = models.BinaryField()
    seal = models.BinaryField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        """The line that leaves the database: day, number, seal."""
        return f"{self.day.isoformat()} {self.place} {bytes(self.seal).hex()}"

    def sealed_content(self) -> dict[str, Any]:
        """What the seal covers."""
        return {
            "day": self.day.isoformat(),
            "place": self.place,
            "heads": bytes(self.heads_digest).hex(),
            "recorded_at": self.recorded_at.astimezone(dt.UTC).isoformat(),
        }


class SealedHead(models.Model):
    """How far a chain of a log had come when a day was sealed: how many rows, and the seal of the latest."""

    day_seal = models.ForeignKey(DaySeal, on_delete=models.PROTECT, related_name="heads")
    log = models.CharField(max_length=20)
    chain = models.BigIntegerField()
    count = models.BigIntegerField()
    seal = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("log", "chain", "count"), name="a_head_is_sealed_once"),)
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.log}/{self.chain}: {self.count}"
