"""Looking for a child, asking to be let in, handing over what one knows, and deciding about two records."""

import datetime as dt
from typing import Any

from django import forms

from safereturn.children.search import Sought
from safereturn.web.forms import Form, KeyedForm, LondonDateField, LondonMomentField, Radios

from .models import Pair

TWO_CHILDREN = "two"


class FindForm(Form):
    """What somebody knows of the child they look for, and why they look."""

    given_name = forms.CharField(label="First name", max_length=80, required=False)
    family_name = forms.CharField(label="Last name", max_length=80, required=False)
    born_on = LondonDateField(label="Date of birth", required=False, help_text="For example, 27 3 2011")
    number = forms.CharField(
        label="Number or reference",
        help_text="NHS number, unique pupil number, police reference, telephone or your own number for the child.",
        max_length=40,
        required=False,
    )
    purpose = forms.CharField(
        label="Why are you looking?",
        help_text="Without it, only children your team is involved with are looked for. It is logged.",
        max_length=180,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A birthday alone is shared by hundreds."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned[name] for name in ("given_name", "family_name", "number")):
            self.add_error("given_name", "Enter a name or a number: nobody is looked for by a birthday alone")
        return cleaned

    @property
    def sought(self) -> Sought:
        """The child who is looked for."""
        return Sought(*(self.cleaned_data[name] for name in Sought._fields))


class VerdictForm(KeyedForm):
    """Whether two records are of one child, which is used from now on, and why."""

    verdict = forms.ChoiceField(label="Are they one child?", widget=Radios)
    words = forms.CharField(
        label="How do you know?",
        help_text="Whom you asked, or what you compared. Whoever parts the records again will read it.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, pair: Pair, joined: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["verdict"]
        same = [
            (str(child.pk), f"One child: use the record of {child.full_name}, made {place}")
            for child, place in ((pair.one, "first"), (pair.other, "later"))
        ]
        choice.choices = [*([] if joined else same), (TWO_CHILDREN, "Two children")]
        if joined:
            choice.initial = TWO_CHILDREN


class AskForm(KeyedForm):
    """Why somebody asks to be let in."""

    reason = forms.CharField(
        label="Why do you need to be let in?",
        help_text="What you have to do with the child, and what you need to know. They read it before they answer.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class AnswerForm(KeyedForm):
    """Whether somebody who asked is let in, and why."""

    is_let_in = forms.TypedChoiceField(
        label="May they be let in?", coerce=lambda answer: answer == "yes", widget=Radios
    )
    words = forms.CharField(
        label="Why?",
        help_text="Whoever asked reads it. Where you refuse, tell nothing of the child; say whom to ring.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_let_in"].choices = [
            *([("yes", "Yes, until the episode is over")] if is_open else []),
            ("no", "No"),
        ]


class HandOverForm(KeyedForm):
    """What somebody knows of a child, and since when."""

    words = forms.CharField(
        label="What do you know?",
        help_text="What was seen or heard, where, and by whom. The team reads it; it goes into the child’s file.",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
    known_at = LondonMomentField(
        label="When was it seen or heard?", help_text="As near as you know. The time now is filled in."
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["known_at"].initial = now

    def clean_known_at(self) -> dt.datetime:
        """The moment, which cannot lie ahead. The minute that is running counts as now."""
        known_at: dt.datetime = self.cleaned_data["known_at"]
        if known_at > self.now + dt.timedelta(minutes=1):
            raise forms.ValidationError("This lies in the future. Enter when it was seen or heard")
        return min(known_at, self.now)


class TakeUpForm(Form):
    """What a team does with what it was told."""

    words = forms.CharField(
        label="What will you do with it?",
        help_text="For your own team and the child’s file. Whoever told you sees your name, and not these words.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
