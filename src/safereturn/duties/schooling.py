"""Absence from school: told day by day on one page, with how far its school days are counted."""

import datetime as dt
from typing import Any

from django import forms

from safereturn.episodes.actions import Happening
from safereturn.episodes.acts import Act, ActForm
from safereturn.episodes.models import Episode
from safereturn.protocol.attendance import ABSENT, MISSING_EDUCATION, OVER
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.web.forms import Radios

from .models import Duty
from .presenters import provisional
from .queries import WAITING

# What the school may have done about an absence: the duties that saying so carries out.
_DONE = {
    "school-first-day-contact": "The school contacted the parents or carers",
    "head-tells-ewo-10-days": "The head teacher told the education welfare officer",
}
_COUNTED = ("head-tells-ewo-10-days", "school-local-cme-protocols")


class SchoolForm(ActForm):
    """What is told of a child's absence from school: that it began, what was done about it, that it is over."""

    what = forms.ChoiceField(label="What is known about school?", widget=Radios)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = [(id, label) for id, label in _DONE.items() if _waiting(self.episode).filter(protocol_id=id).exists()]
        begins = [ABSENT, *OVER] if is_absent(self.episode) else [ABSENT]
        told = [(what, CAN_COME_ABOUT[what]) for what in (*begins, MISSING_EDUCATION)]
        self.fields["what"].choices = [*told, *done]
        self.fields["at"].help_text = "For an absence: the first day, at the time when the child was missed."

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """An absence from school may have begun before anybody missed the child elsewhere."""
        return None, ""

    def happenings(self) -> list[Happening]:
        """That something came about, or that what the school owes was carried out."""
        what, at = self.cleaned_data["what"], self.cleaned_data["at"]
        return [Happening("done", at, {"duty": what}) if what in _DONE else Happening("came-about", at, {"what": what})]


def is_absent(episode: Episode) -> bool:
    """Whether the child is absent from school, as far as anybody told."""
    told = episode.events.filter(type="came-about", content__what__in=(ABSENT, *OVER)).order_by("happened_at", "place")
    latest = told.values_list("content__what", flat=True).last()
    return latest == ABSENT


def absence_of(episode: Episode, sees: Any) -> dict[str, Any]:
    """By when the school acts, for each absence that is counted; who sees an episode's duties sees these."""
    counted = _waiting(episode).filter(protocol_id__in=_COUNTED, due_at__isnull=False).order_by("due_at")
    return {"counted": [{"duty": duty, "provisional": provisional(duty)} for duty in counted]}


def _waiting(episode: Episode) -> Any:
    return Duty.objects.filter(episode=episode, status__in=WAITING)


def _may_be_absent(episode: Episode) -> bool:
    return episode.state != "closed" and not episode.unborn


ACTS = (
    Act("school", "Absence from school", "Save", "record-whereabouts", SchoolForm, _may_be_absent,
        "It is recorded. What is owed follows from it.", template="duties/school.html", about=absence_of),
)  # fmt: skip
