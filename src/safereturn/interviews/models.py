"""What was said in interviews: the child's own account, kept apart from everybody else's words."""

from django.db import models
from django.db.models.functions import Now

from safereturn.episodes.models import Episode


class Account(models.Model):
    """The write-up of one return interview. Each of the six purposes of 6.7 has its place and is addressed (A56).

    Written once it is complete; until then the words are a draft of the person who writes.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="accounts")
    key = models.UUIDField(unique=True)  # of the event in the log that says that the interview was held
    held_at = models.DateTimeField()
    interviewer = models.CharField(max_length=40)
    wanted_someone_else = models.BooleanField(default=False)
    in_the_childs_words = models.TextField(blank=True)
    harm = models.TextField(blank=True)
    why_they_went = models.TextField(blank=True)
    what_happened = models.TextField(blank=True)
    associates = models.TextField(blank=True)
    what_would_help = models.TextField(blank=True)
    safety_information_given = models.BooleanField(default=False)
    exploitation_assessment = models.CharField(max_length=200, blank=True)
    parents_view = models.TextField(blank=True)
    said_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"Interview of {self.held_at:%d %B %Y}"
