"""Involvement: a team's tie to an episode, made by the events of the protocol and never by browsing."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Involvement(models.Model):
    """A team is involved in an episode. Ids alone: this room knows neither teams nor episodes."""

    team_id = models.BigIntegerField()
    episode_id = models.BigIntegerField()
    child_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    because = models.CharField(max_length=200)
    began_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("team_id", "episode_id", "kind"), condition=Q(ended_at=None), name="involved_once_in_a_kind"
            ),
        )
        indexes = (models.Index(fields=("team_id", "episode_id"), name="episodes_of_a_team"),)
