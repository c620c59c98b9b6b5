"""Setting Django up for a command."""

import os

import django


def set_up_django(role: str = "app") -> None:
    """Read the settings and the rooms, speaking to the database as `role`: "app" runs the service, "owner" migrates."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safereturn.config.settings")
    os.environ["SAFERETURN_ROLE"] = role
    django.setup()
