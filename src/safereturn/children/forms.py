"""What a child is called besides their name, and the numbers that they are known by, as questions."""

from typing import Any, Final

from django import forms

from .actions import Called
from .models import Number, plain_number
from .numbers import NAMES, whats_wrong_with

_KIND: Final = Number.Kind
_LONGEST_NAME: Final = 80


def _number(kind: str, *, label: str = "", hint: str = "", **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=label or NAMES[kind],
        label_suffix="",
        help_text=hint,
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", **attributes}),
    )


class CalledForm(forms.Form):
    """Other names and numbers of a child. None must be given; each stands under the name of its kind."""

    telephone = _number(
        _KIND.TELEPHONE,
        label="The child's mobile number",
        hint="It is then recorded too that a mobile number is known.",
        type="tel",
    )
    known_as = forms.CharField(
        label="Known as",
        label_suffix="",
        help_text="What people call the child.",
        required=False,
        max_length=_LONGEST_NAME,
    )
    also_called = forms.CharField(
        label="Other names and spellings",
        label_suffix="",
        help_text="First and last name, each on a line of its own.",
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )
    nhs = _number(_KIND.NHS, hint="It has 10 figures.", inputmode="numeric")
    upn = _number(_KIND.UPN)
    local = _number(_KIND.LOCAL, hint="By which you or others file the child.")
    police = _number(_KIND.POLICE, hint="Of the child. The incident number of a report is asked for elsewhere.")

    def clean(self) -> dict[str, Any]:
        """A number that cannot be what it is given as is refused while whoever typed it can look once more."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for kind, typed in self._numbers(cleaned):
            if wrong := whats_wrong_with(kind, typed):
                self.add_error(kind, f"{wrong}, or leave it out")
        return cleaned

    @property
    def called(self) -> Called:
        """The names and numbers that were given, once the form is valid."""
        given = self.cleaned_data
        lines = tuple(line for line in map(str.strip, given["also_called"].splitlines()) if line)
        return Called(given["known_as"], lines, tuple(self._numbers(given)))

    @staticmethod
    def _numbers(given: dict[str, Any]) -> list[tuple[str, str]]:
        return [(kind, plain_number(given[kind])) for kind in NAMES if given.get(kind)]


CALLED_FIELDS: Final = tuple(CalledForm.base_fields)
