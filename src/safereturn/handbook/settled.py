"""Readings that this partnership has settled otherwise than they stand: what the service does is shown beside them."""

import datetime as dt
from typing import Any, NamedTuple

from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.settings import Settings

from .tables import settings


class Settled(NamedTuple):
    """A setting of an edition that differs from the reading as it stands, in words."""

    edition: str
    readings: tuple[str, ...]
    says: str


def settled_otherwise() -> list[Settled]:
    """What the editions of this service have otherwise; empty where the readings stand as they are."""
    usual = Settings()
    return [
        Settled(edition.name, setting.readings, f"{setting.says}: {_in_words(value)}")
        for edition in EDITIONS.values()
        for setting in settings()
        if (value := getattr(edition.settings, setting.name)) != getattr(usual, setting.name)
    ]


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value).replace("-", " ")
