"""What is asked of whoever keeps the records."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from safereturn.children.search import Sought
from safereturn.web.forms import Checkboxes, Form, KeyedForm, LondonDateField, Radios

from .models import SubjectRequest
from .retention import CountedFrom, Record


class FindForm(Form):
    """Whose record it is about."""

    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80)
    born_on = LondonDateField(label="Date of birth", help_text="For example, 27 3 2011", required=False)

    @property
    def sought(self) -> Sought:
        """The child who is looked for."""
        return Sought(**self.cleaned_data)


class OwnPeriodForm(KeyedForm):
    """What an agency's own schedule says of a kind of record."""

    record = forms.ChoiceField(label="What is kept?", choices=Record.choices, widget=Radios)
    years = forms.IntegerField(label="For how many years?", min_value=1, max_value=100)
    counted_from = forms.ChoiceField(label="Counted from what?", choices=CountedFrom.choices, widget=Radios)
    basis = forms.CharField(
        label="Where does your schedule say so?",
        help_text="The name of the schedule, its date, and the row.",
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        """Who looked is counted from the deletion of the record, and nothing else is."""
        given: dict[str, Any] = super().clean() or {}
        is_access = given.get("record") == Record.ACCESS
        if given.get("counted_from") and is_access != (given["counted_from"] == CountedFrom.DELETION):
            self.add_error(
                "counted_from",
                "Who looked is counted from the deletion of the record: choose that"
                if is_access
                else "Choose the date of birth or the closing: this record goes first",
            )
        return given


class HoldForm(KeyedForm):
    """Why nothing of a child may go, and when somebody asks again."""

    because = forms.CharField(
        label="Why must it be kept?", help_text="For example a claim, an inquiry or a police request.", max_length=200
    )
    review_on = LondonDateField(label="When will you ask whether it must still be kept?")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> dt.date:
        """A day ahead, and not more than a year."""
        day: dt.date = self.cleaned_data["review_on"]
        if not self.today < day <= self.today + dt.timedelta(days=366):
            raise forms.ValidationError("Enter a day after today, and within a year")
        return day


class LiftForm(KeyedForm):
    """Why a hold is needed no more."""

    because = forms.CharField(label="Why must it be kept no longer?", max_length=200)


class SubjectRequestForm(KeyedForm):
    """Who asks to see what is held of a child, and how that is known."""

    asked_by = forms.ChoiceField(label="Who asks?", choices=SubjectRequest.AskedBy.choices, widget=Radios)
    identity_checked = forms.CharField(
        label="How do you know who they are, and that they may ask?",
        help_text="What you saw, and on which day. For somebody else: how they may act for the child.",
        max_length=200,
    )
    received_on = LondonDateField(label="When did you receive it?")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_received_on(self) -> dt.date:
        """A day that has come, and is not so long ago that it is a slip."""
        day: dt.date = self.cleaned_data["received_on"]
        if not self.today - dt.timedelta(days=366) < day <= self.today:
            raise forms.ValidationError("Enter a day within the last year")
        return day


class EditForm(KeyedForm):
    """Why something is shown, or masked; and which things of a row, where there are several."""

    things = forms.MultipleChoiceField(label="Which?", widget=Checkboxes)
    because = forms.CharField(label="Why?", max_length=200)

    def __init__(self, *args: Any, masks: bool, choices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].help_text = (
            "Whoever asked reads this in its place. Name nobody." if masks else "It stays with the request."
        )
        if some := list(choices):
            self.fields["things"].choices = some  # type: ignore[attr-defined]
        else:
            del self.fields["things"]


class ApproveForm(KeyedForm):
    """Releasing what was read, and nothing else."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
