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
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from safereturn.access.permission import permission
from safereturn.access.rights import BASIC
from safereturn.agencies.models import Post
from safereturn.audit.actions import Shown, disclose
from safereturn.web.drafts import as_sent, forget_words, keep_words, typed_in, unsent, words_so_far
from safereturn.web.forms import KeyedForm, LondonMomentField
from safereturn.web.wording import moment

from .actions import Happening, NotPossible, is_recorded, record
from .models import Episode
from .queries import episode_for

Sees = frozenset[str]


class ActForm(KeyedForm):
    """A form whose answers become events. Subclasses give `happenings`."""

    WHEN: ClassVar[str] = "When did it happen?"
    at = LondonMomentField(label=WHEN, help_text="As near as you know. The time now is filled in.")

    def __init__(self, *args: Any, episode: Episode, now: dt.datetime, post: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.episode = episode
        self.now = now
        self.post = post
        self.fields["at"].initial = now
        self.fields["at"].label = self.WHEN
        self.order_fields([name for name in self.fields if name != "at"] + ["at"])

    def clean_at(self) -> dt.datetime:
        """The moment, which cannot lie ahead. The minute that is running counts as now."""
        at: dt.datetime = self.cleaned_data["at"]
        if at > self.now + dt.timedelta(minutes=1):
            raise forms.ValidationError("This lies in the future. Enter when it happened, not when it is planned")
        earliest, was = self.earliest()
        if earliest is not None and at < earliest.replace(second=0, microsecond=0):
            raise forms.ValidationError(f"This lies before {was}: {moment(earliest)}. Check the date and the time")
        return min(at, self.now)

    def earliest(self) -> tuple[dt.datetime | None, str]:
        """The moment before which it cannot have happened, if there is one, and what that moment was."""
        return self.episode.last_seen_at, "the child was last seen"

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
    intro: str = ""
    about: Callable[[Episode, Sees], dict[str, Any]] = lambda *_: {}  # what is shown beside the form
    shows: Sees = BASIC  # the classes of fields that its page shows to whoever sees them


def urls_of(room: str, act: Act) -> list[URLPattern]:
    """The addresses of an act: its page, and where the words typed into it are kept until it is sent."""
    page = f"episodes/<int:episode_id>/{act.name}/"
    return [
        path(page, view_of(room, act), name=act.name),
        path(f"{page}draft/", draft_of(act), name=f"{act.name}-draft"),
    ]


def view_of(room: str, act: Act) -> Callable[..., HttpResponse]:
    """The page of an act: shows its form, records what is sent, explains what is refused, loses no word."""

    @permission(act.permission, shows_children=True)
    def view(request: HttpRequest, episode_id: int) -> HttpResponse:
        post, now = request.post, request.now  # type: ignore[attr-defined]
        episode = episode_for(post, episode_id, act.permission)
        sees = act.shows & request.sees  # type: ignore[attr-defined]
        disclose(
            request,
            page=act.name,
            because=request.because,  # type: ignore[attr-defined]
            shown=[Shown(episode.child_id, episode.pk)],
            classes=sees,
        )
        if not act.offered(episode) and not is_recorded(episode, request.POST.get("key")):
            messages.warning(request, f"Things have changed, so this cannot be recorded now: {act.title.lower()}.")
            return redirect("duties:episode", episode_id=episode_id)
        if request.method == "POST":
            kept = _keep(act, episode_id, request, typed_in(request))
            form = act.form(request.POST, episode=episode, now=now, post=post)
        else:
            sent = unsent(request)
            kept = (
                _keep(act, episode_id, request, sent)
                if sent
                else words_so_far(form=act.name, key=_draft_key(act, episode_id), by=post.pk)
            )
            form = act.form(as_sent(kept) if kept else None, episode=episode, now=now, post=post)
            if kept:
                form.errors.clear()  # what is still missing is said when it is sent, not when it is opened again
                form.fields["at"].help_text = "This is the time kept from before. Check that it is right."
        if request.method == "POST" and form.is_valid():
            key = form.cleaned_data["key"]
            try:
                record(
                    episode_id=episode_id,
                    happenings=form.happenings(),
                    key=key,
                    now=now,
                    by=post,
                    provided=act.offered,
                    also=lambda: form.also(key, post),
                )
            except NotPossible as refused:
                for reason in refused.reasons:
                    form.add_error(None, reason)
            else:
                forget_words(form=act.name, key=_draft_key(act, episode_id), by=post.pk)
                messages.success(request, act.done)
                return redirect(reverse("duties:episode", args=[episode_id]))
        keeps = reverse(f"{room}:{act.name}-draft", args=[episode_id])
        carried_on = request.method == "GET" and bool(kept)
        context = {"act": act, "episode": episode, "form": form, "keeps": keeps, "carried_on": carried_on}
        return render(request, act.template, {**context, "about": act.about(episode, sees)})

    view.__name__ = act.name.replace("-", "_")
    return view


def draft_of(act: Act) -> Callable[..., HttpResponse]:
    """Keeps the words typed so far into the form of an act."""

    @require_POST
    @permission(act.permission, shows_children=False)
    def draft(request: HttpRequest, episode_id: int) -> HttpResponse:
        _keep(act, episode_id, request, typed_in(request))
        return HttpResponse(status=204)

    return draft


def _draft_key(act: Act, episode_id: int) -> uuid.UUID:
    """One draft for each post, act and episode: whoever comes back finds it without its address."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{act.name} of episode {episode_id}")


def _keep(act: Act, episode_id: int, request: HttpRequest, typed: dict[str, list[str]]) -> dict[str, list[str]]:
    by = request.post.pk  # type: ignore[attr-defined]
    forget_words(form=act.name, key=_draft_key(act, episode_id), by=by)  # a box that was unticked is not sent at all
    keep_words(form=act.name, key=_draft_key(act, episode_id), words=typed, by=by)
    return typed
