"""`safereturn demo`: everything on one machine, with invented children, and nothing installed."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from safereturn.config.addresses import embedded_cluster
from safereturn.config.django_setup import set_up_django
from safereturn.config.keeping_alive import CannotLive, KeptAlive, command
from safereturn.config.postgres import Cluster, PostgresError
from safereturn.config.progress import Progress
from safereturn.config.sole_use import InUse, sole_use

LONGEST_START = 60  # seconds until the pages must answer


def main(*, port: int, data: Path, days: int) -> int:
    """Run the demonstration until Ctrl-C, its first start with so many days of invented children.

    Returns the exit code: 1 when it could not start.
    """
    os.environ["SAFERETURN_DEMONSTRATION"] = "1"
    os.environ["SAFERETURN_ADDRESS"] = f"http://127.0.0.1:{port}"
    os.environ["SAFERETURN_DATA"] = str(data.absolute())
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # Ctrl-C, a kill, the end of the terminal
        signal.signal(number, lambda *_: stop.set())
    try:
        with sole_use(data):
            _run(port, stop, days)
    except StoppedMeanwhile:
        print("Stopped before the invented children were there: the next start makes them.")
    except subprocess.CalledProcessError as error:
        return 0 if stop.is_set() else error.returncode  # it has said itself what is wrong
    except (PostgresError, InUse, NotStarted, CannotLive) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


class StoppedMeanwhile(Exception):
    """Whoever started the demonstration stopped it before it ran."""


class NotStarted(RuntimeError):
    """The demonstration could not start; the message says why and what to do."""


def _run(port: int, stop: threading.Event, days: int) -> None:
    _refuse_a_taken_port(port)
    cluster = embedded_cluster()
    pages, worker = KeptAlive("serve", "--port", str(port)), KeptAlive("worker")
    try:
        subprocess.run(command("migrate"), check=True, stdout=subprocess.DEVNULL)
        _load_unless_there(stop, days)
        pages.start()
        worker.start()
        said, deadline = False, time.monotonic() + LONGEST_START
        while not stop.wait(1 if said else 0.1):
            if cluster is not None and not cluster.is_running():
                cluster.start()
            pages.start_again_if_dead()
            worker.start_again_if_dead()
            if not said:
                said = _pages_answer(port, deadline)
                if said:
                    _say_where(port, cluster)
    finally:
        pages.stop()
        worker.stop()
        if cluster is not None:
            cluster.stop()
    print("Stopped. What was typed is kept.")


def _refuse_a_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise NotStarted(
                f"The pages cannot be served on port {port}: {error.strerror}. "
                f"Stop what uses it, or choose another: safereturn demo --port {port + 1}"
            ) from error


def _load_unless_there(stop: threading.Event, days: int) -> None:
    """Put the invented children into a database that knows nobody yet: all of them, or when it fails or stops none."""
    set_up_django("owner")  # who alone may copy rows past the wall before them

    from django.contrib.auth import get_user_model
    from django.db import connection, transaction

    from safereturn.config import clock, demonstration

    say = Progress(f"Inventing {days} days of missing children:")

    def go_on(share: float) -> None:
        if stop.is_set():
            raise StoppedMeanwhile
        say(share)

    try:
        with transaction.atomic():
            if not get_user_model().objects.exists():
                demonstration.load(now=clock.now(), days=days, progress=go_on)
    finally:
        connection.close()
        connection.close_pool()


def _pages_answer(port: int, deadline: float) -> bool:
    """Whether the pages can be relied on. Raises `NotStarted`, with the reason they give, after the deadline."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5).close()
        return True
    except urllib.error.HTTPError as error:
        reason = error.read().decode()
    except OSError as error:
        reason = str(error)
    if time.monotonic() > deadline:
        raise NotStarted(f"The pages do not answer after {LONGEST_START} seconds: {reason}")
    return False


def _say_where(port: int, cluster: Cluster | None) -> None:
    print("\nSafe Return runs. Every child in it is invented.\n")
    print(f"  Open   http://127.0.0.1:{port}/")
    print(f"  Data   {cluster.folder if cluster else 'in the database that DATABASE_URL names'}")
    if cluster is not None and cluster.folder != cluster.wanted:
        print(f"         (not in {cluster.wanted}: PostgreSQL refuses to be root, and no other user reaches that)")
    print("  Stop   Ctrl-C\n", flush=True)
