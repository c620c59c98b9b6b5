"""Whether the tests notice a wrong rule: each mutant of the rules meets them, in a fork of a process that is warm.

`make mutants` runs it, with what `mutants.toml` says. What came of each mutant is kept in `var/mutants.csv` by the
words of its statement, so that a run goes on where one stopped. One that lived is tried again when tests change,
unless `mutants.toml` says why it lives.
"""

import csv
import os
import re
import resource
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from difflib import ndiff
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import holidays  # noqa: F401 - here and once, so that no fork has to
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from hypothesis import Phase, find, settings
from hypothesis.errors import NoSuchExample

ROOT = Path(__file__).parents[1]
RULES = ROOT / "src" / "safereturn" / "protocol"
KEPT = ROOT / "var" / "mutants.csv"
TABLE = ROOT / "docs" / "reference" / "mutants.md"
SAID = tomllib.loads((ROOT / "mutants.toml").read_text(encoding="utf-8"))
EVERYWHERE = [rule for rule in SAID["left_out"] if not rule.keys() & {"before", "at"}]
LIVED = "lived"
TIME = "time"


class Mutant(NamedTuple):
    """One change of one place: the first four fields tell it from others, whatever changes elsewhere in its file."""

    file: str
    statement: str  # a digest of the function, class or other statement of the module in which it stands
    operator: str
    place: str  # counted in the statement
    code: str  # the line
    line: int
    occurrence: int  # counted in the file


HEAD = """\
# Mutants of the rules

Written by `make mutants`; what is left out, and why, stands in `mutants.toml`. A mutant meets one kind of test after
another until one notices: the scenarios of `tests/handbook`, the examples of `tests/protocol` (but not what holds for
every history, which would take a night), and the second derivation of {histories} histories. One that goes on for ever
is killed by time."""


# The tests that a mutant meets, one kind after another until one notices.


def scenarios() -> None:
    from tests.handbook.test_scenarios import SCENARIOS, test_what_must_be_done

    for scenario in SCENARIOS:
        test_what_must_be_done(*scenario.values)


def examples_of(module: Path) -> Callable[[], None]:
    def examples() -> None:
        without = ("no:django", "no:safereturn.config.pytest_database", "no:cacheprovider")
        assert pytest.main(["-qx", str(module), *(f"-p{name}" for name in without)]) == 0

    examples.__name__ = f"examples of {module.stem}"
    return examples


def derivation() -> None:
    from tests.oracle.histories import HISTORIES
    from tests.oracle.walk import EVERY_TIME_ALIKE, parts

    as_they_come = settings(EVERY_TIME_ALIKE, max_examples=SAID["histories"], phases=(Phase.generate,))
    with pytest.raises(NoSuchExample):
        find(HISTORIES, lambda told: bool(parts(told)), settings=as_they_come, random=Random(0))


# Of two kinds that noticed as much the quicker goes first; the modules of examples are kinds of their own for that.
PLAIN = ("scenarios", "examples", "derivation")
MODULES = sorted(
    (path for path in (ROOT / "tests" / "protocol").glob("test_*.py") if path.stem not in SAID["left_to_deep"]),
    key=lambda path: (path.stem in SAID["slow"], path.stem),
)
NOTICES = (scenarios, *map(examples_of, MODULES), derivation)
SECONDS = 30  # of work that one kind of test may take: several times what it does


# Mutants


def mutants(path: Path, source: str) -> Iterator[Mutant]:
    """Every mutant of a file that `mutants.toml` does not leave out."""
    lines, nodes = source.splitlines(), list(ast_nodes(get_ast(source)))
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments() or any(_is_left_out(name.removeprefix("core/"), "", 0, rule) for rule in EVERYWHERE):
            continue
        positions = ((node, *start) for node in nodes for start, _ in operator().mutation_positions(node))
        places: Counter[str] = Counter()
        for occurrence, (node, line, column) in enumerate(positions):
            code, plain, statement = lines[line - 1], name.removeprefix("core/"), _statement(node)
            places[statement] += 1
            if not any(_is_left_out(plain, code, column, rule) for rule in SAID["left_out"]):
                file, place = str(path.relative_to(RULES)), str(places[statement])
                yield Mutant(file, statement, plain, place, code.strip(), line, occurrence)


def _statement(node: Any) -> str:
    """A digest of the statement of the module in which a node stands."""
    while node.parent.parent is not None:
        node = node.parent
    return _digest(node.get_code(include_prefix=False))


def _is_left_out(operator: str, code: str, column: int, rule: dict[str, str]) -> bool:
    return bool(
        re.fullmatch(rule["operator"], operator)
        and re.search(rule.get("before", ""), code[:column])
        and re.match(rule.get("at", ""), code[column:])
    )


