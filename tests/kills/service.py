"""A whole service on this machine, each part of which is killed as a power cut would, and started again."""

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from safereturn.config.keeping_alive import KeptAlive, command
from safereturn.config.postgres import Cluster
from safereturn.config.roles import OWNER

LONGEST_START = 60  # seconds
LOOKING = 3  # seconds for a worker to be caught with a job in its hands


class Service:
    """The database, the pages and the worker: started again when they die, as `safereturn demo` does."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.port = _free_port()
        self.pages, self.worker = KeptAlive("serve", "--port", str(self.port)), KeptAlive("worker")
        self.killed_at_work = 0  # workers that were killed with a job in their hands
        self._over = threading.Event()

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run, and start again whatever dies."""
        keeper = threading.Thread(target=self._keep_alive, daemon=True)
        self.pages.start()
        self.worker.start()
        keeper.start()
        try:
            self.wait_until_ready()
            yield
        finally:
            self._over.set()
            keeper.join(LONGEST_START)
            self.pages.stop()
            self.worker.stop()

    def wait_until_ready(self) -> None:
        """Wait until the pages can be relied on."""
        deadline = time.monotonic() + LONGEST_START
        while True:
            with suppress(OSError):
                urllib.request.urlopen(f"{self.address}/health/ready", timeout=5).close()  # noqa: S310 - our own
                return
            assert time.monotonic() < deadline, "the pages do not answer"
            time.sleep(0.05)

    def kill(self, part: str) -> None:
        """`kill -9` of the "worker", the "web" or the "database", each with all its processes."""
        {"worker": self._kill_the_worker, "web": self._kill_the_pages, "database": self._kill_the_database}[part]()

    def ask(self, query: str, *values: Any) -> Any:
        """The one value that a query of the database gives; again, when the database is just being started."""
        deadline = time.monotonic() + LONGEST_START
        while True:
            try:
                with psycopg.connect(self.cluster.url(OWNER)) as connection:
                    row = connection.execute(query, values).fetchone()
                return row[0] if row else None
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "the database does not answer"
                time.sleep(0.05)

    def _kill_the_worker(self) -> None:
        """Not at any moment, but while it has a job in its hands: that is what a kill could lose."""
        deadline = time.monotonic() + LOOKING
        with psycopg.connect(self.cluster.url(OWNER), autocommit=True) as connection:
            while time.monotonic() < deadline:
                self._signal(self.worker, signal.SIGSTOP)
                (at_work,) = connection.execute(AT_WORK).fetchone() or (False,)
                if at_work:
                    self.killed_at_work += 1
                    break
                self._signal(self.worker, signal.SIGCONT)
                time.sleep(0.002)
        self._signal(self.worker, signal.SIGKILL)

    def _kill_the_pages(self) -> None:
        self._signal(self.pages, signal.SIGKILL)

    def _kill_the_database(self) -> None:
        with suppress(OSError):
            first = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
            for process in [first, *_children_of(first)]:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    def _signal(self, part: KeptAlive, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(part.pid, number)

    def _keep_alive(self) -> None:
        while not self._over.wait(0.1):
            if not self.cluster.is_running():
                self.cluster.start()
            self.pages.start_again_if_dead()
            self.worker.start_again_if_dead()


AT_WORK = """
SELECT EXISTS (
    SELECT FROM procrastinate_jobs AS job JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
    WHERE job.status = 'doing' AND worker.id = (SELECT max(id) FROM procrastinate_workers)
)
"""


@contextmanager
def a_cluster(folder: Path) -> Iterator[Cluster]:
    """A database server that writes as safely as a service's own; removed in the end."""
    cluster = Cluster(folder / "postgres")
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.remove()


def run(*arguments: str, given: str = "") -> str:
    """Run a program to its end. Returns the last line that it printed."""
    done = subprocess.run(arguments, input=given, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().rpartition("\n")[2]


def migrate() -> None:
    """Make the tables."""
    run(*command("migrate"))


def _children_of(process: int) -> list[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = (map(int, line.split()) for line in listed.stdout.splitlines())
    return [pid for pid, parent in pairs if parent == process]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
