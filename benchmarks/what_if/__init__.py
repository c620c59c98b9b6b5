"""An edition tried on stored episodes: what one of them costs, here and in the database."""

from .measure import measure

__all__ = ["measure"]
