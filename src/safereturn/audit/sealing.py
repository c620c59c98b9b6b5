"""Seals: each row of a log carries a hash of its content and of the row before, so that a change breaks the chain.

One way of writing and one way of sealing for every log: the views kept in this room, and the events of the episodes.
"""

import hashlib
import json
from typing import Any

START = bytes(32)  # what stands before the first row of a chain
_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical(content: dict[str, Any]) -> bytes:
    """The one way to write a row's content: JSON with sorted keys and no spaces, in UTF-8.

    Moments are given as ISO 8601 text in UTC, hashes in hex. Raises `TypeError` for anything JSON has no word for, and
    `ValueError` for numbers that are none.
    """
    return _JSON.encode(content).encode()


def seal(previous: bytes, content: dict[str, Any]) -> bytes:
    """The seal of a row (SHA-256, 32 bytes), from the seal of the row before it and its own content."""
    return hashlib.sha256(previous + canonical(content)).digest()
