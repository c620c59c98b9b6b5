"""The mail to a team that somebody asks, or has handed something: where to look, and never a word about a child."""

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from safereturn.access.decisions import may_by_role
from safereturn.agencies.models import Team
from safereturn.agencies.queries import held_in
from safereturn.duties.reminder_mail import AGAIN_AFTER

from . import asking, handing
from .models import Notice

log = logging.getLogger(__name__)


def mail_asked(*, now: dt.datetime) -> int:
    """Mail each team with a mailbox one message about all that waits for it and that it was not mailed about yet.

    Returns how many messages were sent. Nothing is sent of what nobody in the team may see by now. A mail that fails is
    tried again later, and holds nobody else's up. It goes at least once.
    """
    sent = 0
    server = get_connection()
    for team in Team.objects.filter(pk__in=_to_mail(now).values("asked")).exclude(mailbox="").order_by("pk"):
        with transaction.atomic():
            rows = _to_mail(now).filter(asked=team.pk).select_for_update(of=("self",), skip_locked=True)
            seen = _seen_in(team, now)
            notices = [one.pk for one in rows if (one.asking_id, one.handed_id) in seen]
            if not notices:
                continue
            try:
                server.send_messages([_message(team)])
            except (OSError, ValueError) as problem:  # the server's, or an address that is none
                log.warning("The mailbox of team %s cannot be mailed: %s. It is tried again.", team.pk, problem)
                Notice.objects.filter(pk__in=notices).update(mail_failed_at=now)
            else:
                Notice.objects.filter(pk__in=notices).update(mailed_at=now)
                sent += 1
    return sent


def _to_mail(now: dt.datetime) -> QuerySet[Notice]:
    """The notices of what nobody has answered or taken up, each with the id of the team as `asked`.

    Not of those whose mail failed a moment ago.
    """
    rested = Q(mail_failed_at=None) | Q(mail_failed_at__lte=now - AGAIN_AFTER)
    waiting = Notice.objects.filter(rested, mailed_at=None, asking__answer=None, handed__taken=None)
    return waiting.annotate(asked=Coalesce("asking__asked_team", "handed__told_team")).order_by("pk")


def _seen_in(team: Team, now: dt.datetime) -> set[tuple[int | None, int | None]]:
    """What waits for a team and somebody in it can answer now: the ids of an asking, or of what was handed over."""
    seen: set[tuple[int | None, int | None]] = set()
    for post in held_in(team.pk, now):
        if may_by_role(post, "let-in"):
            seen |= {(pk, None) for pk in asking.waiting(post).values_list("pk", flat=True)}
            seen |= {(None, pk) for pk in handing.waiting(post).values_list("pk", flat=True)}
    return seen


def _message(team: Team) -> EmailMessage:
    return EmailMessage(
        subject="Safe Return: somebody asks your team",
        body=(
            f"For {team.name}: somebody asks your team, or has told it something, in Safe Return.\n\n"
            f"Sign in to see it: {settings.SAFERETURN_ADDRESS}{reverse('finding:asked')}\n\n"
            "Please write nothing about a child in a mail.\n"
        ),
        to=[team.mailbox],
    )