def _mutated(mutant: Mutant, source: str) -> str:
    return str(mutate_code(source, get_operator(f"core/{mutant.operator}")(), mutant.occurrence))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def outcome(path: Path, source: str, first: Counter[str]) -> str:
    """The kind of test that notices a file of the rules with this source; `lived` where none does.

    Those go `first` that noticed the most; `time` where it went on for ever.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            _be(path, source)
            for notice in sorted(NOTICES, key=lambda kind: -first[kind.__name__]):
                os.write(writer, f"{notice.__name__}\n".encode())
                _limit_work()
                notice()
            os._exit(0)
        os._exit(1)
    os.close(writer)
    with open(reader, encoding="utf-8") as told:
        met = told.read().splitlines()
    left = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return LIVED if left == 0 else met[-1] if left == 1 else TIME


def _be(path: Path, source: str) -> None:
    """In a process of its own, say nothing, and let a file of the rules have this source wherever it is imported."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    assert not any(name.startswith("safereturn.protocol") for name in sys.modules)
    own = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> object:
        return compile(source, loader.path, "exec") if loader.path == str(path) else own(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


def _limit_work() -> None:
    """Let the operating system end this process when it works much longer than a kind of test takes."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, resource.RLIM_INFINITY))


# What came of them


def main(asked: list[str]) -> None:
    """Try the mutants that wait, of all files or of those asked for, and write down what came of all."""
    tests = _tests()
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(RULES.rglob("*.py"))}
    every = [mutant for path, source in sources.items() for mutant in mutants(path, source)]
    if outcome(*next(iter(sources.items())), Counter()) != LIVED:
        raise SystemExit("The rules as they are do not pass the tests that their mutants meet. Mend that first.")
    kept = _kept()
    waits = [one for one in every if _waits(one, kept, tests)]
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a", encoding="utf-8", newline="") as rows:
        for file, of_file in groupby(
            (one for one in waits if not asked or one.file in asked), key=lambda one: one.file
        ):
            found: Counter[str] = Counter()
            for mutant in of_file:
                path = RULES / mutant.file
                came = outcome(path, _mutated(mutant, sources[path]), found)
                csv.writer(rows).writerow((*mutant[:5], came.split()[0], tests))
                rows.flush()
                found[came] += 1
            print(f"{file}: {found.total()} tried, {found[LIVED]} lived", flush=True)
    TABLE.write_text("\n".join(_page(every, _kept())) + "\n", encoding="utf-8")
    print(f"Written: {TABLE.relative_to(ROOT)}")


def _waits(mutant: Mutant, kept: dict[tuple[str, ...], tuple[str, str]], tests: str) -> bool:
    if mutant[:4] not in kept:
        return True
    came, of_tests = kept[mutant[:4]]
    return came == LIVED and of_tests != tests and _why(mutant) is None


def _tests() -> str:
    """A digest of the tests that a mutant meets."""
    files = sorted(
        path for folder in ("handbook", "protocol", "oracle") for path in (ROOT / "tests" / folder).rglob("*.*")
    )
    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in (".py", ".json", ".csv")]
    return _digest("".join(texts) + str(SAID["histories"]))


def _kept() -> dict[tuple[str, ...], tuple[str, str]]:
    """What came of each mutant, and of which tests, by what tells mutants apart. The latest counts."""
    if not KEPT.exists():
        return {}
    with KEPT.open(encoding="utf-8", newline="") as rows:
        return {tuple(row[:4]): (row[5], row[6]) for row in csv.reader(rows)}


def _page(every: list[Mutant], kept: dict[tuple[str, ...], tuple[str, str]]) -> Iterator[str]:
    """The table by file, and those that live with why, as Markdown."""
    came = {mutant: kept[mutant[:4]][0] for mutant in every if mutant[:4] in kept}
    kinds = [*PLAIN, TIME]
    yield HEAD.format(histories=SAID["histories"])
    if len(came) < len(every):
        yield f"\n{len(every) - len(came)} of {len(every)} mutants were not tried yet."
    yield ""
    yield f"| file | mutants | killed | of 100 | {' | '.join(kinds)} | live |"
    yield f"|---|{'--:|' * (len(kinds) + 4)}"
    files = groupby(came, key=lambda mutant: mutant.file)
    rows = [
        ("all", Counter(came.values())),
        *((file, Counter(came[one] for one in of_file)) for file, of_file in files),
    ]
    for file, found in rows:
        killed = found.total() - found[LIVED]
        counts = " | ".join(str(found[kind]) for kind in (*kinds, LIVED))
        yield f"| {file} | {found.total()} | {killed} | {100 * killed / found.total():.1f} | {counts} |"
    yield from ("", "## Those that live, and why", "")
    yield from (
        _alive(mutant) for mutant in sorted(came, key=lambda one: (one.file, one.line)) if came[mutant] == LIVED
    )


def _alive(mutant: Mutant) -> str:
    source = (RULES / mutant.file).read_text(encoding="utf-8")
    lines = list(ndiff(source.splitlines(), _mutated(mutant, source).splitlines()))
    was, became = (" ".join(line[2:].strip() for line in lines if line[0] == sign) for sign in "-+")
    why = _why(mutant) or "not told apart."
    return f"- {mutant.file}, line {mutant.line}: `{was}` → `{became or 'nothing'}`: {why}"


def _why(mutant: Mutant) -> str | None:
    """Why a mutant lives, if somebody found out."""
    return next((one["why"] for one in SAID["lives"] if _is_about(one, mutant)), None)


def _is_about(told: dict[str, str], mutant: Mutant) -> bool:
    return bool(
        re.fullmatch(told.get("operator", ".*"), mutant.operator)
        and re.fullmatch(told.get("file", ".*"), mutant.file)
        and re.search(told["line"], mutant.code)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
