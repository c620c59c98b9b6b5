"""Three plain tables: children, episodes, and duties of teams."""

from typing import ClassVar

from django.db import models


class Child(models.Model):
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.family_name


class Episode(models.Model):
    child = models.ForeignKey(Child, models.PROTECT)
    category = models.SmallIntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class Duty(models.Model):
    episode = models.ForeignKey(Episode, models.PROTECT)
    child = models.ForeignKey(Child, models.PROTECT)
    team_id = models.IntegerField()
    code = models.SmallIntegerField()
    is_open = models.BooleanField()
    due_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("team_id", "due_at"), condition=models.Q(is_open=True), name="open_of_a_team")
        ]

    def __str__(self) -> str:
        return str(self.code)
