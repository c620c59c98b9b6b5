"""How a field of any form shows itself on a page, in GOV.UK's mark-up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField as DjangoBoundField
from django.utils.functional import cached_property

# Which class of the design system a widget takes. Kinds are tried in order, the more particular first.
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, ""),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.MultiWidget, "govuk-input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Widget, "govuk-input"),
)
_MARKED_WHEN_WRONG = {"govuk-input", "govuk-select", "govuk-textarea", "govuk-file-upload"}


@dataclass(frozen=True)
class Option:
    """One radio or checkbox, with what stands under it."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    hint: str
    revealed: "BoundField | None"


def _ask_for(field: forms.Field, label: str) -> str:
    """What to say when a required question was left empty."""
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick the box: {label}"
    return f"{'Choose' if isinstance(field, forms.ChoiceField) else 'Enter'} {label[:1].lower()}{label[1:]}"


class BoundField(DjangoBoundField):
    """A field on a page: label, hint, error and input, in GOV.UK's mark-up.

    An empty or overlong answer is complained of in plain words, unless the field has its own.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        words = field.error_messages  # the form's own copy
        if words.get("required") == forms.Field.default_error_messages["required"]:
            words["required"] = _ask_for(field, str(self.label))
        words.setdefault("max_length", "Use %(limit_value)d characters or fewer: you have typed %(show_value)d")

    @property
    def kind(self) -> str:
        """Which piece of mark-up the template writes: input, radios, checkboxes, checkbox, parts or hidden."""
        widget = self.field.widget
        if self.is_hidden:
            return "hidden"
        if isinstance(widget, forms.CheckboxSelectMultiple):  # which Django derives from RadioSelect, so it comes first
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "parts" if isinstance(widget, forms.MultiWidget) else "input"

    @property
    def question(self) -> str:
        """The label, with "(optional)" where an answer may be left out. A field's `label_suffix` replaces that."""
        if self.field.label_suffix is not None:
            return f"{self.label}{self.field.label_suffix}"
        if self.field.required or self.kind == "checkbox" or self.is_revealed:
            return str(self.label)
        return f"{self.label} (optional)"

    @property
    def describedby(self) -> str:
        """The ids of all that explains the field to somebody who cannot see it: hint, error, characters left."""
        ids = [f"{self.auto_id}_helptext"] if self.help_text else []
        ids += [f"{self.auto_id}_error"] if self.errors else []
        return " ".join(ids + ([f"{self.auto_id}-info"] if self.character_limit else []))

    @property
    def focus_id(self) -> str:
        """The id of the input that an error leads to: the one at fault, else the first."""
        widget = self.field.widget
        if isinstance(widget, forms.MultiWidget):
            parts = getattr(widget, "parts", ())
            index = parts.index(self.part_at_fault) if self.part_at_fault in parts else 0
            return f"{self.auto_id}_{index}"
        if self.kind in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        return str(self.id_for_label)

    @property
    def part_at_fault(self) -> str | None:
        """Which part of a date or moment the error is about; None when it is about all of it."""
        for error in self.errors.as_data():
            if error.params and error.params.get("part"):
                return str(error.params["part"])
        return None

    @property
    def options(self) -> Iterator[Option]:
        """The radios or checkboxes of a choice, in order."""
        widget = self.field.widget
        hints, reveals = getattr(widget, "hints", {}), getattr(widget, "reveals", {})
        for choice in self.subwidgets:
            data = choice.data
            value = str(data["value"])
            yield Option(
                id=data["attrs"].get("id", ""),
                name=data["name"],
                value=value,
                label=data["label"],
                checked=bool(data["selected"]),
                hint=hints.get(value, ""),
                revealed=self.form[reveals[value]] if value in reveals else None,
            )

    def as_page_heading(self) -> str:
        """The field with its label as the page's h1: for a page that asks one question."""
        return str(self.render(context={**self.get_context(), "is_heading": True}))

    @property
    def character_limit(self) -> int | None:
        """How many characters a long answer may have; the page counts down to it instead of cutting words off."""
        return getattr(self.field, "max_length", None) if isinstance(self.field.widget, forms.Textarea) else None

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)  # errors are explained by the page, in its own words, and not by the browser
        own_class = next(name for kind, name in _CLASSES if isinstance(widget, kind))
        if not own_class:
            return attrs
        kept = widget.attrs.get("class", "")
        wrong = f"{own_class}--error" if self.errors and own_class in _MARKED_WHEN_WRONG else ""
        attrs["class"] = " ".join(filter(None, (own_class, wrong, kept)))
        if "placeholder" in widget.attrs:
            attrs["placeholder"] = False  # it vanishes as one types, and the label says the same
        if self.kind == "input" and self.describedby:
            attrs["aria-describedby"] = self.describedby
        if self.kind == "parts" and self.part_at_fault:
            attrs["data-at-fault"] = self.part_at_fault
        if isinstance(widget, forms.Textarea):
            attrs["maxlength"] = False  # a limit in the browser would cut off words that are pasted in
            if widget.attrs.get("rows") == "10":  # Django's default; the design system's is 5
                attrs["rows"] = 5
            if self.character_limit:
                attrs["class"] += " govuk-js-character-count"  # by which the script finds what it counts
        return attrs

    @property
    def is_revealed(self) -> bool:
        """Whether the field opens under a choice of another, and so must not be shown a second time by itself."""
        return self.name in self._revealed_names

    @cached_property
    def _revealed_names(self) -> set[str]:
        fields = self.form.fields.values()
        return {name for field in fields for name in getattr(field.widget, "reveals", {}).values()}
