"""Sealing the days that are over, and mailing their seals out of the database."""

import datetime as dt
from collections.abc import Iterator

from django.core.mail import EmailMessage

from safereturn.agencies import queries
from safereturn.audit.day_seals import seal_day
from safereturn.audit.models import DaySeal
from safereturn.web.london import on_london_clocks
from safereturn.web.wording import day as day_in_words

LINES_IN_A_MAIL = 7  # a mail that was lost is made good by the next ones


def seal_days(*, now: dt.datetime) -> list[DaySeal]:
    """Seal yesterday, on London's clocks, and every day before it that was missed. Called twice, it seals none.

    Returns the new seals. Each is one line that must leave the database.
    """
    return [seal_day(day=day) for day in _days_not_sealed(on_london_clocks(now).date())]


def mail_seals(*, day: dt.date, team_id: int, now: dt.datetime) -> int:
    """Mail the line of a day's seal, and of those just before it, to a team. Returns how many addresses it went to."""
    addresses = queries.addresses_of(team_id, now)
    seals = DaySeal.objects.filter(day__lte=day).order_by("-place")[:LINES_IN_A_MAIL]
    lines = "\n".join(str(day_seal) for day_seal in reversed(seals))
    mail = EmailMessage(
        subject=f"Safe Return: the seal of {day_in_words(day)}",
        body=(
            "Please keep this message. As long as these lines are kept where those who run Safe Return cannot reach, "
            "nobody can change or cut its logs of those days unnoticed.\n\n"
            f"{lines}\n\n"
            "Each line is a day, its number, and the seal over all that was logged up to then. "
            "`safereturn verify --heads FILE` compares a file of such lines with the logs.\n"
        ),
        to=addresses,
    )
    return len(addresses) if mail.send() else 0


def _days_not_sealed(today: dt.date) -> Iterator[dt.date]:
    latest = DaySeal.objects.order_by("-place").values_list("day", flat=True).first()
    day = today - dt.timedelta(days=1) if latest is None else latest + dt.timedelta(days=1)
    while day < today:
        yield day
        day += dt.timedelta(days=1)
