"""Who listens to the log, in which order. Lower rooms know only the list."""

from safereturn.duties.reconcile import reconcile
from safereturn.episodes.actions import LISTENERS


def wire() -> None:
    """Put the listeners in their order."""
    LISTENERS[:] = [reconcile]
