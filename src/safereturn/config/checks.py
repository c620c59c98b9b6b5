"""What must hold before the service runs. Every reason against it is told at once, each with what to do."""

import sys

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from safereturn.access.wall import WALLED
from safereturn.agencies.queries import invented_people

SAFE_WRITES = ("fsync", "full_page_writes", "synchronous_commit")


def reasons_not_to_start() -> list[str]:
    """Why the service may not run as it is set up; an empty list when it may."""
    try:
        in_the_database = _reasons_in_the_database()
    except DatabaseError as error:
        in_the_database = [f"The database does not answer: {error}. Start it, or mend DATABASE_APP_URL."]
    return [*_reasons_in_the_settings(), *in_the_database]


def refuse_unless_safe() -> None:
    """Leave the program with exit code 1 and every reason printed, unless it is safe to run."""
    reasons = reasons_not_to_start()
    if reasons:
        print("Safe Return does not start:", *(f" - {reason}" for reason in reasons), sep="\n", file=sys.stderr)
        sys.exit(1)


def _reasons_in_the_settings() -> list[str]:
    reasons = []
    if settings.DEBUG and not settings.SAFERETURN_DEMONSTRATION:
        reasons.append("SAFERETURN_DEBUG is on: its error pages show children's details. Unset it.")
    if settings.SECRET_KEY == settings.DEMONSTRATION_SECRET and not settings.SAFERETURN_DEMONSTRATION:
        reasons.append(
            "SAFERETURN_SECRET is not set: anyone could forge a session. Set it to 50 random characters, kept secret."
        )
    return reasons


# The logs, of some, that this role could change, or whose triggers against change are not there or not on.
_UNPROTECTED = """
SELECT log FROM unnest(%s::text[]) AS log
WHERE to_regclass(log) IS NULL
   OR has_table_privilege(to_regclass(log), 'UPDATE, DELETE, TRUNCATE')
   OR 2 <> (
        SELECT count(*) FROM pg_trigger
        WHERE tgrelid = to_regclass(log) AND tgfoid = to_regproc('log_is_append_only') AND tgenabled IN ('O', 'A')
    )
"""


# The tables, of some, before which no wall stands, or one with another door in it than its own.
_UNWALLED = """
SELECT walled FROM unnest(%s::text[]) AS walled
WHERE NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(walled) AND relrowsecurity)
    OR (SELECT array_agg(polname) FROM pg_policy WHERE polrelid = to_regclass(walled)) <> '{shown_to_the_tied}'
"""


def _logs() -> list[str]:
    models = [model for model in apps.get_models() if "Append-only" in model._meta.db_table_comment]
    return sorted(model._meta.db_table for model in models)


def _reasons_in_the_database() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, pg_has_role(datdba, 'MEMBER'), rolbypassrls FROM pg_roles, pg_database "
            "WHERE rolname = current_user AND datname = current_database()"
        )
        role, is_superuser, is_owner, stands_past_walls = cursor.fetchone()
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(SAFE_WRITES)])
        off = sorted(name for name, setting in cursor.fetchall() if setting == "off")
        cursor.execute(_UNPROTECTED, [_logs()])
        unprotected = [log for (log,) in cursor.fetchall()]
        cursor.execute(_UNWALLED, [list(WALLED)])
        unwalled = [table for (table,) in cursor.fetchall()]
    reasons = []
    if not settings.SAFERETURN_DEMONSTRATION and (invented := invented_people()):
        reasons.append(
            f"The database holds {invented} invented people of the demonstration, whom nobody answers for. "
            "Let DATABASE_APP_URL name a database in which the demonstration never ran."
        )
    if is_superuser or is_owner:
        rank = "a superuser" if is_superuser else "the owner of the tables"
        reasons.append(
            f"The database role {role} is {rank} and could rewrite the logs. "
            "Let DATABASE_APP_URL name the role safereturn_app, and leave SAFERETURN_ROLE unset."
        )
    if unprotected:
        reasons.append(
            f"The database role {role} could rewrite these logs: {', '.join(unprotected)}. "
            "Take UPDATE, DELETE and TRUNCATE on them from it, and switch their triggers on."
        )
    if stands_past_walls:
        reasons.append(
            f"The database role {role} may bypass row security: a page that forgot to ask would show every child. "
            f"Run ALTER ROLE {role} NOBYPASSRLS."
        )
    if unwalled:
        reasons.append(
            f"No wall, or one with a second door, stands before these tables: {', '.join(unwalled)}. "
            "Switch row security on for them, and drop the policies that no migration made."
        )
    for name in off:
        reasons.append(f"The database runs with {name} off: a power cut could lose a report. Set {name} = on in it.")
    return reasons
