"""What must hold before the service runs. Every reason against it is told at once, each with what to do."""

import sys

from django.conf import settings
from django.db import DatabaseError, connection

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


def _reasons_in_the_database() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, pg_has_role(datdba, 'USAGE') FROM pg_roles, pg_database "
            "WHERE rolname = current_user AND datname = current_database()"
        )
        role, is_superuser, is_owner = cursor.fetchone()
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(SAFE_WRITES)])
        off = sorted(name for name, setting in cursor.fetchall() if setting == "off")
    reasons = []
    if is_superuser or is_owner:
        rank = "a superuser" if is_superuser else "the owner of the tables"
        reasons.append(
            f"The database role {role} is {rank} and could rewrite the logs. "
            "Let DATABASE_APP_URL name the role safereturn_app, and leave SAFERETURN_ROLE unset."
        )
    for name in off:
        reasons.append(f"The database runs with {name} off: a power cut could lose a report. Set {name} = on in it.")
    return reasons
