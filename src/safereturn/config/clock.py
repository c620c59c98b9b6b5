"""The only reader of the clock. Pages and jobs are told the time; the database stamps what it records with its own."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
