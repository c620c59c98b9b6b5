"""Comparing new records with all others, in the background: whoever reports a child is not kept waiting."""

from procrastinate.contrib.django import app

from safereturn.duties.jobs import TRY_AGAIN

from .actions import compare_new_records


@app.periodic(cron="*/5 * * * *")
@app.task(lock="compare-records", retry=TRY_AGAIN)
def compare_records(timestamp: int) -> None:
    """Propose the pairs of records that may be of one child."""
    compare_new_records()
