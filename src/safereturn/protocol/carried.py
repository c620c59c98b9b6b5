"""Statements that no duty and no constraint of its own carries: what in the product does.

Who acts is a row of a table; what is to be captured, an event or the field of a form; what must hold, the way the rules
are built. `carried.csv` names the place of each, for the register to show; a test finds every place.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Carried(NamedTuple):
    """What became of a statement; where, a file under `safereturn/` and words that stand in it; and how."""

    became: str  # duty (a row of another's), constraint, routing, record, or shown (in the handbook)
    where: tuple[str, str]
    how: str


@cache
def carried() -> dict[str, Carried]:
    """By the statement's id."""
    text = files(__package__).joinpath("carried.csv").read_text(encoding="utf-8")
    return {
        row["id"]: Carried(row["became"], (row["file"], row["words"]), row["how"])
        for row in csv.DictReader(text.splitlines())
    }
