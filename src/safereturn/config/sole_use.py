"""One demonstration at a time in a folder."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path


class InUse(RuntimeError):
    """A demonstration runs from the folder already; the message says what to do."""


@contextlib.contextmanager
def sole_use(data: Path) -> Iterator[None]:
    """Keep others out of a data folder for as long as we use it, however we end. Raises `InUse` when one is there."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "in-use.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system lets go of it when we die
        except BlockingIOError:
            raise InUse(f"The demonstration in {data} runs already. Stop it first: Ctrl-C where it runs.") from None
        yield
