"""Acts: the things a person can record about an episode, each a form, a permission and what it adds to the log."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from safereturn.access.permission import permission
from safereturn.audit.actions import Shown, disclose
from safereturn.web.forms import KeyedForm, LondonMomentField

from .actions import Happening, NotPossible, record
from .models import Episode


class ActForm(KeyedForm):
    """A form whose answers become events. Subclasses give `happenings`."""

    WHEN: ClassVar[str] = "When did it happen?"
    at = LondonMomentField(label=WHEN, help_text="As near as you know. The time now is filled in.")

    def __init__(self, *args: Any, episode: Episode, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.episode = episode
        self.now = now
        self.fields["at"].initial = now
        self.fields["at"].label = self.WHEN
        self.order_fields([name for name in self.fields if name != "at"] + ["at"])

    def clean_at(self) -> dt.datetime:
        """The moment, which cannot lie ahead. The minute that is running counts as now."""
        at: dt.datetime = self.cleaned_data["at"]
        if at > self.now + dt.timedelta(minutes=1):
            raise forms.ValidationError("This lies in the future. Enter when it happened, not when it is planned")
        return min(at, self.now)

    def happenings(self) -> list[Happening]:
        """The events that the answers become."""
        raise NotImplementedError

    def also(self, key: uuid.UUID, by: Any) -> None:
        """What else is stored with the events, in the same transaction."""


@dataclass(frozen=True)
class Act:
    """Something that can be recorded about an episode, and when it makes sense to offer it."""

    name: str
    title: str
    button: str
    permission: str
    form: type[ActForm]
    offered: Callable[[Episode], bool]
    done: str
    template: str = "episodes/act.html"


def view_of(act: Act) -> Callable[..., HttpResponse]:
    """The page of an act: shows its form, records what is sent, explains what is refused."""

    @permission(act.permission, shows_children=True)
    def view(request: HttpRequest, episode_id: int) -> HttpResponse:
        episode = Episode.objects.select_related("child").get(pk=episode_id)
        disclose(
            request,
            page=act.name,
            because=request.because,
            shown=[Shown(episode.child_id, episode.pk)],  # type: ignore[attr-defined]
        )
        now = request.now  # type: ignore[attr-defined]
        form = act.form(request.POST or None, episode=episode, now=now)
        if request.method == "POST" and form.is_valid():
            key = form.cleaned_data["key"]
            try:
                record(
                    episode_id=episode_id, happenings=form.happenings(), key=key, now=now, by=request.post,  # type: ignore[attr-defined]
                    also=lambda: form.also(key, request.post),  # type: ignore[attr-defined]
                )  # fmt: skip
            except NotPossible as refused:
                for reason in refused.reasons:
                    form.add_error(None, reason)
            else:
                messages.success(request, act.done)
                return redirect(reverse("duties:episode", args=[episode_id]))
        return render(request, act.template, {"act": act, "episode": episode, "form": form})

    view.__name__ = act.name.replace("-", "_")
    return view
