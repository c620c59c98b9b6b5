"""Somebody who looks, without the rooms above."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class APost:
    """A post as the view log knows it."""

    pk: int = 7
    person_id: int = 3
    agency_id: int = 2


@dataclass
class ARequest:
    """A request as far as the view log reads it."""

    post: APost = field(default_factory=APost)
    sees: tuple[str, ...] = ("existence", "identity")
    disclosed: bool = False


def looks(**overrides: Any) -> dict[str, Any]:
    """What `log_views` is told, but for the children."""
    usual = {"page": "duties:episode", "because": "Placed with this team", "classes": ["identity"], "by": APost()}
    return usual | overrides
