"""The jobs of the house itself: sealing the days, rescuing and removing jobs, and stopping with a wrong clock."""

import datetime as dt
import logging
import os
import signal

from django.conf import settings
from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from safereturn.agencies.queries import governance_teams
from safereturn.audit.kept_outside import keep_outside
from safereturn.config import clock, sealing
from safereturn.config.health import wrong_clock
from safereturn.duties.jobs import TRY_AGAIN
from safereturn.web.drafts import forget_words_kept_before

log = logging.getLogger(__name__)

RESCUE_EVERY = max(1, min(30, settings.RESCUE_AFTER // 2))  # seconds
KEPT_WHEN_DONE = 24  # hours
KEPT_WHEN_FAILED = 30 * 24  # hours: for somebody to find out why
WORDS_KEPT = dt.timedelta(days=7)  # of a form that is not sent, from the last touch
MAIL_AGAIN = RetryStrategy(max_attempts=60, linear_wait=60)  # a minute later each time: for a day and a quarter


@app.periodic(cron=f"* * * * * */{RESCUE_EVERY}")
@app.task(pass_context=True, retry=TRY_AGAIN)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Start again the jobs whose worker was killed: until then, their locks hold up the next jobs of the same child.

    It has no lock itself: nobody would rescue the rescuer.
    """
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=settings.RESCUE_AFTER):
        log.warning("Job %s (%s) lost its worker and is started again.", job.id, job.task_name)
        try:
            await jobs.retry_job(job)
        except ConnectorException:
            log.info("Job %s has ended meanwhile, or somebody else has started it again.", job.id)


@app.periodic(cron="17 * * * *")
@app.task(pass_context=True, retry=TRY_AGAIN)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Remove the jobs that ended a while ago."""
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(nb_hours=KEPT_WHEN_DONE)
    await jobs.delete_old_jobs(
        nb_hours=KEPT_WHEN_FAILED, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="31 3 * * *")
@app.task(retry=TRY_AGAIN)
def forget_unsent_words(timestamp: int) -> None:
    """Forget the words about children that somebody typed, never sent, and left for a week."""
    forget_words_kept_before(clock.now() - WORDS_KEPT)


@app.periodic(cron="* * * * *")
@app.task(retry=TRY_AGAIN)
def stop_with_a_wrong_clock(timestamp: int) -> None:
    """End this worker when its clock is wrong: it would remind too early or too late, and seal days that still run.

    Whoever started it starts it again, and it refuses until the clock is right.
    """
    if wrong := wrong_clock():
        log.error("This worker stops. %s", wrong)
        os.kill(os.getpid(), signal.SIGTERM)


@app.periodic(cron="*/10 * * * *")
@app.task(lock="seal-days", retry=TRY_AGAIN)
def seal_days(timestamp: int) -> None:
    """Seal the days that are over, and let their lines leave the database: into a file, and by mail to each agency."""
    with transaction.atomic():
        sealed = sealing.seal_days(now=clock.now())
        if sealed:
            for team in governance_teams():
                mail_day_seal.defer(day=sealed[-1].day.isoformat(), team_id=team.pk)
    keep_outside(settings.SAFERETURN_SEALS)


@app.task(retry=MAIL_AGAIN)
def mail_day_seal(day: str, team_id: int) -> None:
    """Mail the seal of a day to a team. It may come twice; it does not stay away."""
    sealing.mail_seals(day=dt.date.fromisoformat(day), team_id=team_id, now=clock.now())
