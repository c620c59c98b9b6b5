"""`safereturn worker`: the jobs in the background."""

from safereturn.config.django_setup import set_up_django
from safereturn.config.keeping_alive import stop_with_the_one_who_started_us


def main(*, concurrency: int) -> None:
    """Work until told to stop, unless it is not safe to run (`safereturn.config.checks`)."""
    stop_with_the_one_who_started_us()
    set_up_django()

    from procrastinate.contrib.django import app

    from safereturn.config.checks import refuse_unless_safe

    refuse_unless_safe()
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(concurrency=concurrency)
