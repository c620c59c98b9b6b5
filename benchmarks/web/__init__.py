"""Pages of the product beside those of a bare Django site, without a web server, on an embedded database."""

from .measure import measure

__all__ = ["measure"]
