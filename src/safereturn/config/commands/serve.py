"""`safereturn serve`: the web pages."""

from safereturn.config.django_setup import set_up_django
from safereturn.config.keeping_alive import stop_with_the_one_who_started_us

THREADS = 2  # in each process: more of them make the slowest answers much slower, more processes do not


def main(*, host: str, port: int, workers: int) -> None:
    """Serve until told to stop, unless it is not safe to run (`safereturn.config.checks`)."""
    stop_with_the_one_who_started_us()
    set_up_django()

    from django.core.management import call_command
    from django.db import connection
    from granian import Granian
    from granian.constants import Interfaces

    from safereturn.config.checks import refuse_unless_safe

    refuse_unless_safe()
    connection.close()
    connection.close_pool()
    call_command("collectstatic", interactive=False, verbosity=0)
    Granian(
        "safereturn.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level="warning",
    ).serve()
