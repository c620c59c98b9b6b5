"""Reporting a child: four short steps on a phone at night. Every word is kept at every step."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.db.models import OuterRef, Subquery

from safereturn.access.queries import children_kept_from
from safereturn.agencies.models import Post
from safereturn.children.models import UNBORN, Child, name_of
from safereturn.protocol import vocabulary as v
from safereturn.web.drafts import as_sent
from safereturn.web.forms import Checkboxes, Form, LondonDateField, LondonMomentField, Radios
from safereturn.web.wording import moment

from .actions import Happening, NotPossible, alone_with, episode_sent_with, open_episode, record
from .fold import NOTED
from .models import Episode

SOMEONE_ELSE = "someone-else"
ANOTHER = "Another child, or a baby who is not born yet"
BABY = "baby"
NOT_KNOWN = "not-known"
NOT_IN_CARE = "no"
IN_CARE = (
    (NOT_IN_CARE, "No"),
    (v.DERBY, "Yes, Derby looks after them"),
    (v.DERBYSHIRE, "Yes, Derbyshire looks after them"),
    (v.OTHER, "Yes, another council looks after them"),
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

    def __init__(self, *args: Any, post: Post, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post = post
        self.now = now


class ChildForm(StepForm):
    """Which child of the post's home; or another."""

    child = forms.ChoiceField(label="Which child?", widget=Radios)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours, choice = children_of(self.post), self.fields["child"]
        choice.choices = [*((str(child.pk), child.full_name) for child in ours), (SOMEONE_ELSE, ANOTHER)]
        choice.widget.hints = {str(child.pk): f"Already reported {child.gone_as}" for child in ours if child.gone_as}


class NameForm(StepForm):
    """A child who is not chosen from a list; or the mother of a baby who is not born yet (A28)."""

    who = forms.ChoiceField(
        label="Who is it about?",
        choices=[("child", "A child or young person"), (BABY, "A baby who is not born yet")],
        widget=Radios(hints={BABY: "Give the mother's name and date of birth. If she is under 18, report her too."}),
        required=False,
        initial="child",
    )
    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80)
    born_on = LondonDateField(label="Date of birth", required=False, help_text="For example, 27 3 2011")
    area = forms.ChoiceField(
        label="Where does the child live or stay?",
        choices=[(v.DERBY, "Derby"), (v.DERBYSHIRE, "Derbyshire")],
        widget=Radios,
    )
    looked_after_by = forms.ChoiceField(label="Is the child in care?", choices=IN_CARE, widget=Radios, required=False)

    def clean(self) -> dict[str, Any]:
        """A child is in care or not; a baby who is not born yet cannot be."""
        cleaned: dict[str, Any] = super().clean() or {}
        names = f"{cleaned.get('given_name')} {cleaned.get('family_name')}"
        if cleaned.get("who") == BABY and len(names) > LONGEST_NAME:
            self.add_error("family_name", f"Shorten it: both names together have at most {LONGEST_NAME} letters")
        if cleaned.get("who") != BABY and not cleaned.get("looked_after_by") and "looked_after_by" not in self.errors:
            self.add_error("looked_after_by", "Select whether the child is in care, or that you do not know")
        return cleaned


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
    "baby": ("The baby who is not born yet", BabyForm),
    "happened": ("What has happened?", HappenedForm),
    "worries": ("What should others know?", WorriesForm),
    "send": ("Check and send", SendForm),
}
LAST = "send"
Words = dict[str, dict[str, list[str]]]  # by step, then by field: as they were typed


def children_of(post: Post) -> list[Child]:
    """The children placed with the post's team, without those whom this person may not see.

    Each tells in `gone_as` whether they are reported missing or away and not yet back; None when neither.
    """
    placed = Child.objects.filter(home_team_id=post.team_id).exclude(pk__in=children_kept_from(post))
    gone = Episode.objects.filter(child_id=OuterRef("pk"), absent_until=None).values("kind")[:1]
    return list(placed.annotate(gone_as=Subquery(gone)).order_by("given_name", "family_name"))


