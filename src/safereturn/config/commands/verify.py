"""`safereturn verify`: every chain of the logs is walked and compared with its seals."""

from safereturn.config.django_setup import set_up_django


def main() -> int:
    """Print what is wrong in the logs. Returns the exit code: 0, or 1 when anything is."""
    set_up_django()

    from safereturn.config.verify import verify

    return verify()
