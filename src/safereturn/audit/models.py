"""Who looked at what, and why: an append-only log, sealed in 256 chains by child."""

from typing import Any

from django.db import models
from django.db.models.functions import Now

from .sealing import START

CHAINS = 256  # one chain for all would halve the throughput


class View(models.Model):
    """Somebody was shown something about a child. Written, and committed, before the bytes leave."""

    chain = models.SmallIntegerField()
    place = models.BigIntegerField()
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    child_id = models.BigIntegerField()
    episode_id = models.BigIntegerField(null=True)
    page = models.CharField(max_length=80)
    because = models.CharField(max_length=200)
    at = models.DateTimeField()
    previous = models.BinaryField()
    seal = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "place"), name="a_view_has_one_place"),)
        indexes = (models.Index(fields=("child_id", "-at"), name="views_of_a_child"),)

    def sealed_content(self) -> dict[str, Any]:
        """What the seal covers."""
        return {
            "chain": self.chain,
            "place": self.place,
            "person": self.person_id,
            "post": self.post_id,
            "child": self.child_id,
            "episode": self.episode_id,
            "page": self.page,
            "because": self.because,
            "at": self.at.isoformat(),
        }


class Head(models.Model):
    """The end of a chain of views: how many there are, and the latest seal."""

    chain = models.SmallIntegerField(primary_key=True)
    count = models.BigIntegerField(default=0)
    seal = models.BinaryField(default=bytes(START))


class DayHeads(models.Model):
    """All heads on one day, sealed. Its hash leaves the database, since a chain alone cannot show a cut tail."""

    day = models.DateField(unique=True)
    heads = models.JSONField()
    seal = models.BinaryField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
