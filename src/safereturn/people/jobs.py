"""The jobs of this room: disabling what nobody uses, and telling of posts that nobody certified. Each may run twice."""

from procrastinate.contrib.django import app

from safereturn.web import clock

from . import actions, mail, queries


@app.periodic(cron="7 4 * * *")
@app.task(lock="disable-idle", retry=mail.TRY_AGAIN)
def disable_idle(timestamp: int) -> None:
    """Disable the accounts that nobody has used for 30 days."""
    actions.disable_idle(now=clock.now())


@app.periodic(cron="7 7 * * 1")
@app.task(retry=mail.TRY_AGAIN)
def tell_of_late_posts(timestamp: int) -> None:
    """Tell the administrators of posts that were not certified in time, every week until they are."""
    for agency_id in queries.agencies_with_late_posts(clock.now()):
        mail.tell(agency_id, mail.LATE)