def children_named(step: str, words: Words, post: Post) -> list[Child]:
    """The children of the post's home whom the page of a step names: the list, or at last the one who was chosen."""
    if step not in ("child", LAST):
        return []
    return children_of(post) if step == "child" else chosen_of(children_of(post), words)


def chosen_of(children: list[Child], words: Words) -> list[Child]:
    """The one of these children whom the words choose; none where they choose another, or nobody yet."""
    chosen = words.get("child", {}).get("child", [""])[0]
    return [child for child in children if str(child.pk) == chosen]


def name_in(words: Words, chosen: list[Child]) -> str:
    """By what name to call a report that is not sent yet: the chosen child's, or the one typed so far."""
    if chosen:
        return chosen[0].full_name
    typed = (words.get("name", {}).get(part, [""])[0].strip() for part in ("given_name", "family_name"))
    name = " ".join(part for part in typed if part)
    return (f"{UNBORN} {name}" if name and _is_of_a_baby(words) else name) or "no name yet"


def says_something(typed: dict[str, list[str]]) -> bool:
    """Whether anything was typed or chosen at all."""
    return any(value.strip() for values in typed.values() for value in values)


def steps_for(words: Words, post: Post) -> list[str]:
    """The steps of this report: the list of children where there is one, the name where the child is not on it."""
    chosen = words.get("child", {}).get("child", [""])[0]
    has_list = bool(children_of(post))
    skipped = {"" if has_list else "child"}
    if has_list and chosen != SOMEONE_ELSE:
        skipped |= {"name", "baby"}
    elif not _is_of_a_baby(words):
        skipped.add("baby")
    return [step for step in STEPS if step not in skipped]


def _is_of_a_baby(words: Words) -> bool:
    return words.get("name", {}).get("who", [""])[0] == BABY


def step_form(step: str, words: dict[str, list[str]] | None, *, post: Post, now: dt.datetime) -> StepForm:
    """The form of a step, filled with the words kept so far, if any."""
    return STEPS[step][1](None if words is None else as_sent(words), post=post, now=now)


def first_unfinished(words: Words, *, post: Post, now: dt.datetime) -> str | None:
    """The first step before sending that has no valid answers yet; None when all have."""
    for step in steps_for(words, post)[:-1]:
        if step not in words or not step_form(step, words[step], post=post, now=now).is_valid():
            return step
    return None


@transaction.atomic
def send(words: Words, *, key: UUID, incident_number: str, now: dt.datetime, by: Post) -> Episode:
    """Open the episode that the words of all steps describe: once for each key, even when it is sent twice at once.

    Raises what `open_episode` raises; a child who was not known before is then not kept either.
    """
    alone_with(key)
    sent_before = episode_sent_with(key)
    if sent_before is not None:
        return Episode.objects.get(pk=sent_before)
    what, worries = (answers(step, words, post=by, now=now) for step in ("happened", "worries"))
    chosen = children_named(LAST, words, by)
    if not chosen and _is_of_a_baby(words):
        if what["kind"] == v.AWAY:
            raise NotPossible([KNOWN_MOTHER])
        named = (answers(step, words, post=by, now=now) for step in ("name", "baby"))
        child = _unborn(*named)
    else:
        child = chosen[0] if chosen else _named(answers("name", words, post=by, now=now))
    learnt = dict.fromkeys((concern for concern in worries["concerns"] if concern != EDUCATION_ONLY), True)
    facts = {**child.facts, **learnt}
    if child.born_on is not None:
        facts["born"] = child.born_on.isoformat()
    about: dict[str, Any] = {EDUCATION_ONLY: EDUCATION_ONLY in worries["concerns"]}
    about["last_seen"] = what["last_seen"].isoformat() if what["last_seen"] else None
    if what["with_family"] != NOT_KNOWN:
        about["with_family"] = what["with_family"] == "yes"
    report = {"by": _reporter(by)}
    if incident_number:
        report["incident_number"] = incident_number
    # To the minute, as people tell the time: what is typed as the same minute comes after it.
    reported = Happening("reported", now.replace(second=0, microsecond=0), report)
    episode = open_episode(
        child=child,
        kind=what["kind"],
        facts=facts,
        about=about,
        told={
            "circumstances": what["circumstances"],
            "worries": worries["worries"],
            "concerns": _fears(worries["concerns"]),
            "description": worries["description"],
        },
        happenings=[reported] if what["kind"] == v.MISSING else [],
        key=key,
        now=now,
        by=by,
    )
    child.facts = {**child.facts, **learnt}
    child.description = worries["description"] or child.description
    child.save()
    return episode


