"""What the pages themselves must remember."""

from django.db import models
from django.db.models.functions import Now


class Draft(models.Model):
    """The words of a form that is not yet sent, kept so that a time-out loses none of them.

    They are nobody's record: nothing is derived from them, and only the post that wrote them sees them.
    """

    owner_id = models.BigIntegerField()  # the post that writes; a plain number, because this room knows no posts
    form = models.CharField(max_length=100)  # which form, for example "report"
    key = models.UUIDField()  # which filling-in of that form
    step = models.CharField(max_length=100, blank=True)  # where the writer was
    words = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_id", "form", "key"], name="one_draft_for_each_filling_in")
        ]
        indexes = [models.Index(fields=["owner_id", "-saved_at"], name="drafts_of_a_post")]

    def __str__(self) -> str:
        return f"draft of {self.form}"
