"""From the address of a database to what Django wants to know about it."""

import re
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

_DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database(url: str) -> dict[str, Any]:
    """One entry of Django's DATABASES for a `postgresql://` address, as PostgreSQL itself reads it.

    What Django has no name for, such as `sslmode`, goes to the connection unchanged. Raises `ValueError` for an
    address that PostgreSQL could not read; its message does not repeat the password.
    """
    try:
        told = {name: value for name, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError as error:
        without_password = re.sub(r"://[^@/]*@", "://…@", url)
        raise ValueError(
            f"{without_password} is not the address of a PostgreSQL database. "
            "Write it as postgresql://role:password@host:5432/database."
        ) from error
    known = {django: str(told.pop(name)) for name, django in _DJANGO_NAMES.items() if name in told}
    return {"ENGINE": "django.db.backends.postgresql", **known, "OPTIONS": told}
