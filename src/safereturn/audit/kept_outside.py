"""The file outside the database with the line of every day seal: whoever rewrites the database cannot reach it."""

import fcntl
import os
from pathlib import Path

from .models import DaySeal


class SealsDiffer(RuntimeError):
    """The file and the database tell of different seals: one of them was tampered with, or an old backup restored."""


def keep_outside(file: Path) -> int:
    """Add to a file the lines of the day seals that it does not hold yet. Returns how many bytes were added.

    The lines are on disk before it returns; a line that a power cut left half written is completed. Raises
    `SealsDiffer`, and leaves the file alone, when the file holds anything else than the seals of the database.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)  # read before the database is: what others have just added is in both
        kept.seek(0)
        there = kept.read()
        lines = "".join(f"{day_seal}\n" for day_seal in DaySeal.objects.order_by("place")).encode()
        if not lines.startswith(there):
            raise SealsDiffer(
                f"{file} does not hold the day seals of this database, so one of the two was altered, or an older "
                "backup was restored. Keep both as they are, run `safereturn verify`, and only when you know why they "
                "differ move the file aside: a new one is then begun."
            )
        kept.write(lines[len(there) :])
        kept.flush()
        os.fsync(kept.fileno())
    return len(lines) - len(there)
