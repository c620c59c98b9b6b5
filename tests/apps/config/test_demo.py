"""The demonstration as people run it: one command, several processes, any of which may die."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from safereturn.config.postgres import Cluster
from safereturn.config.roles import OWNER

SAFERETURN = [sys.executable, "-m", "safereturn.config.command_line"]


def environment() -> dict[str, str]:
    """What a person's shell has: nothing of what these tests have set for themselves."""
    ours = ("DATABASE_", "SAFERETURN_", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + 90
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            assert time.monotonic() < deadline, "the pages do not answer"
            time.sleep(0.1)


@contextmanager
def demonstration(data: Path) -> Iterator[int]:
    """A demonstration that runs; gives the port of its pages, and stops it as Ctrl-C does."""
    port = free_port()
    few = ["--days", "1"]  # a year takes most of a minute
    command = [*SAFERETURN, "demo", "--port", str(port), "--data", str(data), *few]
    with subprocess.Popen(command, env=environment()) as demo:
        try:
            wait_until_ready(port)
            yield port
        finally:
            demo.send_signal(signal.SIGINT)
            assert demo.wait(30) == 0


def test_what_was_typed_outlives_a_killed_database_and_a_second_start_until_a_reset(folder: Path) -> None:
    data = folder / "demo"
    cluster = Cluster(data / "postgres")

    with demonstration(data) as port:
        with psycopg.connect(cluster.url(OWNER)) as connection:
            connection.execute("CREATE TABLE typed AS SELECT 'seen at the bus station' AS words")
        os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        time.sleep(2)  # so that the answer is not that of the moment before
        wait_until_ready(port)

        at_once = subprocess.run(
            [*SAFERETURN, "demo-reset", "--data", str(data)], env=environment(), capture_output=True, text=True
        )
        assert at_once.returncode == 1
        assert "Stop it first" in at_once.stderr

    with demonstration(data), psycopg.connect(cluster.url(OWNER)) as connection:
        assert connection.execute("SELECT words FROM typed").fetchall() == [("seen at the bus station",)]

    subprocess.run([*SAFERETURN, "demo-reset", "--data", str(data)], env=environment(), check=True)
    assert not cluster.data.exists()


def test_a_taken_port_is_named_with_what_to_do(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = subprocess.run(
            [*SAFERETURN, "demo", "--port", port, "--data", str(folder / "demo")],
            env=environment(), capture_output=True, text=True,
        )  # fmt: skip

    assert refused.returncode == 1
    assert "choose another: safereturn demo --port" in refused.stderr
