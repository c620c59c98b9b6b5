"""`safereturn missing-migrations`: fail when a model has changed and no migration says how."""

import warnings

from safereturn.config.django_setup import set_up_django


def main() -> None:
    """Leave with exit code 1, and the migrations that are missing printed, when there are any."""
    set_up_django(role="owner")

    from django.core.management import call_command

    with warnings.catch_warnings():
        # Only the models are compared: it does not matter that no database runs.
        warnings.filterwarnings("ignore", message=".*consistent migration history", category=RuntimeWarning)
        call_command("makemigrations", check_changes=True, dry_run=True)
