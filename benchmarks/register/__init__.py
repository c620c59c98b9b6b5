"""The whole register, as the product derives it: what an episode costs, and how that grows."""

from .measure import measure

__all__ = ["measure"]
