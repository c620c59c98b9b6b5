"""Children: who they are and what is recorded about them now. Invented ones alone, outside a partnership's own use."""

import datetime as dt
import re
from typing import Any

from django.db import models
from django.db.models.functions import Now

from safereturn.agencies.models import Team

from .likeness import Name


def name_of(given_name: str, family_name: str) -> str:
    """A child's name as people say it."""
    return f"{given_name} {family_name}"


def names_of(given_name: str, family_name: str, known_as: str, also_called: str) -> tuple[Name, ...]:
    """Every name of a child: the one recorded, the one they are known as, and the others, which stand a line each."""
    names = [Name(given_name, family_name)]
    if known_as:
        names.append(Name(known_as, family_name))
    for line in filter(None, map(str.strip, also_called.splitlines())):
        given, _, family = line.rpartition(" ")
        names.append(Name(given, family))
    return tuple(names)


def age(born_on: dt.date | None, day: dt.date) -> int | None:
    """A child's age in years on a day; None when the date of birth is not recorded."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


UNBORN = "Unborn baby of"  # stands for the first name of a baby, before the mother's name


class Child(models.Model):
    """A child known to the partnership, or an unborn baby, who is tied to the mother (A28).

    `facts` are what is recorded now, by the names of the scenario files ("looked_after_by", "open_to" …); a key that
    is left out is not recorded, which is never the same as "no".
    """

    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)  # of an unborn baby, the mother's whole name
    known_as = models.CharField(max_length=80, blank=True)
    also_called = models.TextField(blank=True)  # other names and spellings, first and last, a line each
    born_on = models.DateField(null=True, blank=True)
    description = models.TextField(blank=True)
    mother = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # if known
    mother_born_on = models.DateField(null=True, blank=True)  # with the mother's name it tells two babies apart
    home_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    school_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="pupils")
    facts = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    # Somebody decided that this record and another are of one child, and that the other is used from then on.
    joined_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined")

    class Meta:
        indexes = (  # and children_by_sound, which a migration makes: see `search`
            models.Index(fields=("family_name", "given_name"), name="children_by_name"),
            models.Index(fields=("born_on",), name="children_by_birthday"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name that the child is recorded under."""
        return names_of(self.given_name, self.family_name, self.known_as, self.also_called)

    @property
    def full_name(self) -> str:
        """The child's name as people say it."""
        return name_of(self.given_name, self.family_name)

    @property
    def expected_on(self) -> dt.date | None:
        """When an unborn baby is expected; None for whoever is born."""
        expected = self.facts.get("expected")
        return dt.date.fromisoformat(expected) if expected else None

    def learns(self, facts: dict[str, Any]) -> None:
        """Record what became known of the child; a date of birth takes the place of the day a baby was expected."""
        self.facts = {**self.facts, **facts}
        if born := facts.get("born"):
            self.facts.pop("expected", None)
            self.born_on = dt.date.fromisoformat(born)

    def age_on(self, day: dt.date) -> int | None:
        """The child's age in years on a day; None when the date of birth is not recorded."""
        return age(self.born_on, day)


class Number(models.Model):
    """A number or reference by which an agency knows a child, or a telephone of theirs."""

    class Kind(models.TextChoices):
        """What kind of number it is."""

        NHS = "nhs", "NHS number"
        UPN = "upn", "Unique pupil number"
        LOCAL = "local", "Number of a council or a home"
        POLICE = "police", "Police reference"
        TELEPHONE = "telephone", "Telephone"

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="numbers")
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.CharField(max_length=40)  # as `plain_number` writes it
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("child", "kind", "number"), name="a_number_once_for_a_child"),)
        indexes = (models.Index(fields=("number",), name="children_by_number"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


def plain_number(written: str) -> str:
    """A number as it is kept and looked for: letters and figures alone, in capitals, +44 written as 0."""
    plain = "".join(sign for sign in written.upper() if sign.isalnum() or sign == "+")
    return re.sub(r"^\+44(\(0\)|0)?", "0", plain).replace("+", "")
