"""What a reader is answered to some questions, and in what it differs from what they are answered after a change."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from random import Random
from typing import Any, NamedTuple

from django.db import connection, transaction

from safereturn.agencies.roles import ROLES

from .changes import BESIDE, RETOLD, Beside, Retold, ending
from .walk import Cell, Walker, allowed, cells, line_of, of_tie, page_of, rights
from .world import TIES

# What nobody is shown a child by: the handbook, one's own account, what groups keep, who holds which post.
OF_NO_CHILD = ("live", "ready", "worker", "handbook:", "oversight:", "people:", "account_", "mfa_", "privacy:published")
MADE_ANEW = ("Content-Security-Policy", "Content-Length")  # a nonce; how long the page is with what is blanked in it
NOT_THERE = 987_654
BAD = b"at_0=31&at_1=2&at_2=26&at_3=25:61&says=%00&reason=&words=&outcome=other&born_on_0=31&number=%25&key=none"


class Reader(NamedTuple):
    """A kind of post, and how its team is tied to the children."""

    kind: str
    tie: str

    @property
    def sees(self) -> frozenset[str]:
        """The classes of fields that the tie shows, as agreed."""
        return of_tie(Cell(*self, "", "", "")).sees


class Asked(NamedTuple):
    """Something that a reader asks, and the classes of fields that may stand in the answer, as agreed."""

    name: str
    method: str
    address: str
    sent: bytes
    shows: frozenset[str]


class Answered(NamedTuple):
    """An answer, without what is made anew for each; and the kinds of statement that it took."""

    status: int
    headers: dict[str, str]
    page: str
    statements: list[str]


class Change(NamedTuple):
    """One thing that is otherwise, of one of the children."""

    name: str
    on: str
    what: Retold | Beside

    def concerns(self, reader: Reader) -> bool:
        """Whether a reader's tie lets them notice it."""
        return not self.what.tells.isdisjoint(reader.sees)

    def may_show(self, asked: Asked) -> bool:
        """Whether an answer may tell of it, whatever the tie."""
        return not self.what.tells.isdisjoint(asked.shows) or (
            isinstance(self.what, Beside) and asked.name.startswith(self.what.on)
        )


LOOK, OTHERS = (
    [
        reader
        for reader in (Reader(kind, tie) for kind in ROLES for tie in TIES)
        if ("see-episode" in of_tie(Cell(*reader, "", "", "")).may) == may
    ]
    for may in (True, False)
)


def changes_of(on: str) -> list[Change]:
    """All that may be otherwise of a child."""
    return [Change(name, on, one) for name, one in (RETOLD[on] | BESIDE[on]).items()]


