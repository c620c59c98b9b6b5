"""Figures of a sitting, and the plain tables that show them."""

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

from safereturn.config.clock import now


@dataclass(frozen=True)
class Figure:
    """One thing that was measured in several rounds. `most` is the goal: the median may be no more than it."""

    what: str
    rounds: Sequence[float]
    unit: str = ""
    most: float | None = None
    digits: int = 1

    def row(self) -> tuple[str, str, str, str]:
        """The figure in words: what, goal, median (smallest..largest), whether it is met."""
        middle, least, largest = (self._in_words(f(self.rounds)) for f in (median, min, max))
        measured = f"{middle} {self.unit}" if len(self.rounds) == 1 else f"{middle} {self.unit} ({least}..{largest})"
        if self.most is None:
            return self.what, "", measured, ""
        goal = f"at most {self.most:g} {self.unit}"
        return self.what, goal, measured, "met" if median(self.rounds) <= self.most else "MISSED"

    def _in_words(self, number: float) -> str:
        return f"{number:,.{self.digits}f}"


def show(title: str, figures: Sequence[Figure]) -> None:
    """Print one table."""
    rows = [("", "goal", "measured, median (least..most)", ""), *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    print(f"\n{title}\n")
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip(), flush=True)


def sitting() -> str:
    """When and on what the figures were taken, without naming the machine."""
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return (
        f"{now():%d %B %Y}, {os.cpu_count()} cores, load {load}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def processor_seconds(work: Callable[[], object]) -> float:
    """The processor time, of all threads of this process, that some work takes. Waiting is not counted."""
    started = process_time()
    work()
    return process_time() - started
