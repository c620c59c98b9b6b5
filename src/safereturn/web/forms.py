"""Forms that look and speak alike on every page.

Settings: `FORM_RENDERER = "safereturn.web.forms.Renderer"`, with `django.forms` and `safereturn.web` in INSTALLED_APPS.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
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
    "PlainErrors",
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


def _ask_for(field: forms.Field, label: str) -> str:
    """What to say when a required question was left empty."""
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    subject = label[:1].lower() + label[1:]
    if isinstance(field, forms.BooleanField):
        return f"Tick the box: {label}"
    return f"{'Choose' if isinstance(field, forms.ChoiceField) else 'Enter'} {subject}"


class PlainErrors:
    """A form mixin: an empty or overlong answer is complained of in plain words, unless the field has its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Iterable[tuple[str, forms.Field]] = self.fields.items()  # type: ignore[attr-defined]
        for name, field in fields:
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _ask_for(field, str(field.label or name.replace("_", " ")))
            field.error_messages.setdefault(
                "max_length", "Use %(limit_value)d characters or fewer: you have typed %(show_value)d"
            )


class Form(PlainErrors, forms.Form):
    """A form of the product. Put it inside `<form method="post" novalidate>`."""


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


class KeyedForm(Form):
    """A form whose key, made when the page was shown, tells a second press of the button from a second wish."""

    key = KeyField()
