"""What is asked of whoever breaks the glass, authorises it, or answers for it."""

from django import forms

from safereturn.access.models import BreakGlass
from safereturn.web.forms import KeyedForm, Radios

from .models import Review


class BreakGlassForm(KeyedForm):
    """Why it cannot wait."""

    reason = forms.ChoiceField(label="What makes it an emergency?", choices=BreakGlass.Reason.choices, widget=Radios)
    incident_number = forms.CharField(
        label="Incident number", help_text="Of the police, or the number under which your agency logs the call.",
        max_length=40,
    )  # fmt: skip
    words = forms.CharField(
        label="What do you need to know, and why now?",
        help_text="The privacy referee reads this.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    is_risk_to_life = forms.BooleanField(
        label="A life is at risk",
        help_text="Tick this only then. You will also see places where the child is or was.",
        required=False,
    )


class AuthoriseForm(KeyedForm):
    """Yes or no to somebody who asked."""

    is_given = forms.TypedChoiceField(
        label="May they open it?",
        choices=[("yes", "Yes, for an hour"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
    )
    words = forms.CharField(label="Why?", max_length=1000, widget=forms.Textarea({"rows": 3}))


class ReviewForm(KeyedForm):
    """What came of asking."""

    outcome = forms.ChoiceField(label="What did you find?", choices=Review.Outcome.choices, widget=Radios)
    words = forms.CharField(
        label="How do you know?",
        help_text="Whom you asked, and what they said. Name no child.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
