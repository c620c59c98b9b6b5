"""The open sessions of a person: at most two let somebody in, and what is ended or over lets nobody in again.

A session is open from the sign-in until it is ended, or until no page came for too long, or ten hours are over. Whoever
signs in with two open already waits until one of them has ended: none is ended for them, on a screen where somebody
may be writing.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from safereturn.web import clock

from .devices import device_of
from .models import OpenSession, Person, Post, Team

OPEN_SESSION = "open_session"  # its number, in what the browser's cookie stands for


def others(session: OpenSession, now: dt.datetime) -> QuerySet[OpenSession]:
    """The other open sessions of the same person, those that wait among them, the latest first.

    One that was made for the password before lets nobody in, and is none.
    """
    same = OpenSession.objects.filter(person_id=session.person_id, made_for=session.made_for, over_at__gt=now)
    return same.exclude(pk=session.pk).order_by("-signed_in_at", "-id")


def end(person_id: int, numbers: Collection[int]) -> int:
    """End some sessions of a person: the next page that is asked for in them is the sign-in page. Returns how many."""
    return OpenSession.objects.filter(person_id=person_id, pk__in=numbers).delete()[0]


def keep_alive(request: HttpRequest, session: OpenSession | None, post: Post | None) -> bool:
    """Note that a page is asked for in a session; whether the session is still open.

    Every page does, but one that a browser fetches by itself: a board left alone must not stay signed in.
    """
    now: dt.datetime = request.now  # type: ignore[attr-defined]  # set by web.middleware
    if session is None or session.over_at <= now:
        return False
    at_home = post is not None and post.team.kind == Team.Kind.HOME
    renewed_every = settings.SESSION_RENEWED_EVERY_IN_HOMES if at_home else settings.SESSION_RENEWED_EVERY
    until = min(
        now + dt.timedelta(seconds=settings.SESSION_AGE_IN_HOMES if at_home else settings.SESSION_COOKIE_AGE),
        session.signed_in_at + dt.timedelta(seconds=settings.SESSION_ABSOLUTE_AGE),
    )
    by_itself = request.headers.get("X-Requested-With") == "refresh"
    made_for = request.session[HASH_SESSION_KEY]
    has_new_password = made_for != session.made_for
    if not has_new_password and (by_itself or abs((until - session.over_at).total_seconds()) <= renewed_every):
        return True
    noted = {"last_used_at": now, "over_at": until, "made_for": made_for}
    if has_new_password:
        noted["is_let_in"] = False  # until it is asked how many others have been let in with that password meanwhile
    for name, value in noted.items():
        setattr(session, name, value)
    request.session.modified = True  # which is then kept for as long
    return bool(OpenSession.objects.filter(pk=session.pk).update(**noted))  # none, where it has ended meanwhile


@transaction.atomic
def let_in(session: OpenSession, now: dt.datetime) -> bool:
    """Let a session in that waits, if there is room; whether it is now."""
    _one_at_a_time(session.person_id)
    return _has_room(session, now) and bool(OpenSession.objects.filter(pk=session.pk).update(is_let_in=True))


def _has_room(session: OpenSession, now: dt.datetime) -> bool:
    """Whether there is room beside the others. Those that are over go for good, so that none comes back to life."""
    OpenSession.objects.filter(person_id=session.person_id, over_at__lte=now).exclude(pk=session.pk).delete()
    return others(session, now).filter(is_let_in=True).count() < settings.SESSIONS_AT_MOST


def _one_at_a_time(person_id: int) -> None:
    """Two sign-ins of one person at the same moment come one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=person_id)


@transaction.atomic
def _begin(request: HttpRequest, user: Person, **_: Any) -> None:
    """Somebody has signed in, in whichever way. A session that this browser had before ends."""
    now = getattr(request, "now", None) or clock.now()
    former = getattr(request, "open_session", None)
    if former is not None:
        end(former.person_id, [former.pk])
    _one_at_a_time(user.pk)
    session = OpenSession(
        person=user,
        device=device_of(request.META.get("HTTP_USER_AGENT", "")),
        signed_in_at=now,
        last_used_at=now,
        over_at=now + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE),
        made_for=request.session[HASH_SESSION_KEY],
    )
    session.is_let_in = _has_room(session, now)
    session.save()
    request.session[OPEN_SESSION] = session.pk


def _over(request: HttpRequest, user: Person | None, **_: Any) -> None:
    """Somebody signs out, or their session has lasted too long."""
    if user is not None and (number := request.session.get(OPEN_SESSION)) is not None:
        end(user.pk, [number])


def listen() -> None:
    """Hear of every sign-in, whatever the way, and of every sign-out."""
    user_logged_in.connect(_begin, dispatch_uid="sessions-begin")
    user_logged_out.connect(_over, dispatch_uid="sessions-over")
