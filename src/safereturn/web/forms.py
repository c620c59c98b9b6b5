"""Forms that look and speak alike on every page.

Settings: `FORM_RENDERER = "safereturn.web.forms.Renderer"`, with `django.forms` and `safereturn.web` in INSTALLED_APPS.
"""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import Form
from django.forms.renderers import TemplatesSetting

from .bound_fields import BoundField
from .fields import LondonDateField, LondonMomentField
from .widgets import Checkboxes, DateParts, MomentParts, Radios

__all__ = [
    "Checkboxes",
    "DateParts",
    "Form",
    "KeyedForm",
    "LondonDateField",
    "LondonMomentField",
    "MomentParts",
    "Radios",
    "Renderer",
    "Wrong",
    "whats_wrong",
]


class Renderer(TemplatesSetting):
    """Gives every form, Django's and the libraries' too, the look of the GOV.UK Design System."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = BoundField


@dataclass(frozen=True)
class Wrong:
    """One thing to mend on a page: what to say, and the id of the input it leads to ("" when it is about none)."""

    message: str
    leads_to: str = ""


def whats_wrong(*given: forms.BaseForm) -> list[Wrong]:
    """All errors of the forms of a page in the order of their questions, those about no one question first."""
    found = []
    for form in given:
        found += [Wrong(message) for message in form.non_field_errors()]
        found += [Wrong(message) for field in form.hidden_fields() for message in field.errors]
        found += [Wrong(message, field.focus_id) for field in form.visible_fields() for message in field.errors]
    return found


class KeyField(forms.UUIDField):
    """The hidden key of one filling-in of a form. One that got lost on the way is replaced by a new one."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(
        ("required", "invalid"),
        "The page lost its key on the way, so nothing was saved. Check your answers and send them again.",
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": uuid4, **kwargs})

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return self.to_python(data) or initial
        except forms.ValidationError:
            return initial


class KeyedForm(forms.Form):
    """A form whose key, made when the page was shown, tells a second press of the button from a second wish."""

    key = KeyField()
