"""The acts of the return: the police visit, and the return interview from offer to sign-off."""

import datetime as dt
import uuid
from typing import Any

from django import forms

from safereturn.access.field_classes import ALLEGATION, CHILDS_ACCOUNT, FAMILY, SOCIAL_CARE
from safereturn.access.rights import BASIC
from safereturn.agencies.models import Post
from safereturn.episodes.actions import Happening
from safereturn.episodes.acts import Act, ActForm
from safereturn.episodes.fold import WRITTEN_UP
from safereturn.episodes.models import Episode
from safereturn.episodes.prompts import VISIT
from safereturn.episodes.wording import owner_name
from safereturn.episodes.write_ups import answers_to, prompted
from safereturn.protocol import vocabulary as v
from safereturn.web.forms import Checkboxes, Radios

from .models import Account
from .presenters import accounts_of
from .taken_up import is_gone_again, name_of, not_heard_about, take_up

YES_NO = [("yes", "Yes"), ("no", "No")]


class VisitForm(ActForm):
    """The police saw the child, or agreed not to."""

    WHEN = "When?"
    outcome = forms.ChoiceField(
        label="Was the child seen in person?",
        choices=[("seen", "Yes, seen in person"), ("not-made", "No visit is made, by agreement")],
        widget=Radios(hints={"seen": "A telephone call is not a visit."}),
    )
    agreed_with = forms.CharField(label="If no visit is made: who agreed?", required=False, max_length=200)
    reason = forms.CharField(
        label="If no visit is made: why?", required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= prompted(VISIT)
        self.order_fields(["outcome", *(name for name, _ in VISIT), "agreed_with", "reason", "at"])

    def clean(self) -> dict[str, Any]:
        """A visit is left out only with a reason and somebody's agreement (6.6)."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("outcome") == "not-made":
            if not cleaned.get("reason"):
                self.add_error("reason", "Enter why no visit is made")
            if not cleaned.get("agreed_with"):
                self.add_error("agreed_with", "Enter who agreed: the parent, the carer or the social worker")
        return cleaned

    def happenings(self) -> list[Happening]:
        """Seen, or not made with the reason."""
        given = self.cleaned_data
        if given["outcome"] == "seen":
            seen = [Happening("prevention-visit", given["at"], {"in_person": True})]
            findings = answers_to(VISIT, given)
            return [*seen, Happening(WRITTEN_UP, given["at"], {"visit": findings})] if findings else seen
        why = {"reason": given["reason"], "agreed_with": given["agreed_with"]}
        return [Happening("prevention-visit-not-made", given["at"], why)]


class OfferForm(ActForm):
    """An interview was offered."""

    WHEN = "When was it offered?"
    answer = forms.ChoiceField(
        label="What did the child say?",
        choices=[
            ("yes", "Yes, or no answer yet"),
            ("declined", "No: the child does not want one"),
            ("not-possible", "It is not possible yet"),
            ("superseded", "The child is gone again: one interview will take up both"),
        ],
        widget=Radios(
            hints={"superseded": "It stays owed until that interview is held. Tick this episode when you write it up."}
        ),
    )
    reason = forms.CharField(
        label="If not: why, in the child's words", label_suffix="", required=False, max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_gone_again(self.episode):
            answer = self.fields["answer"]
            answer.choices = [choice for choice in answer.choices if choice[0] != "superseded"]

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """An interview is about the return."""
        return self.episode.returned_at, "the return"

    def clean(self) -> dict[str, Any]:
        """A refusal, or an interview that is not possible, has a reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") in ("declined", "not-possible") and not cleaned.get("reason"):
            self.add_error("reason", "Enter why: in the child's words where you can")
        return cleaned

    def happenings(self) -> list[Happening]:
        """The offer, and the answer if there is one. A refusal counts once a manager has signed it off."""
        given = self.cleaned_data
        offered = [Happening("interview-offered", given["at"])]
        because = {"reason": given["reason"]} if given["reason"] else {}
        if given["answer"] == "superseded":  # nobody was there to be offered one
            return [Happening("interview-superseded", given["at"], because)]
        if given["answer"] == "declined":
            offered.append(Happening("interview-declined", given["at"], because))
        elif given["answer"] == "not-possible":
            offered.append(Happening("interview-not-possible", given["at"], because))
        return offered


INTERVIEWERS = (v.SOCIAL_WORKER, v.LEAD_WORKER, v.MAT_WORKER, v.RUNAWAYS_WORKER, v.YOS_WORKER)
THE_CHILDS_WORDS = ("in_the_childs_words", "What the child said, in their own words")
PURPOSES = (  # what the interview is for (6.7)
    ("harm", "Was the child hurt or harmed? What was done about it?"),
    ("why_they_went", "Why did they go? What could be done about that?"),
    ("what_happened", "What happened while they were gone?"),
    ("associates", "Who were they with?"),
    ("what_would_help", "What would help them to be safe, and to stay?"),
)
THE_PARENTS_WORDS = ("parents_view", "What the parents or carers said, apart from the child")
WRITE_UP = (THE_CHILDS_WORDS, *PURPOSES, THE_PARENTS_WORDS)
NOT_ADDRESSED = "Write what was said. If it was not asked, or the child did not want to say, write that"


class HeldForm(ActForm):
    """An interview was held, and is written up: each purpose is addressed, and "not asked" is an answer (A56)."""

    WHEN = "When was the interview?"
    interviewer = forms.ChoiceField(
        label="Who interviewed the child?",
        choices=[(role, owner_name(role)) for role in INTERVIEWERS],
        widget=Radios,
    )
    parent_seen = forms.ChoiceField(
        label="Did you also talk to the parents or carers, separately?", choices=YES_NO, widget=Radios
    )
    wanted_someone_else = forms.ChoiceField(
        label="Did the child ask to talk to somebody else instead?", choices=YES_NO[::-1], widget=Radios
    )
    safety_information_given = forms.ChoiceField(
        label="Did you tell the child how to stay safe next time, helplines included?", choices=YES_NO, widget=Radios
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in WRITE_UP:
            self.fields[name] = forms.CharField(
                label=label, label_suffix="", required=False, max_length=5000, widget=forms.Textarea({"rows": 4})
            )
        self.earlier = not_heard_about(self.episode, self.post)
        if self.earlier:
            self.fields["takes_up"] = forms.MultipleChoiceField(
                label="Which earlier returns did you talk about as well?",
                choices=[(str(episode.pk), name_of(episode)) for episode in self.earlier],
                required=False,
                widget=Checkboxes,
                help_text="Nobody has talked with the child about these yet. This interview then counts for them too.",
            )
        asked_first = ["takes_up", "interviewer", "wanted_someone_else", "parent_seen"]
        self.order_fields([*asked_first, *(name for name, _ in WRITE_UP), "safety_information_given", "at"])

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """An interview is about the return."""
        return self.episode.returned_at, "the return"

    def clean(self) -> dict[str, Any]:
        """No question must be asked, but each purpose is addressed, and nobody signs off an empty page."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "in_the_childs_words" in cleaned and not cleaned["in_the_childs_words"]:
            self.add_error("in_the_childs_words", "Write what the child said, or why there is nothing to write")
        for name, _ in PURPOSES:
            if name in cleaned and not cleaned[name]:
                self.add_error(name, NOT_ADDRESSED)
        return cleaned

    def happenings(self) -> list[Happening]:
        """That it was held, by whom. The words of the child are kept apart from the log."""
        given = self.cleaned_data
        held: dict[str, Any] = {"interviewer": given["interviewer"], "parent_seen": given["parent_seen"] == "yes"}
        if taken_up := self._taken_up():
            held["together_with"] = ", ".join(episode.reference for episode in taken_up)
        return [Happening("interview-held", given["at"], held)]

    def _taken_up(self) -> list[Episode]:
        chosen = self.cleaned_data.get("takes_up") or []
        return [episode for episode in self.earlier if str(episode.pk) in chosen]

    def also(self, key: uuid.UUID, by: Post) -> None:
        """The account itself."""
        given = self.cleaned_data
        held = self.happenings()[0]
        take_up(self._taken_up(), held, with_that_of=self.episode, key=key, by=by, now=self.now)
        Account.objects.create(
            episode=self.episode,
            key=key,
            held_at=given["at"],
            interviewer=given["interviewer"],
            wanted_someone_else=given["wanted_someone_else"] == "yes",
            safety_information_given=given["safety_information_given"] == "yes",
            said_by=f"{by.person.full_name}, {by.kind.name}, {by.team.name}",
            **{name: given[name] for name, _ in WRITE_UP},
        )


class SignOffForm(ActForm):
    """The manager signs off an interview that was held, or one that the child declined."""

    WHEN = "When is it signed off?"
    good_enough = forms.BooleanField(label="I have read it, and it was done to a suitable standard")

    def happenings(self) -> list[Happening]:
        """Signed off."""
        return [Happening("interview-signed-off", self.cleaned_data["at"], {"by": v.TEAM_MANAGER})]


def _back(episode: Episode) -> bool:
    return episode.state in ("found", "returned") and not episode.unborn  # nobody to see or hear yet (A28)


def _home(episode: Episode) -> bool:
    return episode.state == "returned" and not episode.unborn


ACTS = (
    Act("visit", "The police visit", "Save", "record-visit", VisitForm,
        lambda e: _back(e) and e.reported_at is not None, "The visit is recorded."),
    Act("offer", "Offer a return interview", "Save", "interview", OfferForm, _home,
        "The answer is recorded. Where the child said no, a manager signs that off; until then the clock runs."),
    Act("interview", "Write up the return interview", "Save the interview", "interview", HeldForm, _home,
        "The interview is recorded. The team manager is asked to sign it off."),
    Act("sign-off", "Sign off the return interview", "Sign off", "sign-off-interview", SignOffForm, _home,
        "The interview is signed off.", template="interviews/sign_off.html", about=accounts_of,
        shows=BASIC | {CHILDS_ACCOUNT, ALLEGATION, FAMILY, SOCIAL_CARE}),
)  # fmt: skip
