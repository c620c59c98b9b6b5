"""Setting Django up for a command."""

import os
import sys

import django

from safereturn.config.addresses import embedded_cluster


def set_up_django(role: str = "app") -> None:
    """Read the settings and the rooms, speaking to the database as `role`: "app" runs the service, "owner" migrates.

    Leaves the program, saying what to do, when the app's embedded database does not run.
    """
    cluster = embedded_cluster()
    if role == "app" and cluster is not None and not cluster.is_running():
        sys.exit(
            f"No database runs in {cluster.folder}. Start it with `safereturn demo`, or name one that runs "
            "with SAFERETURN_DATA, or a server of your own with DATABASE_URL and DATABASE_APP_URL."
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safereturn.config.settings")
    os.environ["SAFERETURN_ROLE"] = role
    django.setup()

    from safereturn.access.wall import stand_past_the_wall

    stand_past_the_wall()
