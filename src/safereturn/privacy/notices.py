"""The mail about broken glass: that a task waits, and its reference. Never a word about a child, or who looked."""

import datetime as dt
import logging

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from safereturn.access.flags import excluded_from
from safereturn.agencies.queries import addresses_of
from safereturn.episodes.models import Episode

from .models import GlassNotice

log = logging.getLogger(__name__)

AGAIN_AFTER = dt.timedelta(minutes=10)  # that a mail failed


def mail_glass(*, now: dt.datetime) -> int:
    """Mail each team what it was not mailed about yet. Returns how many messages were sent.

    A mail that fails is tried again later, and holds nobody else's up. It goes at least once.
    """
    sent = 0
    server = get_connection()
    for pk in list(_to_mail(now).values_list("pk", flat=True)):
        with transaction.atomic():
            notice = _to_mail(now).filter(pk=pk).select_for_update(of=("self",), skip_locked=True).first()
            if notice is None:
                continue
            try:
                server.send_messages([_message(notice, now)])
            except (OSError, ValueError) as problem:  # the server's, or an address that is none
                log.warning("Team %s cannot be mailed: %s. It is tried again.", notice.team_id, problem)
                GlassNotice.objects.filter(pk=pk).update(mail_failed_at=now)
            else:
                GlassNotice.objects.filter(pk=pk).update(mailed_at=now)
                sent += 1
    return sent


def _to_mail(now: dt.datetime) -> QuerySet[GlassNotice]:
    rested = Q(mail_failed_at=None) | Q(mail_failed_at__lte=now - AGAIN_AFTER)
    return GlassNotice.objects.filter(rested, mailed_at=None).select_related("team", "glass").order_by("pk")


def _message(notice: GlassNotice, now: dt.datetime) -> EmailMessage:
    episode = Episode.objects.filter(pk=notice.glass.episode_id).first()
    return EmailMessage(
        subject="Safe Return: a task waits for your team",
        body=(
            f"For {notice.team.name}: a task waits in Safe Return. It should be looked at today.\n\n"
            f"Reference: {episode.reference if episode else 'none, as nothing was opened'}\n\n"
            "Sign in to Safe Return to see it. Please write nothing about a child in a mail.\n"
        ),
        to=addresses_of(notice.team_id, now, without=excluded_from(notice.glass.child_id)),
    )
