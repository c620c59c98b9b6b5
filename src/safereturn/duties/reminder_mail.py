"""The mail that goes with a reminder: that a task waits, and its reference. Never a word about the child."""

import datetime as dt
import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet

from safereturn.agencies.models import Team

from .models import Reminder
from .queries import WAITING

log = logging.getLogger(__name__)

AGAIN_AFTER = dt.timedelta(minutes=10)  # that a mail failed


def mail_reminders(*, now: dt.datetime) -> int:
    """Mail each team with a mailbox one message about all it was reminded of and was not mailed about yet.

    Returns how many messages were sent. A mail that fails is tried again later, and holds nobody else's up. A
    message goes at least once: whoever dies between sending and noting it sends it again.
    """
    sent = 0
    server = get_connection()
    for team in Team.objects.filter(pk__in=_to_mail(now).values("team")).order_by("pk"):
        with transaction.atomic():
            reminders = list(_to_mail(now).filter(team=team).select_for_update(of=("self",), skip_locked=True))
            if not reminders:
                continue
            try:
                server.send_messages([_message(team, reminders)])
            except (OSError, ValueError) as problem:  # the server's, or an address that is none
                log.warning("The mailbox of team %s cannot be mailed: %s. It is tried again.", team.pk, problem)
                _note(reminders, mail_failed_at=now)
            else:
                _note(reminders, mailed_at=now)
                sent += 1
    return sent


def _to_mail(now: dt.datetime) -> QuerySet[Reminder]:
    """The reminders to be mailed now: of duties that still wait for the team that was reminded.

    Not of those whose mail failed a moment ago.
    """
    rested = Q(mail_failed_at=None) | Q(mail_failed_at__lte=now - AGAIN_AFTER)
    waiting = Reminder.objects.filter(rested, mailed_at=None, duty__status__in=WAITING, duty__team=F("team")).exclude(
        team__mailbox=""
    )
    return waiting.select_related("duty__episode").order_by("pk")


def _message(team: Team, reminders: Sequence[Reminder]) -> EmailMessage:
    references = list(dict.fromkeys(reminder.duty.episode.reference for reminder in reminders))
    return EmailMessage(
        subject="Safe Return: a task waits for your team",
        body=(
            f"For {team.name}: a task waits in Safe Return. Its time is short, or has come.\n\n"
            f"Reference: {', '.join(references)}\n\n"
            "Sign in to Safe Return to see it. Please write nothing about a child in a mail.\n"
        ),
        to=[team.mailbox],
    )


def _note(reminders: Sequence[Reminder], **what: dt.datetime) -> None:
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in reminders]).update(**what)
