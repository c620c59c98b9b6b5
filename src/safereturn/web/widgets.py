"""What a page offers to type in or choose from, where Django's own widgets do not say enough."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.forms.widgets import CheckboxSelectMultiple, ChoiceWidget, MultiWidget, RadioSelect, TextInput

from .london import on_london_clocks


class _Explained(ChoiceWidget):
    """Choices that may carry a hint each, and open a further field when chosen.

    `hints` maps a choice's value to the sentence under it; `reveals` maps a value to the name of another field of the
    form.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})


class Radios(_Explained, RadioSelect):
    """One of several."""


class Checkboxes(_Explained, CheckboxSelectMultiple):
    """Any of several."""


_WIDTHS = {
    "day": "govuk-input--width-2",
    "month": "govuk-input--width-2",
    "year": "govuk-input--width-4",
    "time": "govuk-input--width-5",
}


class DateParts(MultiWidget):
    """Day, month and year, each typed."""

    template_name = "web/forms/date_parts.html"
    parts = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(self.parts, TextInput), attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, shown in zip(self.parts, context["widget"]["subwidgets"], strict=True):
            own = shown["attrs"]
            at_fault = own.pop("data-at-fault", part)
            wrong = own.pop("aria-invalid", None) and at_fault == part
            own["class"] = f"govuk-input govuk-date-input__input {_WIDTHS[part]}"
            if wrong:
                own["class"] += " govuk-input--error"
                own["aria-invalid"] = "true"
            if part in ("day", "year"):
                own["inputmode"] = "numeric"
            shown["label"] = part.capitalize()
        return context

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None] * 3


class MomentParts(DateParts):
    """Day, month, year and time, each typed."""

    parts = ("day", "month", "year", "time")

    def decompress(self, value: datetime | None) -> list[Any]:
        if not value:
            return [None] * 4
        at = on_london_clocks(value)
        return [at.day, at.month, at.year, f"{at:%H:%M}"]
