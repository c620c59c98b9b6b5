"""What finding a child among 200,000 costs, waiting for the database included, beside statements without any more."""

import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from benchmarks.figures import Figure, show
from benchmarks.web.measure import databases

CHILDREN = int(os.environ.get("CHILDREN", 200_000))
SOUGHT, ROUNDS = 40, 15
PARTS = (
    "al", "ba", "bra", "chow", "dal", "far", "field", "ford", "gra", "har", "kov", "ley", "men", "mor", "nor", "pat",
    "shah", "ski", "son", "tin", "ton", "wick", "wood",
)  # fmt: skip
BORN_FROM, DAYS = dt.date(2007, 1, 1), 6500


def measure() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory(prefix="safereturn-bench-") as folder, databases(Path(folder)):
        from safereturn.config.django_setup import set_up_django

        set_up_django()
        show(f"Finding a child among {CHILDREN:,}", _figures())


def _figures() -> list[Figure]:
    from safereturn.children.likeness import near_dates
    from safereturn.children.models import Child
    from safereturn.children.search import Sought, find

    officer = _officer()
    _load()
    chance = Random(3)  # noqa: S311 - for invented children
    sought = [
        Child.objects.get(pk=pk) for pk in chance.sample(list(Child.objects.values_list("pk", flat=True)), SOUGHT)
    ]
    ways: dict[str, Callable[[Any], Any]] = {
        "bare: same name and birthday": lambda one: _rows(_SAME, (one.given_name, one.family_name, one.born_on)),
        "bare: names that sound alike": lambda one: _rows(_ALIKE + _NEWEST, (one.given_name, one.family_name)),
        "bare: those, and one name that does, born near": lambda one: _rows(
            f"{_ALIKE} UNION {_BORN_NEAR}{_NEWEST}",
            (one.given_name, one.family_name, sorted(near_dates(one.born_on)), f"{one.given_name} {one.family_name}"),
        ),
        "find by name": lambda one: find(Sought(one.given_name, one.family_name), by=officer),
        "find by name and birthday": lambda one: find(Sought(one.given_name, one.family_name, one.born_on), by=officer),
    }
    missed = [one for one in sought if one not in {found.child for found in ways["find by name and birthday"](one)}]
    if missed:
        raise RuntimeError(f"{missed[0]} is not found, so it measures nothing.")
    rounds = {name: list(_timed(way, sought)) for name, way in ways.items()}
    figures = [Figure(name, costs, "ms", digits=2) for name, costs in rounds.items()]
    for name, beside in (
        ("find by name", "bare: names that sound alike"),
        ("find by name and birthday", "bare: those, and one name that does, born near"),
    ):
        ratios = [ours / theirs for ours, theirs in zip(rounds[name], rounds[beside], strict=True)]
        figures.append(Figure(f"{name}, beside the same asked bare", ratios, "times", 3, digits=2))
    return figures


_SAME = "SELECT id FROM children_child WHERE given_name = %s AND family_name = %s AND born_on = %s"
# What a page of children found has to say, of the last recorded: their names and birthdays, and no more.
_TOLD = "SELECT id, given_name, family_name, known_as, also_called, born_on, joined_to_id FROM children_child"
_ALIKE = f"{_TOLD} WHERE sounds && sounds_of(%s) AND sounds && sounds_of(%s)"
_BORN_NEAR = f"{_TOLD} WHERE born_on = ANY(%s) AND sounds && sounds_of(%s)"
_NEWEST = " ORDER BY id DESC LIMIT 500"


def _timed(way: Callable[[Any], object], sought: Sequence[Any]) -> Iterator[float]:
    """Milliseconds for one child, in each round."""
    for _ in range(ROUNDS):
        started = perf_counter()
        for one in sought:
            way(one)
        yield (perf_counter() - started) * 1000 / len(sought)


def _rows(statement: str, values: Sequence[Any]) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _officer() -> Any:
    from benchmarks.web.seed import an_officer
    from safereturn.config.clock import now

    return an_officer(now())


def _load() -> None:
    """Children of names as uneven as names are: some borne by thousands, most by a few."""
    from django.db import connection
    from nicknames import NickNamer

    chance, given = Random(1), sorted(NickNamer().canonical_lookup)  # noqa: S311 - for invented children
    family = sorted({"".join(chance.choices(PARTS, k=chance.choice((2, 2, 3)))).title() for _ in range(6000)})
    chance.shuffle(given)
    chance.shuffle(family)
    first, last = (chance.choices(words, _weights(words), k=CHILDREN) for words in (given, family))
    columns = "given_name, family_name, known_as, also_called, description, facts, born_on"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY children_child ({columns}) FROM STDIN") as copy:
            for one, other in zip(first, last, strict=True):
                born_on = BORN_FROM + dt.timedelta(days=chance.randrange(DAYS))
                copy.write_row((one.title(), other, "", "", "", "{}", born_on))
        cursor.execute("ANALYZE children_child")


def _weights(words: Sequence[str]) -> list[float]:
    return [1 / (place + 3) for place in range(len(words))]
