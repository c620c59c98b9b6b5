"""What this room tells by mail: a link to whoever it is for; and to those concerned in an agency what happened."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from safereturn.agencies.models import Person
from safereturn.web import clock

from . import queries
from .links import link_for

TRY_AGAIN = RetryStrategy(max_attempts=60, linear_wait=60)  # a minute later each time: for a day and a quarter
IDLE, LATE, OPENED, PROOFS_REMOVED = "idle", "late", "opened", "proofs-removed"
_REFEREE = "privacy-referee"
# What is told, and to the holders of which post. No person is named outside the service.
_TOLD = {
    IDLE: (
        queries.ADMINISTRATOR,
        "Accounts of your agency were disabled, because nobody signed in with them for 30 days.",
    ),
    LATE: (
        queries.ADMINISTRATOR,
        "Posts of your agency were not certified within 28 days of the beginning of the quarter.",
    ),
    OPENED: (_REFEREE, "An administrator of your agency opened an account for somebody new."),
    PROOFS_REMOVED: (_REFEREE, "An administrator of your agency took the second proofs off somebody's account."),
}


def tell(agency_id: int, about: str) -> None:
    """Let those concerned in an agency be told of something by mail, once this transaction is over."""
    mail_agency.defer(agency_id=agency_id, about=about)


@app.task(retry=TRY_AGAIN)
def mail_agency(agency_id: int, about: str) -> None:
    """Mail those concerned in an agency what happened. It may come twice; it does not stay away."""
    role, says = _TOLD[about]
    addresses = queries.addresses_of(role, agency_id, clock.now())
    if addresses:
        EmailMessage(
            subject="Safe Return: about the accounts of your agency",
            body=f"{says}\n\nSign in to Safe Return, or ask your agency's administrator, to see more.\n",
            bcc=addresses,
        ).send()


@app.task(retry=TRY_AGAIN)
def mail_link(person_id: int, address: str) -> None:
    """Mail a person the link by which they set their password. It may come twice: the first one used ends both."""
    person = Person.objects.get(pk=person_id)
    if not person.is_active or person.has_usable_password():
        return  # closed since, or the password is set
    days = dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days
    EmailMessage(
        subject="Safe Return: set your password",
        body=(
            f"Your agency has given you an account. Set your password here, within {days} days:\n\n"
            f"{link_for(person, address)}\n\n"
            "The link works once. Then sign in, and set up a passkey or an authenticator app.\n"
            "If you did not expect this, tell the person who keeps the accounts at your agency.\n"
        ),
        to=[person.email],
    ).send()
