"""Drafts: words typed so far, kept on the server at each step, so that a time-out loses nothing."""

from django.db import models
from django.db.models.functions import Now


class Draft(models.Model):
    """What a post has typed into a form that is not sent yet."""

    post_id = models.BigIntegerField()
    form = models.CharField(max_length=60)
    key = models.UUIDField()
    words = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.UniqueConstraint(fields=("post_id", "form", "key"), name="one_draft_a_form"),)
