"""`safereturn migrate`: make or update the tables, as their owner."""

import sys

from safereturn.config.addresses import embedded_cluster
from safereturn.config.django_setup import set_up_django
from safereturn.config.roles import APP, privileges_by_default


def main() -> int:
    """Bring the tables up to this release; safe to repeat. Returns the exit code: 1 when a role is missing."""
    cluster = embedded_cluster()
    if cluster is not None:
        cluster.start()
    set_up_django(role="owner")

    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [APP])
        owner, app_exists = cursor.fetchone()
        if not app_exists:
            print(
                f"The database has no role {APP}, which runs the service. Make it: CREATE ROLE {APP} LOGIN;",
                file=sys.stderr,
            )
            return 1
        for statement in privileges_by_default(owner):  # before the first table, so that every table has them
            cursor.execute(statement)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    print(f"The tables in {connection.settings_dict['NAME']} are those of this release.")
    return 0
