"""Children: who they are and what is recorded about them now. Invented ones alone, outside a partnership's own use."""

import datetime as dt

from django.db import models
from django.db.models.functions import Now

from safereturn.agencies.models import Team


def name_of(given_name: str, family_name: str) -> str:
    """A child's name as people say it."""
    return f"{given_name} {family_name}"


def age(born_on: dt.date | None, day: dt.date) -> int | None:
    """A child's age in years on a day; None when the date of birth is not recorded."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


class Child(models.Model):
    """A child known to the partnership.

    `facts` are what is recorded now, by the names of the scenario files ("looked_after_by", "open_to" …); a key that
    is left out is not recorded, which is never the same as "no".
    """

    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, blank=True)
    born_on = models.DateField(null=True, blank=True)
    description = models.TextField(blank=True)
    home_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    facts = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        indexes = (models.Index(fields=("family_name", "given_name"), name="children_by_name"),)

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The child's name as people say it."""
        return name_of(self.given_name, self.family_name)

    def age_on(self, day: dt.date) -> int | None:
        """The child's age in years on a day; None when the date of birth is not recorded."""
        return age(self.born_on, day)
