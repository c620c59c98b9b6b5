"""Long work shared out among processes of its own, so that no core is idle. They need no database."""

import contextlib
import os
import signal
from collections.abc import Generator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

import django
from django.utils.module_loading import import_string

MOST = 4  # beyond that, whoever gathers what they make has no time left


class EndedEarly(RuntimeError):
    """A process ended before its share was done; it has said itself why."""


def processes() -> int:
    """How many processes are worth while on this machine."""
    return min(os.cpu_count() or 1, MOST)


def side_by_side(work: str, shares: Sequence[Any]) -> Generator[Any, None, None]:
    """All that `work`, a generator function named with its module, yields for each share, whichever is ready first.

    One share is done here; of several, each in a process that is started anew, so shares and what comes back are
    pickled. Whoever stops reading stops the work. Raises `EndedEarly`, or what the work raises when it is done here.
    """
    if len(shares) == 1:
        yield from import_string(work)(shares[0])
        return
    context = get_context("spawn")
    workers = {}
    try:
        for _ in shares:
            ours, theirs = context.Pipe()
            worker = context.Process(target=_work, args=(theirs, work), daemon=True)
            worker.start()
            theirs.close()
            workers[ours] = worker
        for pipe, share in zip(workers, shares, strict=True):
            pipe.send(share)
        working = dict(workers)
        while working:
            for pipe in wait(list(working)):
                try:
                    yield pipe.recv()
                except EOFError:
                    worker = working.pop(pipe)
                    worker.join()
                    if worker.exitcode:
                        raise EndedEarly(f"A process ended before its share was done ({work}).") from None
    finally:
        for worker in workers.values():
            worker.terminate()
            worker.join()


def _work(pipe: Connection, work: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too, and whoever started us decides what it means
    with contextlib.suppress(EOFError, BrokenPipeError):  # nobody waits for it any longer
        django.setup()
        for made in import_string(work)(pipe.recv()):
            pipe.send(made)
