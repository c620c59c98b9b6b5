"""The jobs of this room. Each works out what is due from what is stored, and may run twice."""

from procrastinate.contrib.django import app

from safereturn.duties.jobs import TRY_AGAIN
from safereturn.web import clock

from . import asked_mail
from .actions import compare_new_records


@app.periodic(cron="*/5 * * * *")
@app.task(lock="compare-records", retry=TRY_AGAIN)
def compare_records(timestamp: int) -> None:
    """Propose the pairs of records that may be of one child: whoever reports a child is not kept waiting."""
    compare_new_records()


@app.periodic(cron="* * * * *")
@app.task(lock="mail-asked", retry=TRY_AGAIN)
def mail_asked(timestamp: int) -> None:
    """Mail the teams that somebody asks, or has handed something, and that were not mailed yet."""
    asked_mail.mail_asked(now=clock.now())
