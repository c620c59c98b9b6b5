"""The police record and grade: ten questions, what weighs, and the category."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from safereturn.protocol.editions import EDITIONS
from safereturn.web.forms import Checkboxes, LondonMomentField, Radios

from .actions import Happening, is_recorded
from .acts import ActForm
from .fold import ASSESSED, WRITTEN_UP
from .prompts import FACTORS_OF_2019, RISK_FACTORS, TEN_QUESTIONS
from .wording import category_name
from .write_ups import answers_to, prompted


class GradeForm(ActForm):
    """The police record and grade: the ten questions, then the category."""

    WHEN = "When was this decided?"
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput)  # the category when the page was opened
    factors = forms.MultipleChoiceField(label="What weighs in this decision?", required=False, widget=Checkboxes)
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
        self.fields |= prompted(TEN_QUESTIONS)
        newer = FACTORS_OF_2019 if self.edition.name == "2016" else ()
        self.fields["factors"].choices = [(name, label) for name, label in RISK_FACTORS if name not in newer]
        self.order_fields([name for name, _ in TEN_QUESTIONS] + ["factors", "category", "review_at", "at"])

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
        return answers_to(TEN_QUESTIONS, given)

    def happenings(self) -> list[Happening]:
        """The answers, where there are any, then the grading."""
        given = self.cleaned_data
        graded: dict[str, Any] = {"category": given["category"]}
        if given.get("review_at"):
            graded["review_at"] = given["review_at"].isoformat()
        answers = self._answers(given)
        assessed = [Happening(ASSESSED, given["at"], {"answers": answers})] if answers else []
        if given.get("factors"):
            weighed = dict.fromkeys(given["factors"], True)
            assessed.append(Happening(WRITTEN_UP, given["at"], {"risk": weighed}))
        return [*assessed, Happening("categorised", given["at"], graded)]
