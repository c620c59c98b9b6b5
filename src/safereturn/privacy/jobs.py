"""The jobs of this room. Each works out what is due from what is stored, and may run twice."""

from procrastinate.contrib.django import app

from safereturn.duties.jobs import TRY_AGAIN
from safereturn.web import clock

from . import notices, view_log


@app.periodic(cron="* * * * *")
@app.task(lock="mail-glass", retry=TRY_AGAIN)
def mail_glass(timestamp: int) -> None:
    """Mail whoever must know of broken glass and was not mailed yet."""
    notices.mail_glass(now=clock.now())


@app.task(lock="mail-glass", retry=TRY_AGAIN)
def mail_glass_now() -> None:
    """The same at once, in the transaction of the glass."""
    notices.mail_glass(now=clock.now())


@app.periodic(cron="41 2 * * *")
@app.task(lock="look-at-views", retry=TRY_AGAIN)
def look_at_views(timestamp: int) -> None:
    """Give the alerts of the views so far, and choose the sample of each week that is over."""
    view_log.give_alerts(now=clock.now())
    view_log.choose_sample(now=clock.now())
