"""Two records that may be of one child; who asks to be let in to a child, and what others tell the team of one."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from safereturn.agencies.models import Team
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
    """Somebody decided whether a pair is one child: no machine ever joins two. The latest stands."""

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


class Asking(models.Model):
    """Somebody who found a child that their team has no tie to asks the team that knows the child to be let in."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    asked_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    team_id = models.BigIntegerField()  # the one that asks
    said_by = models.CharField(max_length=200)
    key = models.UUIDField(unique=True)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        indexes = (models.Index(fields=("person_id", "team_id"), name="askings_of_a_person"),)
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"child {self.child_id}, post {self.post_id}"


class Answer(models.Model):
    """Somebody of the team that was asked let the other team in, or refused."""

    asking = models.OneToOneField(Asking, on_delete=models.PROTECT, related_name="answer")
    is_let_in = models.BooleanField()
    words = models.TextField()
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.asking}: {'let in' if self.is_let_in else 'refused'}"


class HandedOver(models.Model):
    """Somebody who found a child that their team has no tie to tells the team that knows the child what they know.

    It is no event: whoever takes it up records in the episode, where one is open, what happened.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    told_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    known_at = models.DateTimeField()  # when it was seen or heard
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    team_id = models.BigIntegerField()  # of whoever tells it
    said_by = models.CharField(max_length=200)
    key = models.UUIDField(unique=True)
    handed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "handed over"
        indexes = (
            models.Index(fields=("person_id", "team_id"), name="handed_over_by_a_person"),
            models.Index(fields=("told_team",), name="handed_over_to_a_team"),
        )
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"child {self.child_id}, post {self.post_id}"


class TakenUp(models.Model):
    """Somebody of the team that was told said that it has it, and what becomes of it."""

    handed = models.OneToOneField(HandedOver, on_delete=models.PROTECT, related_name="taken")
    words = models.TextField()
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "taken up"
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.handed}: taken up"


class Notice(models.Model):
    """A team is told by mail, once, that somebody asks it or has handed it something."""

    asking = models.OneToOneField(Asking, null=True, on_delete=models.PROTECT, related_name="notice")
    handed = models.OneToOneField(HandedOver, null=True, on_delete=models.PROTECT, related_name="notice")
    mailed_at = models.DateTimeField(null=True)  # empty: not yet, or the team has no mailbox
    mail_failed_at = models.DateTimeField(null=True)  # the latest attempt that failed; it is tried again

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(asking=None, handed__isnull=False) | Q(asking__isnull=False, handed=None),
                name="a_notice_is_of_one_thing",
            ),
        )
        indexes = (models.Index(fields=("id",), condition=Q(mailed_at=None), name="askings_not_mailed"),)

    def __str__(self) -> str:
        return f"notice {self.pk}"
