"""The acts of an episode, and the forms of most: whereabouts, consulting, meetings, closing."""

import datetime as dt
import uuid
from typing import Any

from django import forms

from safereturn.access.field_classes import NOTES
from safereturn.access.rights import BASIC
from safereturn.protocol import vocabulary as v
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.protocol.periods import in_london
from safereturn.web.forms import LondonDateField, LondonMomentField, Radios

from .actions import Happening
from .acts import Act, ActForm
from .arrivals import ArrivalForm
from .called import CalledActForm, besides_of
from .fold import ANSWERED_KNOWN, LOST, NOTED, PLACE
from .grading import GradeForm
from .models import Episode
from .queries import before_grading
from .wording import MEETINGS, SERVICES
from .write_ups import DecidedForm, DetailsForm, StrategyForm


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


class PlaceForm(PlainForm):
    """An event that happens at some place, which is read by few."""

    place = forms.CharField(
        label="Where?",
        required=False,
        max_length=200,
        help_text="If you know. Police officers and social workers on the case read it, and your team; nobody else.",
    )

    def said(self) -> dict[str, Any]:
        """What the event says beside the place."""
        return {}

    def happenings(self) -> list[Happening]:
        """The one event, with the place where it is known."""
        place = self.cleaned_data["place"]
        said = {**self.said(), PLACE: place} if place else self.said()
        return [Happening(self.type, self.cleaned_data["at"], said)]


class LocatedForm(PlaceForm):
    """Where the child is has been confirmed; nobody responsible has the child yet."""

    type = "located"
    confirmed_by = forms.ChoiceField(
        label="Who confirmed where the child is?",
        choices=[("police", "The police"), ("social-worker", "A social worker"), ("carer", "The carer, in person")],
        widget=Radios,
        help_text="A text message from the child alone confirms nothing.",
    )

    def said(self) -> dict[str, Any]:
        """By whom."""
        return {"confirmed_by": self.cleaned_data["confirmed_by"]}


class FoundForm(PlaceForm):
    """Found by someone responsible."""

    type = "found"


class ReturnedForm(PlaceForm):
    """Safely back: this starts the clock of the return interview."""

    type = "returned"
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

    def said(self) -> dict[str, Any]:
        """To which kind of place."""
        return {"to": self.cleaned_data["to"]}


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


class BornForm(ActForm):
    """A baby who was not born when the episode began is born: what holds of every child holds from then on."""

    WHEN = "Since when do you know?"
    born_on = LondonDateField(label="When was the baby born?")
    given_name = forms.CharField(label="First name", max_length=80, required=False)
    family_name = forms.CharField(label="Last name", max_length=80, required=False)

    def clean_born_on(self) -> dt.date:
        """Nobody is born in the future."""
        born_on: dt.date = self.cleaned_data["born_on"]
        if born_on > in_london(self.now).date():
            raise forms.ValidationError("This lies in the future. Enter the day on which the baby was born")
        return born_on

    def happenings(self) -> list[Happening]:
        """The day of birth."""
        given = self.cleaned_data
        return [Happening("fact", given["at"], {"set": {"child.born": given["born_on"].isoformat()}})]

    def also(self, key: uuid.UUID, by: Any) -> None:
        """The name, where it is known."""
        given, child = self.cleaned_data, self.episode.child
        if given["given_name"]:
            child.given_name = given["given_name"]
            child.family_name = given["family_name"] or child.family_name
            child.save(update_fields=["given_name", "family_name"])


class ClosedForm(PlainForm):
    """Close the episode."""

    type = "closed"
    WHEN = "When is it closed?"


class CameAboutForm(ActForm):
    """Something else that the protocol names came about."""

    what = forms.ChoiceField(label="What came about?")
    note = forms.CharField(
        label="What should others know about it?",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="For example who decided, why, or the reference.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(CAN_COME_ABOUT.items(), key=lambda entry: entry[1])
        self.fields["what"].choices = [("", "Choose"), *named]

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """Some of it comes about before a child goes missing."""
        return None, ""

    def happenings(self) -> list[Happening]:
        """What came about, and the note where there is one."""
        given = self.cleaned_data
        said = {"what": given["what"], "note": given["note"]} if given["note"] else {"what": given["what"]}
        return [Happening("came-about", given["at"], said)]


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
    Act("arrival", "Decide about a child who is found and not back", "Save the decision", "decide-arrival", ArrivalForm,
        lambda e: e.arrival_asked_at is not None, "The decision is recorded.",
        intro="The 72 hours for the return interview count from a safe arrival, wherever that is. A child who never "
        "goes back to the old address must be heard all the same."),
    Act("meeting", "A meeting was held", "Save", "record-meeting", MeetingForm, _not_closed,
        "The meeting is recorded."),
    Act("decided", "What the missing meeting decided", "Save", "record-meeting", DecidedForm,
        lambda e: _not_closed(e) and e.reported_at is not None, "What the meeting decided is kept."),
    Act("strategy", "Write down the missing strategy", "Save", "record-meeting", StrategyForm, _not_closed,
        "The strategy is kept."),
    Act("details", "Tell more about the child", "Save", "record-whereabouts", DetailsForm, _gone,
        "It is kept for those who search.",
        intro="Whatever you know helps. Leave empty what you do not know; you can come back and tell more."),
    Act("called", "Add a name or a number of the child", "Save", "record-whereabouts", CalledActForm,
        lambda e: _not_closed(e) and not e.unborn, "It is recorded, and the child can be found by it.",
        template="episodes/called.html", about=besides_of),
    Act("born", "The baby is born", "Save", "answer-question", BornForm, lambda e: e.unborn and _not_closed(e),
        "It is recorded. What is owed to a child is owed from now on."),
    Act("came-about", "Something else came about", "Save", "record-whereabouts", CameAboutForm, _not_closed,
        "It is recorded."),
    Act("note", "Add a note, or the incident number", "Save the note", "record-whereabouts", NoteForm, _not_closed,
        "The note is kept."),
    Act("close", "Close this episode", "Close the episode", "close-episode", ClosedForm,
        lambda e: e.state in ("found", "returned"), "The episode is closed.",
        intro="What is still owed stays on record as it is: nobody is reminded of it any more."),
)  # fmt: skip
