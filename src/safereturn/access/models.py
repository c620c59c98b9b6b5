"""Who is involved in an episode, and who may not see a child in spite of it. Ids alone: this room knows no episode."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .field_classes import DUTIES, EXISTENCE, IDENTITY


class Involvement(models.Model):
    """A team's tie to an episode, made by the events of the protocol and never by browsing. It ends by itself.

    A person makes two ties: a broken glass, for an hour, for their own post alone, and with an alert; and one for a
    team that asked to be let in, by somebody of another, who knows the child.
    """

    class Kind(models.TextChoices):
        """What ties the team."""

        TOLD = "told", "Told the episode"
        PLACEMENT = "placement", "Cares for the child"
        POLICE = "police", "Polices the episode"
        FRONT_DOOR = "front-door", "Routes for the council"
        OWES = "owes", "Owes a duty"
        ALLOCATED = "allocated", "Holds the child's case"
        MANAGER = "manager", "Answers for the team that holds the case"
        NOTIFIED = "notified", "Was notified"
        LET_IN = "let-in", "Was let in by the team that knows the child"
        GLASS = "glass", "Opened it in an emergency"
        GLASS_RISK = "glass-risk-to-life", "Opened it with a life at risk"
        GLASS_NAMED = "glass-named-only", "Opened it in spite of being kept for named people"

    BY_GLASS = frozenset({Kind.GLASS, Kind.GLASS_RISK, Kind.GLASS_NAMED})  # their hour ends them, and no event

    team_id = models.BigIntegerField()
    post_id = models.BigIntegerField(null=True)  # set where one post of the team is meant, and not the whole team
    episode_id = models.BigIntegerField()
    child_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    because = models.CharField(max_length=200)
    began_at = models.DateTimeField(db_default=Now(), editable=False)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("team_id", "post_id", "episode_id", "kind"),
                condition=Q(ends_at=None),
                nulls_distinct=False,
                name="involved_once_in_a_kind",
            ),
        )
        indexes = (
            models.Index(fields=("team_id", "episode_id"), name="episodes_of_a_team"),
            models.Index(fields=("episode_id",), name="teams_of_an_episode"),
            models.Index(fields=("child_id", "team_id"), name="teams_of_a_child"),
        )

    def __str__(self) -> str:
        return f"team {self.team_id}, episode {self.episode_id}: {self.kind}"


class Restriction(models.Model):
    """A child whom somebody may not see, or must take care with, whatever their role and tie. Lifted, never deleted."""

    class Kind(models.TextChoices):
        """What the restriction does."""

        EXCLUDED = "excluded", "This person may not see the child"
        NAMED_ONLY = "named-only", "Only the people named may see the child"
        HIDDEN_FROM = "hidden-from", "This class of fields is hidden from this person"
        LOCATION_HIDDEN = "location-hidden", "Places are shown to the police and the holders of the case alone"
        ALLEGATION = "allegation", "An allegation against this person, hidden from them and their teams"
        NO_PARENT_CONTACT = "no-parent-contact", "Nobody contacts the parents before asking"

    child_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    person_id = models.BigIntegerField(null=True)  # empty: nobody is named yet
    field_class = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=200)
    ring = models.CharField(max_length=120)  # whom to ring instead: an obstacle with a way round it
    team_ids = models.JSONField(default=list)  # of an allegation: the teams in which that person works
    review_on = models.DateField(null=True)  # when whoever set it asks whether it still holds
    set_by_person_id = models.BigIntegerField(null=True)  # who set it, and owns it; empty for loaded history
    set_by = models.CharField(max_length=200, blank=True)  # the post in words, as it was then
    set_at = models.DateTimeField(db_default=Now(), editable=False)
    lifted_by_person_id = models.BigIntegerField(null=True)  # never who set it
    lifted_by = models.CharField(max_length=200, blank=True)
    lifted_because = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("child_id",), condition=Q(lifted_at=None), name="restrictions_of_a_child"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="hidden-from") | ~Q(field_class=""), name="what_is_hidden_is_a_class_of_fields"
            ),
            models.CheckConstraint(
                condition=~Q(field_class__in=(EXISTENCE, IDENTITY, DUTIES)),
                name="what_every_page_shows_is_not_hidden_alone",  # the person is excluded instead
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("named-only", "location-hidden", "no-parent-contact"))
                | Q(person_id__isnull=False),
                name="somebody_is_kept_out",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by_person_id=None)
                | Q(set_by_person_id=None)
                | ~Q(lifted_by_person_id=F("set_by_person_id")),
                name="a_second_person_lifts",
            ),
        )

    def __str__(self) -> str:
        return f"child {self.child_id}: {self.kind}"


class BreakGlass(models.Model):
    """Somebody who is not involved opened an episode in an emergency, or asked to; and why. It is only added to."""

    class Reason(models.TextChoices):
        """What makes it an emergency."""

        CALL = "call", "Somebody has rung about this child"
        LOOKING = "looking", "I am looking for this child now"
        FOUND = "found", "This child has been found, or has come to us"
        PROTECT = "protect", "I must decide at once how to protect this child"

    key = models.UUIDField(unique=True)  # of the form that was sent: a second press is recognised
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    team_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    role = models.CharField(max_length=40)
    child_id = models.BigIntegerField(null=True)  # empty: tried by name and birthday, and there was no such record
    episode_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=20, choices=Reason)
    incident_number = models.CharField(max_length=40)
    words = models.TextField()
    is_risk_to_life = models.BooleanField(default=False)
    is_restricted = models.BooleanField(default=False)  # the child was kept for named people
    asked_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "broken glass"
        indexes = (
            models.Index(fields=("person_id", "asked_at"), name="glass_of_a_person"),
            models.Index(fields=("child_id",), name="glass_of_a_child"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(child_id__isnull=False, episode_id__isnull=False)
                | Q(child_id=None, episode_id=None, is_restricted=False),
                name="what_is_opened_is_an_episode_of_a_child",
            ),
        )
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"episode {self.episode_id}, post {self.post_id}"

    @property
    def needs_authorising(self) -> bool:
        """Whether nothing opens before a second person says yes."""
        return self.is_restricted and not self.is_risk_to_life


class Authorisation(models.Model):
    """A second person said yes or no to somebody who asked to open a child kept for named people."""

    glass = models.OneToOneField(BreakGlass, on_delete=models.PROTECT, related_name="authorisation")
    is_given = models.BooleanField()
    words = models.TextField(blank=True)
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)  # the post in words, as it was then
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.glass}: {'yes' if self.is_given else 'no'}"
