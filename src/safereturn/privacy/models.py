"""What a privacy referee must answer, and the answers. Numbers of people and children, and no name."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from safereturn.access.models import BreakGlass
from safereturn.agencies.models import Team
from safereturn.audit.models import View


class GlassNotice(models.Model):
    """A team is told that glass was broken: whoever leads the child's case, the referees, and who may authorise."""

    glass = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="notices")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    mailed_at = models.DateTimeField(null=True)  # empty: not yet
    mail_failed_at = models.DateTimeField(null=True)  # the latest attempt that failed; it is tried again

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("glass", "team"), name="a_team_is_told_once_of_glass")]
        indexes: ClassVar = [models.Index(fields=("team",), condition=Q(mailed_at=None), name="notices_not_mailed")]

    def __str__(self) -> str:
        return f"glass {self.glass_id}, team {self.team_id}"


class Alert(models.Model):
    """Views that a rule asks about: once for a person, a child and a week. It says nothing of right or wrong."""

    rule = models.CharField(max_length=20)
    person_id = models.BigIntegerField()  # who looked
    post_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    child_id = models.BigIntegerField(null=True)  # empty where a rule is about many children
    week = models.DateField()  # its Monday
    because = models.CharField(max_length=200)
    at = models.DateTimeField()  # of the first of the views
    found_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("rule", "person_id", "child_id", "week"), nulls_distinct=False, name="an_alert_is_given_once"
            )
        ]
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.rule}, person {self.person_id}"


class Sampled(models.Model):
    """A view that chance chose to be asked about: two in a hundred of each week."""

    view = models.OneToOneField(View, on_delete=models.PROTECT, related_name="+")
    week = models.DateField()  # its Monday
    chosen_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "sampled"
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"view {self.view_id}"


class Review(models.Model):
    """What a referee found of one alert, one broken glass or one sampled view. A second thought is a second row."""

    class Outcome(models.TextChoices):
        """What came of asking."""

        FINE = "fine", "Fine: it was part of their work"
        SPOKEN_TO = "spoken-to", "Spoken to: a mistake, or not needed"
        REPORTED = "reported", "Reported to their manager or to professional standards"
        MISUSE = "misuse", "Misuse: it was no part of their work"

    alert = models.ForeignKey(Alert, models.PROTECT, null=True, related_name="reviews")
    glass = models.ForeignKey(BreakGlass, models.PROTECT, null=True, related_name="reviews")
    sampled = models.ForeignKey(Sampled, models.PROTECT, null=True, related_name="reviews")
    outcome = models.CharField(max_length=20, choices=Outcome)
    words = models.TextField()
    person_id = models.BigIntegerField()  # the referee
    post_id = models.BigIntegerField()
    said_by = models.CharField(max_length=200)  # the post in words, as it was then
    key = models.UUIDField(unique=True)  # of the form that was sent: a second press is recognised
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(alert__isnull=False, glass=None, sampled=None)
                | Q(alert=None, glass__isnull=False, sampled=None)
                | Q(alert=None, glass=None, sampled__isnull=False),
                name="a_review_is_of_one_thing",
            )
        ]
        db_table_comment = "Append-only. The app may insert and read, nothing else."

    def __str__(self) -> str:
        return f"{self.outcome}, by post {self.post_id}"
