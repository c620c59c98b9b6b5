"""Agencies, their teams, the people in them, and the posts that people hold."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from .roles import CHOICES, ROLES, Role


class Area(models.TextChoices):
    """Where an agency or a team works; left empty, it works for the whole force area."""

    DERBY = "derby", "Derby"
    DERBYSHIRE = "derbyshire", "Derbyshire"
    ELSEWHERE = "elsewhere", "Elsewhere"


class Agency(models.Model):
    """An organisation of the partnership, or another authority that has placed a child here."""

    class Kind(models.TextChoices):
        """What an agency is."""

        HOME = "home", "Children's home"
        FOSTERING = "fostering", "Fostering service"
        POLICE = "police", "Police"
        COUNCIL = "council", "Council"
        HEALTH = "health", "Health"
        SCHOOL = "school", "School"
        OTHER_AUTHORITY = "other-authority", "Other authority"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.CharField(max_length=20, choices=Area, blank=True)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of an agency. Duties belong to teams, so that they outlast a shift and a holiday."""

    class Kind(models.TextChoices):
        """What a team is for."""

        CONTROL_ROOM = "control-room", "Control room"
        INVESTIGATORS = "investigators", "Investigators"
        OVERSIGHT = "oversight", "Police oversight"
        POLICE_MANAGEMENT = "police-management", "Police management"
        FRONT_DOOR = "front-door", "Front door"
        SOCIAL_CARE = "social-care", "Social care"
        EARLY_HELP = "early-help", "Early help"
        MAT = "mat", "Multi-agency team"
        RUNAWAYS = "runaways", "Runaways Workers"
        YOS = "yos", "Youth Offending Service"
        MANAGEMENT = "management", "Management"
        IRO = "iro", "Independent Reviewing Officers"
        CHILD_PROTECTION = "child-protection", "Child protection"
        MISSING_CHILDREN_LEAD = "missing-children-lead", "Missing children lead"
        HOME = "home", "Children's home"
        FOSTERING = "fostering", "Fostering"
        OTHER_AUTHORITY = "other-authority", "Social care of another authority"
        EDUCATION = "education", "Education"
        HEALTH = "health", "Health"
        SCHOOL = "school", "School"
        INFORMATION_GOVERNANCE = "information-governance", "Information governance"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=Kind)
    area = models.CharField(max_length=20, choices=Area, blank=True)
    telephone = models.CharField(max_length=20, blank=True)  # told to whoever finds a child and may not see them
    mailbox = models.EmailField(blank=True)  # shared by the team; told that a task waits, and never about a child

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="a_team_has_one_name"),)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """People are provisioned by their agency. There is no superuser: nobody sees everything."""

    def provision(
        self, *, email: str, full_name: str, password: str | None = None, in_demonstration: bool = False
    ) -> "Person":
        """Make a person who can sign in with `password`; with None they cannot sign in by password at all."""
        person = self.model(email=email.strip().lower(), full_name=full_name, in_demonstration=in_demonstration)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do hangs on the post that they act as, never on the person."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    in_demonstration = models.BooleanField(default=False)
    opened_at = models.DateTimeField(db_default=Now())  # the account, lately: idle days count from here or the sign-in

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="an_address_is_lower_case"),)

    def __str__(self) -> str:
        return self.full_name

    def has_perm(self, *_: Any) -> bool:
        """Nothing is allowed to a person as such; see `access.rights`."""
        return False

    has_module_perms = has_perm


class Post(models.Model):
    """A person's place in a team, with a role. A person acts as one post at a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40, choices=CHOICES)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # from this moment on it is not held
    certified_at = models.DateTimeField(null=True, blank=True)  # when an administrator last said that it is right

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
    def agency_id(self) -> int:
        """The agency that the post belongs to."""
        return self.team.agency_id

    @property
    def signature(self) -> dict[str, Any]:
        """Who says something, as the tables keep it: the person, the post, and the post in words as it is now."""
        return {"person_id": self.person_id, "post_id": self.pk, "said_by": str(self)}

    @property
    def is_police(self) -> bool:
        """Whether the post is with the police."""
        return self.team.agency.kind == Agency.Kind.POLICE

    def fills(self, role: str) -> bool:
        """Whether the holder carries out duties of this role of the protocol."""
        return role in self.kind.fills


class OpenSession(models.Model):
    """A session in which somebody has signed in, until it is ended or over."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="open_sessions")
    device = models.CharField(max_length=60)  # in plain words, as the browser told
    signed_in_at = models.DateTimeField()
    last_used_at = models.DateTimeField()  # to within minutes: not every page is noted
    over_at = models.DateTimeField()  # if no page is asked for before
    is_let_in = models.BooleanField()  # else it waits until another has ended
    made_for = models.CharField(max_length=64)  # the password, as Django's session knows it: with another it is over

    def __str__(self) -> str:
        return self.device


class PeopleChange(models.Model):
    """What became of a person's account or post, as an agency's administrators, or the service itself, had it."""

    class What(models.TextChoices):
        """What was changed."""

        PROVISIONED = "provisioned", "Account opened"
        LINK_SENT = "link-sent", "Link sent for a new password"
        PROOFS_REMOVED = "proofs-removed", "Second proofs taken off"
        PASSWORD_SET = "password-set", "Password set"
        POST_ASKED = "post-asked", "Post asked for"
        POST_REFUSED = "post-refused", "Post refused"
        POST_BEGAN = "post-began", "Post given"
        POST_ENDED = "post-ended", "Post ended"
        POST_CERTIFIED = "post-certified", "Post certified"
        CLOSED = "closed", "Account closed"
        IDLE = "idle", "Account disabled, not used for 30 days"
        REOPENED = "reopened", "Account opened again"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="changes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=20, choices=What)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)  # of a post, also of one that is asked for
    role = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(null=True)  # from when on a post is held, or not held
    because = models.CharField(max_length=200, blank=True)
    answers = models.OneToOneField("self", models.PROTECT, null=True, related_name="answered_by")
    by_post_id = models.BigIntegerField(null=True)  # empty where the service did it itself
    said_by = models.CharField(max_length=300)  # the post in words, as it was then
    key = models.UUIDField()  # of the form that was sent: a second press is recognised
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("key", "what", "person", "post"), nulls_distinct=False, name="a_change_is_made_once"
            ),
        )
        indexes = (models.Index(fields=("agency", "-id"), name="changes_of_an_agency"),)
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.person_id}"


def displayed_name(person: Person) -> str:
    """How a person is named on pages."""
    return person.full_name
