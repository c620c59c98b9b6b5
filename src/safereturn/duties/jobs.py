"""The jobs of this room. Each works out what is due from the stored duties, and may run twice."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from safereturn.agencies.models import Post
from safereturn.episodes.actions import LIVE
from safereturn.episodes.fold import Folding
from safereturn.web import clock

from . import reminder_mail, reminders

TRY_AGAIN = RetryStrategy(max_attempts=10, linear_wait=2)  # for a minute and a half: a database is back by then


@app.periodic(cron="* * * * *")
@app.task(retry=TRY_AGAIN)
def remind(timestamp: int) -> None:
    """Remind every team of what is due, or soon will be."""
    reminders.remind(now=clock.now())


@app.task(retry=TRY_AGAIN)
def remind_of_episode(episode_id: int) -> None:
    """Remind the teams of what is due, or soon will be, of one episode."""
    reminders.remind(now=clock.now(), episode_id=episode_id)


@app.periodic(cron="* * * * *")
@app.task(lock="mail-reminders", retry=TRY_AGAIN)
def mail_reminders(timestamp: int) -> None:
    """Mail the reminders that have not been mailed."""
    reminder_mail.mail_reminders(now=clock.now())


def remind_after(folding: Folding, by: Post | None) -> None:
    """A listener of the log: what an event makes due at once is told at once, by a job in the event's transaction.

    One job of an episode runs at a time. Loaded history waits for the next minute: it is told all together.
    """
    if folding.rows[-1].source == LIVE:
        episode_id = folding.episode.pk
        remind_of_episode.configure(lock=f"episode-{episode_id}").defer(episode_id=episode_id)
