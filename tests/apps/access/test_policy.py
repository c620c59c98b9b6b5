"""Every kind of post, through every tie, at every address, by every method: what was agreed, and no word more.

The tables in `agreed` were written apart from the code. One walk asks each cell over HTTP, with the gate in place, and
judges twice: what it answers, and of which classes the words in all that left are: page, header, mail, log and job.
`make test` asks some, drawn by a seed; `make deep` asks all.
"""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from safereturn.agencies.roles import ROLES

from .walk import NOBODY, Cell, Walker, all_routes, cells, faults, line_of, rights, table
from .world import TIES

pytestmark = pytest.mark.django_db
WHOLE = "POLICY" in os.environ
SEED = int(os.environ.get("SEED", "1"))
BLOCKS = [*ROLES, NOBODY] if WHOLE else ["drawn by a seed"]
ROOT = Path(__file__).parents[3]


def test_every_route_of_the_service_stands_in_the_table_and_no_other() -> None:
    """Of each, what it answers to GET and to POST was agreed."""
    named = {(route, method) for route, method, _ in table()}
    assert named == {(route, method) for route in all_routes() for method in ("GET", "POST")}


@pytest.mark.parametrize("block", BLOCKS)
def test_every_cell_answers_as_agreed_and_lets_no_other_words_leave(
    block: str, walker: Walker, pytestconfig: pytest.Config
) -> None:
    """A block that was walked under the same text is not walked again."""
    before = pytestconfig.cache.get(f"policy/{block}", "")
    if WHOLE and before == text():
        pytest.skip("walked already under this text")
    wrong, tried = [], 0
    for cell in whole(block) if WHOLE else drawn():
        tried += 1
        wrong += [(*cell, fault) for fault in faults(cell, walker.ask(cell))]
    print(f"{block}: {tried} cells, {len(wrong)} otherwise than agreed.")
    assert wrong == []
    pytestconfig.cache.set(f"policy/{block}", text())


def whole(kind: str) -> Iterator[Cell]:
    """All cells of a kind of post by GET and POST, and one in eight of those by other methods."""
    chance = Random(f"{SEED} {kind}")
    return (cell for cell in cells([kind]) if cell.method in ("GET", "POST") or chance.random() < 1 / 8)


def drawn() -> list[Cell]:
    """Of each route and situation, by GET and POST, a reader to whom it opens and one to whom it does not."""
    chance = Random(SEED)
    readers = [(kind, tie) for kind in ROLES for tie in TIES]
    found = []
    for number, (route, method, on) in enumerate(table()):
        if number % 5 == 0:  # else each line would have readers of its own, who take longer to make than to answer
            chance.shuffle(readers)
        of_route = [Cell(kind, tie, on, route, method) for kind, tie in readers]
        opens = [line_of(cell).asks in rights(cell).may for cell in of_route]
        found += [of_route[opens.index(answer)] for answer in (True, False) if answer in opens]
    others = [cell for cell in whole(chance.choice([*ROLES])) if cell.method not in ("GET", "POST")]
    return sorted([*found, *chance.sample(others, 50)])


@cache
def text() -> str:
    """A short sum of all that the walk rests on."""
    both = sha256()
    for folder in (ROOT / "src" / "safereturn", Path(__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".csv", ".html"):
                both.update(path.read_bytes())
    return both.hexdigest()[:12]
