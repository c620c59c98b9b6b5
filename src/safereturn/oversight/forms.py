"""The forms by which somebody says that a governance cycle was kept, or that this was a mistake."""

import datetime as dt

from django import forms

from safereturn.web.forms import KeyedForm, LondonDateField
from safereturn.web.wording import day


class KeptForm(KeyedForm):
    """On which day it was held, and where that can be read."""

    held_on = LondonDateField(label="On which day was it held, sent or signed off?")
    reference = forms.CharField(
        label="Where can the record be read?",
        help_text="The place or number of the minutes, the report or the plan.",
        max_length=200,
    )
    note = forms.CharField(
        label="Note",
        help_text="What the next reader should know, and of which locality or council. Name no child.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: object, since: dt.date, today: dt.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.since, self.today = since, today
        self.fields["held_on"].initial = today

    def clean_held_on(self) -> dt.date:
        """The day, which lies neither ahead nor before the edition was in force."""
        held_on: dt.date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError("This day lies ahead. Record it once it was held")
        if held_on < self.since:
            raise forms.ValidationError(f"This edition came into force on {day(self.since)}. Enter a day since then")
        return held_on


class MistakeForm(KeyedForm):
    """Why something that was recorded does not hold."""

    note = forms.CharField(
        label="What was wrong?",
        help_text="It stays in the log with your words, and counts no more. Name no child.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
