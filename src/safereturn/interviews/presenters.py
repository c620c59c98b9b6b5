"""How the account of an interview reads on a page."""

from collections.abc import Collection
from typing import Any

from safereturn.episodes.models import Episode
from safereturn.protocol.vocabulary import ROLE_NAMES

from .field_classes import ACCOUNT
from .queries import kept_of

_PARTS = (
    ("in_the_childs_words", "In the child's words"),
    ("harm", "Harm"),
    ("why_they_went", "Why they went"),
    ("what_happened", "What happened"),
    ("associates", "Who they were with"),
    ("what_would_help", "What would help"),
    ("parents_view", "Parents or carers"),
)


def accounts_of(episode: Episode, sees: Collection[str]) -> dict[str, Any]:
    """The accounts of an episode's interviews, the parts that somebody who sees some classes of fields may read."""
    parts = [(name, label) for name, label in _PARTS if ACCOUNT[name] in sees]
    return {
        "accounts": [
            {
                "held_at": account.held_at,
                "interviewer": ROLE_NAMES.get(account.interviewer, account.interviewer),
                "parts": [(label, words) for name, label in parts if (words := getattr(account, name))],
            }
            for account in kept_of(episode)
        ]
    }
