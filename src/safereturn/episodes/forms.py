"""The forms of the acts that any room may offer: grading, whereabouts, consulting, meetings, closing."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from safereturn.access.field_classes import NOTES
from safereturn.access.rights import BASIC
from safereturn.protocol import vocabulary as v
from safereturn.protocol.editions import EDITIONS
from safereturn.web.forms import LondonMomentField, Radios

from .actions import Happening, is_recorded
from .acts import Act, ActForm
from .fold import ANSWERED_KNOWN, ASSESSED, LOST, NOTED
from .models import Episode
from .queries import before_grading
from .wording import MEETINGS, SERVICES, TEN_QUESTIONS, category_name


class GradeForm(ActForm):
    """The police record and grade: the ten questions, then the category."""

    WHEN = "When was this decided?"
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput)  # the category when the page was opened
    category = forms.ChoiceField(label="How is the child recorded and graded?", widget=Radios)
    review_at = LondonMomentField(
        label="By when is this looked at again?",
        required=False,
        help_text="Needed at the lowest category, and never more than 24 hours ahead.",
    )

    LONGEST: ClassVar[dt.timedelta] = dt.timedelta(hours=24)  # in the lowest category, before somebody looks again

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = EDITIONS[self.episode.edition]
        self.fields["opened_with"].initial = self.episode.category
        self.fields["category"].choices = [(c, category_name(c)) for c in reversed(self.edition.categories)]
        for name, question in TEN_QUESTIONS:
            self.fields[name] = forms.CharField(
                label=question, label_suffix="", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
            )
        self.order_fields([name for name, _ in TEN_QUESTIONS] + ["category", "review_at", "at"])

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """Nobody decides on a report before it is made."""
        reported = self.episode.reported_at
        return (reported, "the report") if reported else super().earliest()

    def clean(self) -> dict[str, Any]:
        """The lowest category needs an answer, and a time to look again; nobody is overruled unseen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("category") == self.edition.categories[0]:
            if not self._answers(cleaned):
                self.add_error("worry", "Answer at least one of the questions before choosing the lowest category")
            self._check_review(cleaned.get("review_at", self), cleaned.get("at"))
        self._notice_a_grade_given_meanwhile(cleaned)
        return cleaned

    def _check_review(self, review_at: Any, at: dt.datetime | None) -> None:
        if review_at is None:
            self.add_error("review_at", "Enter by when this is looked at again: this category lasts a day at most")
        elif review_at is not self and at is not None and not at < review_at <= at + self.LONGEST:
            self.add_error("review_at", "Enter a time after the decision, and at most 24 hours after it")

    def _notice_a_grade_given_meanwhile(self, cleaned: dict[str, Any]) -> None:
        given = self.episode.category
        if cleaned.get("opened_with", given) in (given, None) or "opened_with" not in self.data:
            return
        if is_recorded(self.episode, self.data.get("key")):
            return
        self.data = self.data.copy()
        self.data["opened_with"] = given
        said = category_name(given) or "nothing"
        self.add_error(
            None, f"Somebody graded this child after you opened the page: {said}. Save again to overrule that"
        )

    def _answers(self, given: dict[str, Any]) -> dict[str, str]:
        return {name: given[name] for name, _ in TEN_QUESTIONS if given.get(name)}

    def happenings(self) -> list[Happening]:
        """The answers, where there are any, then the grading."""
        given = self.cleaned_data
        graded: dict[str, Any] = {"category": given["category"]}
        if given.get("review_at"):
            graded["review_at"] = given["review_at"].isoformat()
        answers = self._answers(given)
        assessed = [Happening(ASSESSED, given["at"], {"answers": answers})] if answers else []
        return [*assessed, Happening("categorised", given["at"], graded)]


