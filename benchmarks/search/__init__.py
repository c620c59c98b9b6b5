"""Finding a child among 200,000, beside the bare statements that the database answers from its indexes."""

from .measure import measure

__all__ = ["measure"]
