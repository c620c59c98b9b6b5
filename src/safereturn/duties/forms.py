"""Forms about one duty."""

import datetime as dt
from typing import Any

from django import forms

from safereturn.protocol.vocabulary import MUST
from safereturn.web.forms import KeyedForm, LondonMomentField, Radios

from .actions import is_met_by_done
from .models import Duty

DONE, EXCUSED, WAIVED = "done", "excused", "waived"


class DutyForm(KeyedForm):
    """What became of a duty: done, not done for a reason, or decided against where that is allowed."""

    outcome = forms.ChoiceField(label="What do you want to record?", widget=Radios)
    at = LondonMomentField(label="If done: when?", required=False)
    words = forms.CharField(label="Note or reason", required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, duty: Duty, now: dt.datetime, part_alone: bool = False, **kwargs: Any) -> None:
        """`part_alone`: for somebody who has a part in the duty, and does not answer for the rest of it."""
        super().__init__(*args, **kwargs)
        self.now = now
        self.has_parts = "parts" in duty.facts
        self.fields["at"].initial = now
        if self.has_parts:
            self.fields["words"].label = "What does your own assessment come to, and how high do you see the risk?"
            self.fields["words"].label_suffix = ""
        done = "We did our part of it" if self.has_parts else "It was carried out"
        outcomes = [(DONE, done)] if is_met_by_done(duty) else []
        if not part_alone:
            outcomes.append((EXCUSED, "It is or will be late, for an exceptional reason"))
        if duty.strength != MUST and not part_alone:
            outcomes.append((WAIVED, "We decided not to, for a reason"))
        self.fields["outcome"].choices = outcomes

    def clean(self) -> dict[str, Any]:
        """A time for what was done; a reason for what was not."""
        cleaned: dict[str, Any] = super().clean() or {}
        outcome, at = cleaned.get("outcome"), cleaned.get("at")
        if outcome == DONE:
            if at is None and "at" not in self.errors:
                self.add_error("at", "Enter when it was carried out")
            elif at is not None and at > self.now + dt.timedelta(minutes=1):
                self.add_error("at", "This lies in the future. Enter when it was carried out")
            if self.has_parts and not cleaned.get("words"):
                self.add_error("words", "Write what your own assessment comes to, and how high you see the risk")
        elif outcome and not cleaned.get("words"):
            self.add_error("words", "Enter the reason: it is kept with the duty")
        return cleaned
