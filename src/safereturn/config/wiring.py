"""What the rooms learn of each other when the house opens. Lower rooms know only their lists."""

from safereturn.audit.logs import LOGS, VIEWS
from safereturn.children import actions as children
from safereturn.duties.jobs import remind_after
from safereturn.duties.offers import OFFERED
from safereturn.duties.reconcile import reconcile
from safereturn.duties.ties import tie
from safereturn.episodes.actions import LISTENERS
from safereturn.episodes.sealed_log import EVENTS
from safereturn.finding.actions import compare_again
from safereturn.interviews import forms, waiving
from safereturn.keeping.sealed_log import DISPOSALS, with_tombstones


def wire() -> None:
    """Put the listeners in their order, name the sealed logs, and offer the acts of the higher rooms."""
    LOGS[:] = [with_tombstones(EVENTS), with_tombstones(VIEWS), DISPOSALS]
    LISTENERS[:] = [reconcile, tie, remind_after]
    children.LISTENERS[:] = [compare_again]
    OFFERED[:] = [entry for entry in OFFERED if entry[0] != "interviews"] + [
        ("interviews", act) for act in (*forms.ACTS, *waiving.ACTS)
    ]
