"""What is asked of whoever breaks the glass, authorises it, or answers for it."""

import datetime as dt
import re
from typing import Any
from uuid import uuid4

from django import forms

from safereturn.access.field_classes import DESCRIBED, DUTIES, EXISTENCE, IDENTITY
from safereturn.access.models import BreakGlass, Restriction
from safereturn.children.likeness import Name
from safereturn.web.forms import KeyedForm, LondonDateField, Radios

from .models import Review
from .queries import person_id_of

CAN_BE_HIDDEN = [name for name in DESCRIBED if name not in (EXISTENCE, IDENTITY, DUTIES)]


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
        help_text="Only where a life is at risk: you will also see places where the child is or was.",
        required=False,
    )


class ByNameForm(BreakGlassForm):
    """Which child, by the very name and birthday, and why it cannot wait."""

    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80)
    born_on = LondonDateField(label="Date of birth", help_text="For example, 27 3 2011")
    field_order = ("given_name", "family_name", "born_on")

    @property
    def sought(self) -> tuple[Name, dt.date]:
        """The name and the birthday, and no longer among what is recorded."""
        given = self.cleaned_data
        return Name(given.pop("given_name"), given.pop("family_name")), given.pop("born_on")

    def ask_anew(self, problem: str) -> None:
        """Say what came of it, and let the next press count as another try."""
        self.add_error(None, problem)
        self.data = self.data.copy()
        self.data["key"] = str(uuid4())


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


ABOUT_NOBODY = (Restriction.Kind.LOCATION_HIDDEN, Restriction.Kind.NO_PARENT_CONTACT)


class FlagForm(KeyedForm):
    """Who may not see a child, or what of it; why, whom to ring instead, and until when nobody asks again."""

    kind = forms.ChoiceField(
        label="What should hold?",
        choices=Restriction.Kind.choices,
        widget=Radios(hints={
            "excluded": "Whatever their post. No emergency opens it.",
            "named-only": "Everybody else stops seeing this child at once: you too, unless you are named. While an "
            "episode is open, name somebody of the police and of the team that holds the case.",
            "allegation": "Hides the allegation, notes and the child’s own account.",
            "no-parent-contact": "Every page about the child says so, on paper too, and whom to ring first.",
        }),
    )  # fmt: skip
    email = forms.CharField(
        label="The person’s email address", required=False, max_length=2000,
        help_text="The one they sign in with. Leave it empty where it is about nobody in particular. Where only the "
        "people named may see the child, name them all: one address a line.",
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    field_class = forms.ChoiceField(
        label="What is hidden from them?",
        help_text="Only where a class of fields is hidden from one person.",
        choices=[("", "Nothing chosen"), *((name, DESCRIBED[name]) for name in CAN_BE_HIDDEN)],
        required=False,
    )
    because = forms.CharField(label="Why?", max_length=200)
    ring = forms.CharField(
        label="Whom do they ring instead, or first?", help_text="A name or a post, and a number.", max_length=120
    )
    review_on = LondonDateField(label="When will you ask whether it still holds?")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> dt.date:
        """A day ahead, and not more than a year."""
        day: dt.date = self.cleaned_data["review_on"]
        if not self.today < day <= self.today + dt.timedelta(days=366):
            raise forms.ValidationError("Enter a day after today, and within a year")
        return day

    def clean(self) -> dict[str, Any]:
        """The person is known, and named where somebody must be; a class is chosen where one is hidden."""
        given: dict[str, Any] = super().clean() or {}
        kind, addresses = given.get("kind"), re.split(r"[\s,;]+", given.get("email", "").strip())
        people = {address: person_id_of(address) for address in addresses if address}
        given["person_ids"] = list(dict.fromkeys(people.values()))
        if unknown := [address for address, person_id in people.items() if person_id is None]:
            self.add_error("email", f"Nobody signs in with {unknown[0]}. Check it")
        elif not people and kind and kind not in ABOUT_NOBODY:
            self.add_error("email", "Enter the email address of the person")
        elif len(people) > 1 and kind != Restriction.Kind.NAMED_ONLY:
            self.add_error("email", "Enter one address: set a flag for each person")
        if kind == Restriction.Kind.HIDDEN_FROM and not given.get("field_class"):
            self.add_error("field_class", "Choose what is hidden")
        elif kind != Restriction.Kind.HIDDEN_FROM:
            given["field_class"] = ""
        return given


class LiftForm(KeyedForm):
    """Why a flag holds no more."""

    because = forms.CharField(label="Why does it hold no more?", max_length=200)