def add_to(episode_id: int, words: Words, *, key: UUID, incident_number: str, now: dt.datetime, by: Post) -> None:
    """Note what a report told of a child who is gone already, so that none of it is lost. Once for each key."""
    given = {step: answers(step, words, post=by, now=now) for step in ("happened", "worries")}
    what, worries = given["happened"], given["worries"]
    seen = f"Last seen at {moment(what['last_seen'])}." if what["last_seen"] else ""
    known = "Whoever reports knows where the child is." if what["kind"] == v.AWAY else ""
    told = (seen, known, what["circumstances"], worries["worries"], _fears(worries["concerns"]), worries["description"])
    number = f"Police incident number {incident_number}." if incident_number else ""
    says = "\n".join(part for part in ("Reported once more.", number, *told) if part)
    record(episode_id=episode_id, happenings=[Happening(NOTED, now, {"says": says})], key=key, now=now, by=by)


def _fears(concerns: list[str]) -> str:
    """What the reporter ticked and fears, a line each; what they merely know is no fear."""
    return "\n".join(label for name, label in CONCERNS if name in concerns and name not in ONLY_KNOWN)


def answers(step: str, words: Words, *, post: Post, now: dt.datetime) -> dict[str, Any]:
    """The answers of a step whose words are valid."""
    form = step_form(step, words[step], post=post, now=now)
    form.is_valid()
    return form.cleaned_data


def _unborn(mother: dict[str, Any], baby: dict[str, Any]) -> Child:
    """The baby of exactly that mother who is known and not born yet, or a new one; tied to a mother who is known."""
    named = {"given_name__iexact": mother["given_name"], "family_name__iexact": mother["family_name"]}
    born_on, name = mother["born_on"], name_of(mother["given_name"], mother["family_name"])
    facts: dict[str, Any] = {
        "expected": baby["expected"].isoformat(), "area": mother["area"],
        "looked_after_by": None, "placement": None, "registered_home": None,  # nobody is, before being born
    }  # fmt: skip
    if baby["child_protection_plan"] != NOT_KNOWN:
        facts["child_protection_plan"] = baby["child_protection_plan"] == "yes"
    known = None
    if born_on is not None:
        of_her = Child.objects.filter(given_name=UNBORN, family_name__iexact=name, mother_born_on=born_on, born_on=None)
        known = of_her.filter(facts__has_key="expected").first()
    if known is not None:
        known.facts = {**known.facts, **facts}
        return known
    mothers = list(Child.objects.filter(**named, born_on=born_on)[:2]) if born_on is not None else []
    return Child.objects.create(
        given_name=UNBORN, family_name=name, facts=facts, mother_born_on=born_on,
        mother=mothers[0] if len(mothers) == 1 else None,
    )  # fmt: skip


def _named(who: dict[str, Any]) -> Child:
    """The known child of exactly that name and date of birth, or a new one."""
    named = {"given_name__iexact": who["given_name"], "family_name__iexact": who["family_name"]}
    if who["born_on"] is not None:
        known = list(Child.objects.filter(**named, born_on=who["born_on"])[:2])
        if len(known) == 1:
            return known[0]
    facts: dict[str, Any] = {"area": who["area"]}
    if who["looked_after_by"] != NOT_KNOWN:
        facts["looked_after_by"] = None if who["looked_after_by"] == NOT_IN_CARE else who["looked_after_by"]
    return Child.objects.create(
        given_name=who["given_name"], family_name=who["family_name"], born_on=who["born_on"], facts=facts
    )


def _reporter(post: Post) -> str:
    """Who reports, in the words of the scenario files."""
    if v.CARER in post.kind.fills:
        return "carer"
    return "other" if post.is_police else "agency"
