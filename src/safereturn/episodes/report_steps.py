"""The steps of a report as forms: what is asked, and what is refused."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from safereturn.children.forms import CALLED_FIELDS, CalledForm
from safereturn.children.models import Child
from safereturn.children.queries import known_to, ring
from safereturn.protocol import vocabulary as v
from safereturn.web.bound_fields import BoundField
from safereturn.web.forms import Checkboxes, Form, LondonDateField, LondonMomentField, Radios

from .where import WhereForm
from .wording import PLACEMENTS

SOMEONE_ELSE = "someone-else"
ANOTHER = "Another child, or a baby who is not born yet"
BABY = "baby"
NOT_KNOWN = "not-known"
NOT_IN_CARE = "no"
CARE_LEAVER = "care-leaver"
IN_CARE = (
    (NOT_IN_CARE, "No"),
    (v.DERBY, "Yes, Derby looks after them"),
    (v.DERBYSHIRE, "Yes, Derbyshire looks after them"),
    (v.OTHER, "Yes, another council looks after them"),
    (CARE_LEAVER, "No, but a council still owes them leaving-care duties"),
    (NOT_KNOWN, "I do not know"),
)
EDUCATION_ONLY = "education_only"  # of the episode, where the others are of the child
CONCERNS = (
    ("exploitation_concern", "The child may be exploited"),
    ("trafficking_concern", "The child may be trafficked"),
    ("significant_harm_concern", "The child may come to serious harm"),
    ("fgm_or_forced_marriage_concern", "Female genital mutilation or forced marriage"),
    ("mobile_known", "I know the child's mobile number"),
    ("missing_plan", "The child has a missing plan"),
    (EDUCATION_ONLY, "Missing school is the only worry"),
)


OUTSIDE = (
    "This protocol covers a child outside both areas only where Derby or Derbyshire looks after them. Check both "
    "answers, or ring the police there on 101"
)
KNOWN_MOTHER = (
    "You said that you know where the child is. A baby who is not born yet is missing while nobody knows where the "
    "mother is. Change that answer, or tell the council by telephone what worries you"
)
ONLY_KNOWN = ("mobile_known", "missing_plan", EDUCATION_ONLY)
LONGEST_NAME = 80
A_MONTH = dt.timedelta(days=31)
LONGEST_AGO = dt.timedelta(days=365)  # a child last seen before that was typed with a slip of the finger


class StepForm(Form):
    """One step of the report."""

    def __init__(self, *args: Any, now: dt.datetime, children: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.children = children  # to choose from

    @property
    def asked(self) -> list[BoundField]:
        """The questions of the step that stand open."""
        return [field for field in self.visible_fields() if field.name not in CALLED_FIELDS]

    @property
    def besides(self) -> list[BoundField]:
        """Those that most reporters leave out, and need not see."""
        return [field for field in self.visible_fields() if field.name in CALLED_FIELDS]

    @property
    def shows_besides(self) -> bool:
        """Whether there is something to be seen among them: an answer, or what is wrong with one."""
        return any(field.value() or field.errors for field in self.besides)


class ChildForm(CalledForm, StepForm):
    """Which child of the post's home; or another."""

    child = forms.ChoiceField(label="Which child?", widget=Radios)
    field_order = ("child",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours, choice = self.children, self.fields["child"]
        choice.choices = [*((str(child.pk), child.full_name) for child in ours), (SOMEONE_ELSE, ANOTHER)]
        choice.widget.hints = {str(child.pk): f"Already reported {child.gone_as}" for child in ours if child.gone_as}

    def clean(self) -> dict[str, Any]:
        """Another child's numbers are asked for with that child's name, beside which they cannot be lost."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("child") == SOMEONE_ELSE:
            _leave_out(self, "Leave this out here. The next page asks for it, with the child's name")
        return cleaned


class NameForm(CalledForm, WhereForm, StepForm):
    """A child who is not chosen from a list; or the mother of a baby who is not born yet (A28)."""

    who = forms.ChoiceField(
        label="Who is it about?",
        choices=[("child", "A child or young person"), (BABY, "A baby who is not born yet")],
        widget=Radios(hints={BABY: "Give the mother's name and date of birth. If she is under 18, report her too."}),
        required=False,
        label_suffix="",
        initial="child",
    )
    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80)
    born_on = LondonDateField(label="Date of birth", required=False, help_text="For example, 27 3 2011")
    looked_after_by = forms.ChoiceField(
        label="Is the child in care?", label_suffix="", choices=IN_CARE, widget=Radios, required=False
    )
    placement = forms.ChoiceField(
        label="If they live in a placement: what kind?",
        choices=[*PLACEMENTS.items(), (NOT_KNOWN, "None, or I do not know")],
        widget=Radios,
        required=False,
        label_suffix="",
        initial=NOT_KNOWN,
    )
    field_order = (
        "who", "given_name", "family_name", "born_on", "postcode", "area", "looked_after_by", "placement"
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A child is in care or not; a baby who is not born yet cannot be."""
        cleaned: dict[str, Any] = super().clean() or {}
        names = f"{cleaned.get('given_name')} {cleaned.get('family_name')}"
        if cleaned.get("who") == BABY and len(names) > LONGEST_NAME:
            self.add_error("family_name", f"Shorten it: both names together have at most {LONGEST_NAME} letters")
        if cleaned.get("who") != BABY and not cleaned.get("looked_after_by") and "looked_after_by" not in self.errors:
            self.add_error("looked_after_by", "Select whether the child is in care, or that you do not know")
        if cleaned.get("area") == v.ELSEWHERE and cleaned.get("looked_after_by") not in (v.DERBY, v.DERBYSHIRE):
            self.add_error("area", OUTSIDE)
        if cleaned.get("who") == BABY:
            _leave_out(self, "A baby has none before being born. Write the mother's under “What worries you most?”")
        return cleaned


def _leave_out(form: CalledForm, why: str) -> None:
    """Refuse each other name and number that was given."""
    for name in CALLED_FIELDS:
        if form.cleaned_data.get(name):
            form.add_error(name, why)


class KnownForm(StepForm):
    """Which of the children known by such a name it is; or none of them."""

    known = forms.ChoiceField(label="Which child?", widget=Radios)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice, teams = self.fields["known"], known_to(self.children)
        choice.choices = [(str(child.pk), self._named(child)) for child in self.children]
        choice.choices += [(SOMEONE_ELSE, "None of these")]
        choice.widget.hints = {str(child.pk): ring(teams[child.pk]) for child in self.children}

    def _named(self, child: Child) -> str:
        age = child.age_on(self.now.date())
        return child.full_name if age is None else f"{child.full_name}, {age}"


class BabyForm(StepForm):
    """A baby who is not born yet."""

    expected = LondonDateField(label="When is the baby expected?", help_text="As near as you know.")
    child_protection_plan = forms.ChoiceField(
        label="Is there a child protection plan for the baby?",
        choices=[("yes", "Yes"), ("no", "No"), (NOT_KNOWN, "I do not know")],
        widget=Radios,
    )

    def clean_expected(self) -> dt.date:
        """A baby is expected within a year; one that should have been born long ago was."""
        expected: dt.date = self.cleaned_data["expected"]
        if not self.now.date() - A_MONTH <= expected <= self.now.date() + LONGEST_AGO:
            raise forms.ValidationError("Enter a day within the coming year, or at most a month ago. Check the year")
        return expected


class HappenedForm(StepForm):
    """What has happened."""

    kind = forms.ChoiceField(
        label="Do you know where the child is?",
        choices=[
            (v.MISSING, "No, I do not know where the child is"),
            (v.AWAY, "Yes, but the child is not where they are allowed to be"),
        ],
        widget=Radios(
            hints={
                v.MISSING: "This goes to the police as a missing child.",
                v.AWAY: "The home or carer manages this, unless you are worried for their safety.",
            }
        ),
    )
    last_seen = LondonMomentField(
        label="When was the child last seen, or due back?",
        label_suffix="",
        required=False,
        help_text="As near as you know.",
    )
    with_family = forms.ChoiceField(
        label="Is the child with their family?",
        choices=[("no", "No"), ("yes", "Yes, the family is missing too"), (NOT_KNOWN, "I do not know")],
        widget=Radios,
    )
    circumstances = forms.CharField(
        label="What happened?", required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        """When a child left or was due back starts the clock of an away child; nobody was last seen in the future."""
        cleaned: dict[str, Any] = super().clean() or {}
        last_seen = cleaned.get("last_seen")
        if cleaned.get("kind") == v.AWAY and not last_seen and "last_seen" not in self.errors:
            self.add_error("last_seen", "Enter when the child left or was due back: the six hours count from then")
        if last_seen and last_seen < self.now - LONGEST_AGO:
            self.add_error("last_seen", "That is more than a year ago. Check the year")
        if last_seen and last_seen > self.now + dt.timedelta(minutes=1):
            self.add_error("last_seen", "This lies in the future. Enter when the child was last seen, or was due back")
        return cleaned


class WorriesForm(StepForm):
    """What worries the reporter most, and what the child looks like."""

    concerns = forms.MultipleChoiceField(
        label="Tick what you know or fear", choices=CONCERNS, widget=Checkboxes, required=False
    )
    worries = forms.CharField(
        label="What worries you most?", required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    description = forms.CharField(
        label="What does the child look like, and what are they wearing?",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class SendForm(StepForm):
    """Check, and send."""

    incident_number = forms.CharField(
        label="Police incident number",
        required=False,
        max_length=40,
        help_text="If you have rung already. You can add it later.",
    )


STEPS: dict[str, tuple[str, type[StepForm]]] = {
    "child": ("Who is it?", ChildForm),
    "name": ("What is the child called?", NameForm),
    "known": ("Is it one of these children?", KnownForm),
    "baby": ("The baby who is not born yet", BabyForm),
    "happened": ("What has happened?", HappenedForm),
    "worries": ("What should others know?", WorriesForm),
    "send": ("Check and send", SendForm),
}
LAST = "send"
