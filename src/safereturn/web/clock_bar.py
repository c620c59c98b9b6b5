"""How much of a duty's time is used, as lengths to draw."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .london import elapsed
from .wording import due_in, moment

SOON = 0.75  # from here on the bar warns


@dataclass(frozen=True)
class ClockBar:
    """`percent` of the time used (0 to 100), its `urgency` ("ample", "soon" or "late") and the same in words."""

    percent: int
    urgency: str
    words: str

    @classmethod
    def between(cls, started: datetime, due: datetime, now: datetime) -> "ClockBar":
        """The bar of a duty that started and falls due at these moments, as it stands at `now`."""
        whole, used = elapsed(started, due), elapsed(started, now)
        share = used / whole if whole > timedelta(0) else 1.0
        urgency = "late" if now > due else "soon" if share >= SOON else "ample"
        return cls(round(100 * min(max(share, 0.0), 1.0)), urgency, f"Due at {moment(due)}, {due_in(due, now)}")
