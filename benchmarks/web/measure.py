"""What a page costs beside a bare Django page, and how often pages and reports ask the database."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.figures import Figure, show
from safereturn.config.addresses import embedded_cluster
from safereturn.config.roles import OWNER

from . import site
from .site import Asked

ROUNDS = 31
SHOWN = {"empty": 15, "rows": 6, "board of 50": 2, "board of nobody": 6, "episode": 4, "duty": 4}  # in a round
BARE, OURS = "bare Django", "Safe Return"


def measure() -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory(prefix="safereturn-bench-") as folder, ExitStack() as stack:
        stack.enter_context(databases(Path(folder)))
        bare, ours = (stack.enter_context(_served(serve)) for serve in (site.bare, site.product))
        costs = _costs({BARE: bare, OURS: ours})
        statements = _statements(ours)
    show("Pages: processor time of the application for one page", costs)
    show("Pages: statements, those of session, sign-in, view log and transactions included", statements)


@contextmanager
def databases(folder: Path) -> Iterator[None]:
    """An embedded cluster with the product's tables, and with an empty database for the bare site."""
    os.environ |= {"SAFERETURN_DATA": str(folder), "SAFERETURN_DEMONSTRATION": "1"}
    cluster = embedded_cluster()
    if cluster is None:
        raise SystemExit("DATABASE_URL names a database of your own. Unset it: the benchmark fills one of its own.")
    try:
        migrate = [sys.executable, "-m", "safereturn.config.command_line", "migrate"]
        subprocess.run(migrate, check=True, stdout=subprocess.DEVNULL)
        with psycopg.connect(cluster.url(OWNER, "postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE bare")
        os.environ["BARE_DATABASE_URL"] = cluster.url(OWNER, "bare")
        yield
    finally:
        cluster.remove()


@contextmanager
def _served(serve: Callable[[Connection], None]) -> Iterator[Callable[[Asked], float]]:
    """A site in a process of its own, as a function that asks it."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=serve, args=(there,), daemon=True)
    process.start()
    there.close()

    def ask(asked: Asked) -> float:
        here.send(asked)
        answer: float = here.recv()
        return answer

    here.recv()  # it is ready
    try:
        yield ask
    finally:
        here.send(None)
        process.join(10)


def _costs(sites: dict[str, Any]) -> list[Figure]:
    pages = [(BARE, "empty"), (OURS, "empty"), (OURS, "board of nobody"), (BARE, "rows"), (OURS, "board of 50")]
    pages += [(OURS, "episode"), (OURS, "duty")]
    rounds: dict[tuple[str, str], list[float]] = {page: [] for page in pages}
    for name, page in pages:
        sites[name](Asked(page, 2))  # templates are compiled, and the session has written what it must
    for turn in range(ROUNDS):
        first = turn % len(pages)
        for name, page in (*pages[first:], *pages[:first]):
            rounds[name, page].append(sites[name](Asked(page, SHOWN[page])) * 1000)
    figures = [Figure(f"{name}: {page}", costs, "ms", digits=2) for (name, page), costs in rounds.items()]
    for page, beside, most in (("empty", "empty", 2), ("board of 50", "rows", 1.5)):
        ratios = [ours / bare for ours, bare in zip(rounds[OURS, page], rounds[BARE, beside], strict=True)]
        figures.append(Figure(f"{OURS}: {page}, beside bare Django's {beside}", ratios, "times", most, digits=2))
    return figures


def _statements(ask: Callable[[Asked], float]) -> list[Figure]:
    pages = ("empty", "board of nobody", "board of 5", "board of 50", "episode", "duty")
    figures = [Figure(page, [ask(Asked(page))], most=12, digits=0) for page in pages]
    reports = ("first report", "third report, every concern")
    return figures + [Figure(report, [ask(Asked(report))], most=20, digits=0) for report in reports]
