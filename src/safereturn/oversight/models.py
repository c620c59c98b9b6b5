"""What groups and boards kept: a log that is only ever added to. No child is named in it."""

from django.db import models
from django.db.models.functions import Now


class CycleKept(models.Model):
    """A governance cycle was kept on a day: a group met, a report went out, a plan was looked at."""

    cycle = models.CharField(max_length=60)  # the id of the register by which it is known
    edition = models.CharField(max_length=20)
    held_on = models.DateField()
    reference = models.CharField(max_length=200)  # where the minutes, the report or the plan can be read
    note = models.TextField(blank=True)
    post_id = models.BigIntegerField(null=True)  # empty for loaded history
    said_by = models.CharField(max_length=200)  # the post in words, as it was then
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")  # a mistake
    key = models.UUIDField(unique=True)  # of the form that was sent: a second press is recognised
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.cycle}, {self.held_on.isoformat()}"
