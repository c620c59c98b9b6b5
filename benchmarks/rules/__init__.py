"""The rules beside a hand-written function and three rule engines: SPEC.md says what all of them must find."""

from .measure import measure

__all__ = ["measure"]
