"""Seals: each row of a log carries a hash of its content and of the row before, so that a change breaks the chain."""

import hashlib
import json
from typing import Any

START = bytes(32)  # what stands before the first row of a chain


def seal(previous: bytes, content: dict[str, Any]) -> bytes:
    """The seal of a row, from the seal before it and its content (JSON values, dates as ISO 8601 text)."""
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + written.encode()).digest()
