"""Telling what else a child is called, and the numbers that they are known by."""

import datetime as dt
import uuid
from typing import Any

from safereturn.children.actions import Called, call
from safereturn.children.forms import CALLED_FIELDS, CalledForm
from safereturn.children.queries import called_besides

from .actions import Happening
from .acts import ActForm, Sees
from .fold import CALLED
from .models import Episode


def told(called: Called, at: dt.datetime) -> list[Happening]:
    """That names and numbers were told, and which: the log holds none of them, so that a record alone is to be kept.

    Whoever gives a mobile number has answered whether one is known.
    """
    if not called.parts:
        return []
    answered = [Happening("fact", at, {"set": {"child.mobile_known": True}})] if called.has_mobile else []
    return [Happening(CALLED, at, {"told": called.parts}), *answered]


def besides_of(episode: Episode, sees: Sees) -> dict[str, Any]:
    """What is recorded already, so that nobody types it again."""
    return {"called": called_besides(episode.child, sees=sees)}


class CalledActForm(CalledForm, ActForm):
    """Names and numbers that became known later, or were not at hand in the night."""

    WHEN = "When did you know this?"

    def clean(self) -> dict[str, Any]:
        """An empty page tells nobody anything."""
        cleaned = super().clean()
        if self.errors.keys().isdisjoint(CALLED_FIELDS) and not self.called.parts:
            self.add_error("telephone", "Enter at least one name or number")
        return cleaned

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """Most of it was known long before."""
        return None, ""

    def happenings(self) -> list[Happening]:
        """That it was told."""
        return told(self.called, self.cleaned_data["at"])

    def also(self, key: uuid.UUID, by: Any) -> None:
        """The names and numbers themselves."""
        call(self.episode.child_id, self.called)
