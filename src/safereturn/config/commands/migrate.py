"""`safereturn migrate`: make or update the tables, as their owner."""

from safereturn.config.addresses import embedded_cluster, service_address
from safereturn.config.database_url import database
from safereturn.config.django_setup import set_up_django
from safereturn.config.roles import privileges_by_default


def main() -> None:
    """Bring the tables of the database up to this release. Safe to repeat, and while the service runs."""
    cluster = embedded_cluster()
    if cluster is not None:
        cluster.start()
    set_up_django(role="owner")

    from django.core.management import call_command
    from django.db import connection

    app = database(service_address("app"))["USER"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone()
        for statement in privileges_by_default(owner, app):  # before the first table, so that every table has them
            cursor.execute(statement)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    print(f"The tables in {connection.settings_dict['NAME']} are those of this release.")
