"""Two records that may be of one child, and what somebody decided about them. No machine ever joins two."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from safereturn.children.models import Child


class Compared(models.Model):
    """A record was compared with all others."""

    child = models.OneToOneField(Child, primary_key=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"child {self.child_id}"


class Pair(models.Model):
    """Two records that may be of one child, the older first."""

    one = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField()  # how alike, from 0 to 1
    because = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="a_pair_is_proposed_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="the_older_of_a_pair_comes_first"),
        )

    def __str__(self) -> str:
        return f"children {self.one_id} and {self.other_id}"


class Verdict(models.Model):
    """Somebody decided whether a pair is one child. The latest stands."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="verdicts")
    is_one_child = models.BooleanField()
    kept = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="+")  # the record that is used
    moved = models.JSONField(default=list)  # the ids of the records joined to it by this verdict
    words = models.TextField()
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)
    key = models.UUIDField(unique=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.pair}: {'one child' if self.is_one_child else 'two children'}"
