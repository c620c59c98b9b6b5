"""Answering what nobody has recorded and a duty turns on. An answer is a fact in the log; the duties follow from it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from safereturn.episodes.actions import Happening
from safereturn.episodes.acts import Act, ActForm
from safereturn.episodes.models import Episode
from safereturn.episodes.wording import PLACEMENTS, SERVICES, duty_name
from safereturn.protocol import vocabulary as v
from safereturn.protocol.facts import QUESTIONS
from safereturn.web.forms import Checkboxes, LondonDateField, LondonMomentField, Radios

from .models import Duty
from .queries import WAITING

ASKED = dict(QUESTIONS.values())  # the question of each fact, by its name in scenario files
NONE = "none"  # an answer, unlike a question that is left empty


def _choice(choices: tuple[tuple[str, str], ...]) -> Callable[..., forms.Field]:
    return lambda **kwargs: forms.ChoiceField(choices=choices, widget=Radios, **kwargs)


def _services(**kwargs: Any) -> forms.Field:
    return forms.MultipleChoiceField(choices=(*SERVICES.items(), (NONE, "None of them")), widget=Checkboxes, **kwargs)


_YES_NO = _choice((("yes", "Yes"), ("no", "No")))
_FIELDS: dict[str, Callable[..., forms.Field]] = {
    "child.born": LondonDateField,
    "child.area": _choice(((v.DERBY, "Derby"), (v.DERBYSHIRE, "Derbyshire"), (v.ELSEWHERE, "Elsewhere"))),
    "child.looked_after_by": _choice(
        (
            (NONE, "No council looks after the child"),
            (v.DERBY, "Derby"),
            (v.DERBYSHIRE, "Derbyshire"),
            (v.OTHER, "Another council"),
        )
    ),
    "child.placement": _choice(((NONE, "None"), *PLACEMENTS.items())),
    "child.open_to": _services,
    "child.plan_notify_after": _choice(
        ((NONE, "The plan does not say"), *((str(hours), f"{hours} hours") for hours in range(1, 7)))
    ),
    "episode.last_seen": LondonMomentField,
}
_NOT_ANSWERED_HERE = ["category", "earlier"]  # the first by grading, the second by the record itself


def questions_of(duties: list[Duty]) -> list[dict[str, Any]]:
    """What is asked of people by the duties that wait: the question, its fact, and the duties that turn on it."""
    needed: dict[str, list[str]] = {}
    for duty in duties:
        if duty.is_open:
            for fact in duty.facts["turns_on"]:
                needed.setdefault(fact, []).append(duty_name(duty.protocol_id))
    return [{"fact": fact, "ask": ask, "needed_for": needed[fact]} for fact, ask in ASKED.items() if fact in needed]


def _asking(episode_id: Any) -> QuerySet[Duty]:
    """The duties of an episode that wait for an answer."""
    waiting = Duty.objects.filter(episode_id=episode_id, status__in=WAITING)
    return waiting.exclude(facts__turns_on__contained_by=_NOT_ANSWERED_HERE)


def _open_questions(episode: Episode) -> list[dict[str, Any]]:
    return [one for one in questions_of(list(_asking(episode.pk))) if one["fact"] not in _NOT_ANSWERED_HERE]


IS_ASKED = Exists(_asking(OuterRef("pk")))  # whether an episode, asked about as `is_asked`, has an open question


def _is_asked(episode: Episode) -> bool:
    return episode.is_asked if hasattr(episode, "is_asked") else _asking(episode.pk).exists()


class AnswerForm(ActForm):
    """The questions that are open now, any of which may be left for later."""

    WHEN = "Since when is that so?"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts: dict[str, str] = {}
        for asked in _open_questions(self.episode):
            name = asked["fact"].replace(".", "_")
            self.facts[name] = asked["fact"]
            self.fields[name] = _FIELDS.get(asked["fact"], _YES_NO)(
                label=asked["ask"], label_suffix="", required=False, help_text=f"For: {', '.join(asked['needed_for'])}"
            )
        self.fields["at"].help_text = "If you do not know, leave the time as it is."
        self.order_fields([*self.facts, "at"])

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """A fact may be older than the episode."""
        return None, ""

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.facts):
            raise forms.ValidationError("Answer at least one question. What you do not know you can leave empty")
        return cleaned

    def happenings(self) -> list[Happening]:
        """What became known."""
        learnt = {
            fact: _in_the_words_of_the_log(answer)
            for name, fact in self.facts.items()
            if (answer := self.cleaned_data[name])
        }
        return [Happening("fact", self.cleaned_data["at"], {"set": learnt})]


def _in_the_words_of_the_log(answer: Any) -> Any:
    match answer:
        case "yes" | "no":
            return answer == "yes"
        case "none":
            return None
        case str() if answer.isdecimal():
            return int(answer)
        case dt.date():
            return answer.isoformat()
        case list():
            return [service for service in answer if service != NONE]
    return answer


ACTS = (
    Act("answer", "Answer what is not recorded", "Save the answers", "answer-question", AnswerForm,
        _is_asked, "Recorded. What is owed follows from it."),
)  # fmt: skip
