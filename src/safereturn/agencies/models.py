"""Agencies, their teams, the people in them, and the posts that people hold."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from .roles import CHOICES, ROLES, Role

AREAS = [("derby", "Derby"), ("derbyshire", "Derbyshire")]


class Agency(models.Model):
    """An organisation of the partnership."""

    KINDS: ClassVar = [
        ("police", "Police"),
        ("council", "Council"),
        ("home", "Children's home"),
        ("fostering", "Fostering service"),
        ("health", "Health"),
        ("school", "School"),
    ]
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=KINDS)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of an agency. `area` is empty for a team that works for the whole force area."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    area = models.CharField(max_length=20, choices=AREAS, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="a_team_has_one_name"),)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """People are provisioned by their agency. There is no superuser: nobody sees everything."""

    def provision(self, *, email: str, full_name: str, password: str | None = None) -> "Person":
        """Make a person who can sign in once they have a password or a passkey."""
        person = self.model(email=self.normalize_email(email).lower(), full_name=full_name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do hangs on the post that they act as, never on the person."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    in_demonstration = models.BooleanField(default=False)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.full_name

    def has_perm(self, *_: Any) -> bool:
        """Nothing is allowed to a person as such."""
        return False

    has_module_perms = has_perm


class Post(models.Model):
    """A person's place in a team, with a role. A person acts as one post at a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40, choices=CHOICES)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "team", "role"), condition=Q(ended_at=None), name="a_post_is_held_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person.full_name}, {self.kind.name}, {self.team.name}"

    @property
    def kind(self) -> Role:
        """What kind of post it is."""
        return ROLES[self.role]

    @property
    def is_police(self) -> bool:
        """Whether the post is with the police."""
        return self.team.agency.kind == "police"


def displayed_name(person: Person) -> str:
    """How a person is named on pages."""
    return person.full_name