class Night:
    """A night of which one child's end is told plainly, or otherwise; and what its readers ask."""

    def __init__(self, walker: Walker, on: str, readers: list[Reader], chance: Random) -> None:
        self.walker, self.on, self.chance = walker, on, chance
        for reader in readers:
            walker.client(*reader)
        self.asked = {reader: list(self._asks(reader)) for reader in readers}
        with self._with(None):
            for reader in readers:
                self.answers(reader)  # what is kept in memory is kept from now on
            self.plain = {reader: self.answers(reader) for reader in readers}

    def answers(self, reader: Reader, change: Change | None = None) -> dict[str, Answered]:
        """What a reader is answered now, but where it may tell of a change."""
        asked = [one for one in self.asked[reader] if change is None or not change.may_show(one)]
        return {one.name: self._answer(reader, one) for one in asked}

    def differences(self, change: Change) -> Iterator[tuple[Reader, int, list[str]]]:
        """For each reader whom a change does not concern: how many answers were compared, and what differs."""
        unconcerned = [reader for reader in self.asked if not change.concerns(reader)]
        with self._with(change):
            for reader in unconcerned:
                answers, plain = self.answers(reader, change), self.plain[reader]
                differ = [name for name, answer in answers.items() if answer != plain[name]]
                yield reader, len(answers), [f"{name}\n{difference(plain[name], answers[name])}" for name in differ]

    def differ_for(self, reader: Reader, change: Change) -> bool:
        """Whether any answer differs for a reader, may it or not."""
        with self._with(change):
            return any(answer != self.plain[reader][name] for name, answer in self.answers(reader).items())

    @contextmanager
    def _with(self, change: Change | None) -> Iterator[None]:
        """The night told to its end, with a change or plainly; and undone."""
        before, world = transaction.savepoint(), self.walker.world
        is_retold = change is not None and isinstance(change.what, Retold)
        world.tells_more(self.on, ending(self.on, change.name if change and is_retold else "", self.chance))
        if change is not None and isinstance(change.what, Beside):
            change.what.does(world, world.episodes[self.on], self.chance)
        try:
            yield
        finally:
            transaction.savepoint_rollback(before)

    def _asks(self, reader: Reader) -> Iterator[Asked]:
        """The board and the episode, a search, and more: what opens to the reader, what does not, and what is amiss."""
        of_child = [
            cell
            for cell in cells([reader.kind], ("GET", "POST"))
            if cell.tie == reader.tie and cell.on in ("", self.on) and not cell.route.startswith(OF_NO_CHILD)
            if (cell.route, cell.method) != ("finding:find", "POST")
        ]
        opens = [cell for cell in of_child if line_of(cell).asks in rights(cell).may]
        shut = [cell for cell in of_child if cell not in opens]
        pages = [cell for cell in opens if cell.route in ("duties:board", "duties:episode") and cell.method == "GET"]
        for cell in dict.fromkeys([*pages, *self.chance.sample(opens, min(2, len(opens)))]):
            yield self._of(cell, cell.method)
        sent = [cell for cell in opens if cell.method == "POST"] or shut
        numbered = [cell for cell in of_child if re.search(r"\d", self.walker.address(cell))]
        amiss = [
            self._of(self.chance.choice(shut), "shut"),
            self._of(self.chance.choice(sent), "bad input", BAD),
            self._of(self.chance.choice(numbered), "not there"),
        ]
        amiss[2] = amiss[2]._replace(address=re.sub(r"\d+", str(NOT_THERE), amiss[2].address))
        yield from self.chance.sample(amiss, 2)
        search = Cell(*reader, "", "finding:find", "POST")
        if line_of(search).asks in rights(search).may:
            name, words = self.chance.choice(self._searches())
            yield self._of(search, name, words.encode())

    def _searches(self) -> list[tuple[str, str]]:
        """What is known of the child: all of it, some of it, with a slip or without; for a purpose, or for none."""
        child = self.walker.world.episodes[self.on].child
        number = child.numbers.get().number
        name = f"given_name={child.given_name}&family_name={child.family_name}"
        born = "born_on_day=4&born_on_month=5&born_on_year=2012"
        return [
            ("for a purpose", f"{name}&purpose=Rang"),
            ("for a purpose, by a birthday", f"{name}&{born}&purpose=Rang"),
            ("for a purpose, with a slip", f"given_name={child.given_name[::-1]}&purpose=Rang"),
            ("for no purpose", name),
            ("for no purpose, by a number", f"number={number}"),
            ("by a number of the child", f"number={number}&purpose=Rang"),
            ("by a birthday alone", born),
        ]

    def _of(self, cell: Cell, name: str, sent: bytes = b"") -> Asked:
        return Asked(f"{cell.route} {name}", cell.method, self.walker.address(cell), sent, allowed(cell))

    def _answer(self, reader: Reader, asked: Asked) -> Answered:
        statements: list[str] = []

        def kept(execute: Any, sql: Any, values: Any, many: bool, context: Any) -> Any:
            statements.append(kind(sql if isinstance(sql, str) else sql.as_string()))
            return execute(sql, values, many, context)

        with connection.execute_wrapper(kept):
            response = self.walker.answer(*reader, asked.method, asked.address, asked.sent)
        headers = {name: said for name, said in response.headers.items() if name not in MADE_ANEW}
        return Answered(response.status_code, headers, blank(page_of(response).decode(errors="replace")), statements)


def kind(statement: str) -> str:
    """A statement without its values: neither the names of savepoints, nor how many stand in a list."""
    return re.sub(r'"s\d+_x\d+"|(?<=IN )\((%s, )*%s\)', "?", statement)


def blank(page: str) -> str:
    """A page without what is made anew for each: nonces, tokens, keys of forms, and the numbers of events and duties.

    What is told last, and what follows from it, gets the next number of all: what else was told before it moves it. The
    minute in which the database recorded it is the database's own, and its clock is not held.
    """
    page = re.sub(r'nonce="[^"]*"|name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", page)
    numbered = r"duties/\d+|\b(episodes|duties)-\w+-\d+|\b(episodes|duties)\.\w+(%3A|:)\d+"
    page = re.sub(r"(?<=Recorded:</span> )[^<·]+", "?", page)
    return re.sub(rf"{numbered}|report/[0-9a-f-]{{36}}", "?", page)


def difference(one: Answered, other: Answered) -> str:
    """In what two answers differ, a line for each."""
    told = (
        [str(answer.status), *map(str, answer.headers.items()), *answer.statements, *answer.page.splitlines()]
        for answer in (one, other)
    )
    lines = [
        line.strip() for line in unified_diff(*told, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
    ]
    return "\n".join(line[:200] for line in lines[:8])
