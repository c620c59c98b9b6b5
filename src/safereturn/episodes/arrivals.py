"""A child who is found and not back: the manager decides, so that no clock waits for ever to start (A02)."""

import datetime as dt
from typing import Any

from django import forms

from safereturn.web.forms import LondonMomentField, Radios

from .actions import Happening
from .acts import ActForm
from .fold import ARRIVAL_DECIDED
from .wording import ARRIVALS

ARRIVED, WAIT = ARRIVALS


class ArrivalForm(ActForm):
    """What the manager decides: where the child is now counts as the return, or the child is still on the way."""

    WHEN = "When did the child arrive there? If still on the way: when did you decide?"
    LONGEST = dt.timedelta(days=7)  # until somebody looks again

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=Radios(
            hints={
                ARRIVED: "A safe place, such as hospital or a new placement. The 72 hours for the interview count from "
                "the arrival.",
                WAIT: "You are asked again at the time that you enter below.",
            }
        ),
    )
    reason = forms.CharField(
        label="Where is the child, and why do you decide so?", label_suffix="", max_length=1000,
        widget=forms.Textarea({"rows": 3}), error_messages={"required": "Enter where the child is, and why"},
    )  # fmt: skip
    again_at = LondonMomentField(
        label="If still on the way: when do you want to be asked again?", label_suffix="", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nobody responsible is with a child who is only located: that is no safe arrival yet.
        is_alone = self.episode.state == "located"
        possible = [WAIT] if is_alone else list(ARRIVALS)
        if is_alone:
            self.fields["decision"].help_text = "Nobody responsible is with the child yet, so nobody can have arrived."
        self.fields["decision"].choices = [(decision, ARRIVALS[decision]) for decision in possible]

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """Nobody arrives before being found."""
        known = self.episode.events.filter(type__in=("located", "found")).order_by("happened_at")
        return known.values_list("happened_at", flat=True).last(), "the moment when the child was found"

    def clean(self) -> dict[str, Any]:
        """Who waits says until when, within a week."""
        cleaned: dict[str, Any] = super().clean() or {}
        again_at = cleaned.get("again_at", self)
        if cleaned.get("decision") == WAIT and again_at is not self:
            if again_at is None:
                self.add_error("again_at", "Enter when you want to be asked again")
            elif not self.now < again_at <= self.now + self.LONGEST:
                self.add_error("again_at", "Enter a time from now on, and at most a week ahead")
        return cleaned

    def happenings(self) -> list[Happening]:
        """The decision; and the return, where the child has arrived."""
        given = self.cleaned_data
        decided: dict[str, Any] = {"decision": given["decision"], "reason": given["reason"]}
        if given["decision"] == ARRIVED:
            returned = Happening("returned", given["at"], {"to": "other-safe-place"})
            return [Happening(ARRIVAL_DECIDED, given["at"], decided), returned]
        return [Happening(ARRIVAL_DECIDED, given["at"], {**decided, "again_at": given["again_at"].isoformat()})]