class KnownForm(ActForm):
    """The front door answers: is the child known, and to whom?"""

    WHEN = "When was this checked?"
    known = forms.MultipleChoiceField(
        label="Which services have an open case?",
        required=False,
        choices=list(SERVICES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all empty if none has: the child is then not known.",
    )
    plan = forms.ChoiceField(
        label="Is the child on a child protection plan?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios,
    )

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """A council may have looked before."""
        return None, ""

    def clean(self) -> dict[str, Any]:
        """A child on a plan has an open case."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("plan") == "yes" and not cleaned.get("known"):
            self.add_error(
                "known", "A child on a child protection plan has an open case. Tick the service that holds it"
            )
        return cleaned

    def happenings(self) -> list[Happening]:
        """What became known, and that the check was made where it was owed."""
        at, services = self.cleaned_data["at"], self.cleaned_data["known"]
        names = ", ".join(SERVICES[service] for service in services)
        says = f"Open to {names}" if services else "Not known to any service"
        learnt = {"child.open_to": services, "child.child_protection_plan": self.cleaned_data["plan"] == "yes"}
        happenings = [Happening(ANSWERED_KNOWN, at, {"says": says}), Happening("fact", at, {"set": learnt})]
        if self.episode.events.filter(type="categorised", happened_at__lte=at).exists():
            happenings.append(Happening("done", at, {"duty": "la-check-child-known", "note": says}))
        return happenings


class PlainForm(ActForm):
    """An act that is an event and its time, and no more."""

    type = ""

    def happenings(self) -> list[Happening]:
        """The one event."""
        return [Happening(self.type, self.cleaned_data["at"])]


class LostForm(PlainForm):
    """The whereabouts of an away or located child are no longer known."""

    type = "location-lost"
    WHEN = "Since when is it not known where the child is?"


class LocatedForm(PlainForm):
    """Where the child is has been confirmed; nobody responsible has the child yet."""

    type = "located"
    confirmed_by = forms.ChoiceField(
        label="Who confirmed where the child is?",
        choices=[("police", "The police"), ("social-worker", "A social worker"), ("carer", "The carer, in person")],
        widget=Radios,
        help_text="A text message from the child alone confirms nothing.",
    )

    def happenings(self) -> list[Happening]:
        """Located, and by whom."""
        return [Happening("located", self.cleaned_data["at"], {"confirmed_by": self.cleaned_data["confirmed_by"]})]


class FoundForm(PlainForm):
    """Found by someone responsible."""

    type = "found"


class ReturnedForm(ActForm):
    """Safely back: this starts the clock of the return interview."""

    WHEN = "When did they arrive?"

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """A missing child comes back after the report; one who came while it was typed, at the minute of the report."""
        reported = self.episode.reported_at if self.episode.kind == v.MISSING else None
        if reported is None:
            return super().earliest()
        return reported, "the report. If the child was back before it was sent, enter the time of the report"

    to = forms.ChoiceField(
        label="Where are they now?",
        choices=[("home", "At home"), ("placement", "At the placement"), ("other-safe-place", "At another safe place")],
        widget=Radios,
    )

    def happenings(self) -> list[Happening]:
        """The return."""
        return [Happening("returned", self.cleaned_data["at"], {"to": self.cleaned_data["to"]})]


class ConsultedForm(ActForm):
    """The social worker or the out-of-hours service was told of an away child, and asked what to do."""

    who = forms.ChoiceField(
        label="Who was told?",
        choices=[("social-worker", "The child's social worker"), ("out-of-hours-service", "The out-of-hours service")],
        widget=Radios,
    )
    consulted = forms.ChoiceField(
        label="Did you agree with them what to do?",
        choices=[("yes", "Yes, we agreed what to do"), ("no", "No, I only told them")],
        widget=Radios,
    )

    def happenings(self) -> list[Happening]:
        """Told, and consulted or not."""
        given = self.cleaned_data
        agreed = given["consulted"] == "yes"
        return [Happening("consulted", given["at"], {"who": given["who"], "told": True, "consulted": agreed})]


class MeetingForm(ActForm):
    """A meeting was held."""

    WHEN = "When did it start?"
    meeting = forms.ChoiceField(label="Which meeting was held?", choices=list(MEETINGS.items()), widget=Radios)
    moved_from = LondonMomentField(label="If it is a review conference: when had it been planned for?", required=False)

    def clean(self) -> dict[str, Any]:
        """A conference counts as brought forward only with its old date."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("meeting") == "review-conference" and cleaned.get("moved_from", self) is None:
            self.add_error("moved_from", "Enter when the conference had been planned for, so that the change shows")
        return cleaned

    def happenings(self) -> list[Happening]:
        """The meeting."""
        content: dict[str, Any] = {"meeting": self.cleaned_data["meeting"]}
        if content["meeting"] == "review-conference":
            content["moved_forward_from"] = self.cleaned_data["moved_from"].isoformat()
        return [Happening("meeting-held", self.cleaned_data["at"], content)]


class ReportedForm(ActForm):
    """An away child is reported to the police after all."""

    WHEN = "When did you ring the police?"
    incident_number = forms.CharField(label="Police incident number", max_length=40, required=False)

    def happenings(self) -> list[Happening]:
        """The report."""
        number = self.cleaned_data["incident_number"]
        told = {"by": "carer", "incident_number": number} if number else {"by": "carer"}
        return [Happening("reported", self.cleaned_data["at"], told)]


class NoteForm(ActForm):
    """Something that others should know, or the incident number."""

    WHEN = "When was that?"
    says = forms.CharField(label="What should be noted?", max_length=2000, widget=forms.Textarea({"rows": 4}))

    def happenings(self) -> list[Happening]:
        """The note."""
        return [Happening(NOTED, self.cleaned_data["at"], {"says": self.cleaned_data["says"]})]


class ClosedForm(PlainForm):
    """Close the episode."""

    type = "closed"
    WHEN = "When is it closed?"


def _gone(episode: Episode) -> bool:
    return episode.absent_until is None


def _not_closed(episode: Episode) -> bool:
    return episode.state != "closed"


ACTS = (
    Act("grade", "Record and grade this report", "Save the decision", "decide-category", GradeForm,
        lambda e: _gone(e) and e.state not in ("away", LOST), "The decision is recorded.",
        template="episodes/grade.html", about=before_grading, shows=BASIC | {NOTES}),
    Act("known", "Is this child known?", "Save the answer", "answer-known", KnownForm, _not_closed,
        "The answer is recorded."),
    Act("consulted", "Social worker or out-of-hours service told", "Save", "record-consulting", ConsultedForm,
        lambda e: e.kind == "away" and _gone(e), "It is recorded who was told."),
    Act("lost", "It is not known where the child is", "Save", "record-whereabouts", LostForm,
        lambda e: _gone(e) and e.state in ("away", "located", "found"),
        "It is recorded that nobody knows where the child is. Ring 101 now, or 999 in danger, and record the report."),
    Act("reported", "Report to the police", "Save", "record-whereabouts", ReportedForm,
        lambda e: e.kind == "away" and e.reported_at is None and _gone(e), "The report to the police is recorded."),
    Act("located", "The child is located", "Save", "record-whereabouts", LocatedForm,
        lambda e: _gone(e) and e.state in ("reported", "missing", LOST), "It is recorded where the child is.",
        intro="Located means: somebody knows where the child is, and nobody responsible is with them yet."),
    Act("found", "The child is found", "Save", "record-whereabouts", FoundForm,
        lambda e: _gone(e) and e.state in ("reported", "missing", "located", LOST), "It is recorded: found.",
        intro="Found means: somebody responsible is with the child now. The child may still be on the way."),
    Act("returned", "The child is back", "Save", "record-whereabouts", ReturnedForm, _gone,
        "It is recorded that the child is back.",
        intro="Back means: safely arrived. The 72 hours for the return interview count from then."),
    Act("meeting", "A meeting was held", "Save", "record-meeting", MeetingForm, _not_closed,
        "The meeting is recorded."),
    Act("note", "Add a note, or the incident number", "Save the note", "record-whereabouts", NoteForm, _not_closed,
        "The note is kept."),
    Act("close", "Close this episode", "Close the episode", "close-episode", ClosedForm,
        lambda e: e.state in ("found", "returned"), "The episode is closed.",
        intro="What is still owed stays on record as it is: nobody is reminded of it any more."),
)  # fmt: skip
