"""What became of every statement of the register: read from the rules, the pages and the tests themselves."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from safereturn.protocol.carried import carried
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.governance import cycles_of
from safereturn.protocol.not_automated import NOT_AUTOMATED
from safereturn.protocol.notation import Edition
from safereturn.protocol.register import Statement, register

ROOT = Path(__file__).parents[1]  # safereturn/
TESTS = ROOT.parents[1] / "tests"  # beside the sources; where only the product is installed there are none
SHOWN = ("guidance", "definition")  # the handbook shows these where they stand


class Account(NamedTuple):
    """What became of one statement under one edition: nothing or two things where the house is at fault."""

    id: str
    edition: str
    became: tuple[str, ...]
    where: str  # a file and line of the product, or, of what is not automated, the reason
    tests: tuple[str, ...]  # the files of tests that name it


def accounts() -> list[Account]:
    """What became of each statement under each edition that has it, in the order of the register."""
    return [
        Account(statement.id, edition.name, *_became(statement, edition), _tests().get(statement.id, ()))
        for statement in register().values()
        for edition in EDITIONS.values()
        if statement.sections(edition.name)
    ]


def _became(statement: Statement, edition: Edition) -> tuple[tuple[str, ...], str]:
    found = list(_ways(statement, edition))
    return tuple(became for became, _ in found), "; ".join(where for _, where in found)


def _ways(statement: Statement, edition: Edition) -> Iterator[tuple[str, str]]:
    """Each way in which the product accounts for a statement, and where."""
    id, rules = statement.id, f"protocol/edition_{edition.name}"
    if id in edition.by_id:
        yield ("consider" if statement.kind == "consider" else "duty"), _line_of(rules, f'    "{id}",')
    elif any(constraint.id == id for constraint in edition.constraints):
        yield "constraint", _line_of(rules, f'    "{id}",')
    if id in carried():
        file, words = carried()[id].where
        yield carried()[id].became, _line_of(file.format(edition=edition.name), words)
    if any(id in cycle.ids_in(edition.name) for cycle in cycles_of(edition.name)):
        yield "governance", _line_of("protocol/governance.py", f'"{id}"')
    if statement.kind in SHOWN:
        yield statement.kind, f"handbook, section {statement.section(edition.name)}"
    if id in NOT_AUTOMATED:
        yield "not automated", NOT_AUTOMATED[id]


def _line_of(place: str, words: str) -> str:
    """File and line at which some words stand, in a file or a folder. Raises `LookupError` where they do not."""
    for path in sorted((ROOT / place).rglob("*.py")) or [path for path in [ROOT / place] if path.is_file()]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if words in line:
                return f"{path.relative_to(ROOT)}:{number}"
    raise LookupError(f"{words.strip()!r} stands nowhere in {place}: protocol/carried.csv names it")


@cache
def _tests() -> dict[str, tuple[str, ...]]:
    """The files of tests that name each statement."""
    named: dict[str, list[str]] = {}
    for path in sorted(path for path in TESTS.rglob("*") if path.suffix in (".py", ".json", ".csv")):
        for id in sorted(set(_WORDS.findall(path.read_text(encoding="utf-8"))) & register().keys()):
            named.setdefault(id, []).append(str(path.relative_to(TESTS)))
    return {id: tuple(files) for id, files in named.items()}


_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
