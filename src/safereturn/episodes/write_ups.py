"""Forms of prompts, none of which must be answered: what the protocol wants to be written down."""

from typing import Any, ClassVar

from django import forms

from .actions import Happening
from .acts import ActForm
from .fold import WRITTEN_UP
from .prompts import MEETING, REPORT, STRATEGY, Prompts


def prompted(prompts: Prompts, *, rows: int = 2) -> dict[str, forms.Field]:
    """A field in words for each prompt; none must be answered."""
    return {
        name: forms.CharField(
            label=label, label_suffix="", required=False, max_length=2000, widget=forms.Textarea({"rows": rows})
        )
        for name, label in prompts
    }


def answers_to(prompts: Prompts, given: dict[str, Any]) -> dict[str, str]:
    """The prompts that were answered, with the answers."""
    return {name: given[name] for name, _ in prompts if given.get(name)}


class WriteUpForm(ActForm):
    """Answers to prompts of the protocol, of which none must be given. Subclasses name the occasion."""

    OCCASION: ClassVar[str]
    PROMPTS: ClassVar[Prompts]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= prompted(self.PROMPTS)
        self.order_fields([*(name for name, _ in self.PROMPTS), "at"])

    def clean(self) -> dict[str, Any]:
        """An empty page tells nobody anything."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors.keys().isdisjoint(dict(self.PROMPTS)) and not answers_to(self.PROMPTS, cleaned):
            self.add_error(self.PROMPTS[0][0], "Answer at least one of the questions")
        return cleaned

    def happenings(self) -> list[Happening]:
        """What was written, by prompt."""
        answers = answers_to(self.PROMPTS, self.cleaned_data)
        return [Happening(WRITTEN_UP, self.cleaned_data["at"], {self.OCCASION: answers})]


class DetailsForm(WriteUpForm):
    """What a reporter shares with those who search (4.1)."""

    WHEN = "When did you know this?"
    OCCASION, PROMPTS = "report", REPORT


class DecidedForm(WriteUpForm):
    """What a missing meeting, or its review, came to (5.4)."""

    WHEN = "When was the meeting?"
    OCCASION, PROMPTS = "meeting", MEETING


class StrategyForm(WriteUpForm):
    """The strategy for a child who goes missing again and again (7.3)."""

    WHEN = "When was it agreed?"
    OCCASION, PROMPTS = "strategy", STRATEGY
