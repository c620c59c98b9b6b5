"""Finding a child by what somebody knows of them: name by sound and spelling, other names, birthday, numbers."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence, Set
from typing import Any, NamedTuple

from django.db import connection

from safereturn.access.queries import kept_from
from safereturn.agencies.models import Post

from .likeness import ALIKE, Likeness, Name, Particulars, is_called, likeness, near_dates
from .models import Child, Number, names_of, plain_number

MOST_FOUND = 20
_SPELT = 0.75  # how alike a name is at the least where none sounds like it: one letter of three may differ
_MOST_COMPARED = 500  # a name alone may sound like hundreds: those compared are the last recorded

# Written out for their indexes: put together by `OR`, every child would be looked at. The column `sounds` is the
# database's own, kept by it from the names: see the migration that makes it.
_SOUND_ALIKE = "sounds && sounds_of(%s) AND sounds && sounds_of(%s)"
_BORN_NEAR = "born_on = ANY(%s::date[]) AND sounds && sounds_of(%s)"
_SPELT_ALIKE = (
    "(given_name || ' ' || family_name) %% %s ORDER BY similarity(given_name || ' ' || family_name, %s) DESC LIMIT %s"
)
_NUMBERED = "id IN (SELECT child_id FROM children_number WHERE number = ANY(%s))"


class Sought(NamedTuple):
    """What somebody knows of the child they look for; at least a name or a number."""

    given_name: str = ""
    family_name: str = ""
    born_on: dt.date | None = None
    number: str = ""

    @property
    def names(self) -> list[Name]:
        """The name as far as it is known; a whole name that was typed into one place also as its two parts."""
        typed = Name(self.given_name, self.family_name)
        given, _, family = (self.given_name or self.family_name).strip().rpartition(" ")
        return [typed, Name(given, family)] if given and not all(typed) else [typed]

    def may_be_born_on(self, day: dt.date | None) -> bool:
        """Whether a child's birthday may be the one that was typed, or neither is known."""
        return self.born_on is None or day is None or day == self.born_on or day in near_dates(self.born_on)


class Found(NamedTuple):
    """A child who may be the one, and how alike, from 0 to 1."""

    child: Child
    score: float


class Alike(NamedTuple):
    """A child who may be the same as another, and in what."""

    child_id: int
    likeness: Likeness


class _Candidate(NamedTuple):
    """What is compared and shown of a child, in the model's own order. Those alone that are told of become one."""

    id: int
    given_name: str
    family_name: str
    known_as: str
    also_called: str
    born_on: dt.date | None
    facts: str
    joined_to_id: int | None

    @property
    def names(self) -> tuple[Name, ...]:
        return names_of(self.given_name, self.family_name, self.known_as, self.also_called)

    @property
    def used_id(self) -> int:
        """The record that is used, where this one was joined to another."""
        return self.joined_to_id or self.id

    def child(self) -> Child:
        """The child; what was not read is read when somebody asks for it."""
        return Child.from_db(connection.alias, self._fields, self._replace(facts=json.loads(self.facts)))


_READ = f"SELECT {', '.join(_Candidate._fields)} FROM children_child WHERE "  # noqa: S608 - constants


def find(sought: Sought, *, by: Post, among: Set[int] | None = None) -> list[Found]:
    """The children who may be the one that is sought, the most alike first; at most MOST_FOUND.

    With `among`, of these children alone, as if there were no others. None of those whom this person may not see is
    found, nor anything told of there being any. A record that was joined to another is found by its names and numbers,
    and told as the one that is used.
    """
    number = plain_number(sought.number) if sought.number else ""
    kept = kept_from(by)
    candidates = _candidates(sought.names, sought.born_on, [number] if number else [], kept, among)
    best = _best(sought, candidates, _bearers(number, candidates) if number else set())
    if not best and any(sought.names[0]):
        candidates = _spelt_alike(sought.names[-1], kept, among)
        best = _best(sought, candidates, at_least=_SPELT)
    first = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:MOST_FOUND]
    read = {one.id: one for one in candidates}
    joined = [id for id, _ in first if id not in read]
    children = Child.objects.in_bulk(joined) if joined else {}
    children |= {id: read[id].child() for id, _ in first if id in read}
    return [Found(children[id], score) for id, score in first]


def _best(
    sought: Sought, candidates: Iterable[_Candidate], bearers: Set[int] = frozenset(), at_least: float = ALIKE
) -> dict[int, float]:
    """How alike the children are, by the record that is used; the `bearers` of its number are the one."""
    best: dict[int, float] = {}
    for one in candidates:
        score = 1.0 if one.id in bearers else _score(sought, one, at_least)
        if score > best.get(one.used_id, 0.0):
            best[one.used_id] = score
    return best


def like(child: Child) -> list[Alike]:
    """The other children who may be the same as this one, the most alike first; those joined to it left out."""
    numbers = frozenset(child.numbers.exclude(kind=Number.Kind.TELEPHONE).values_list("kind", "number"))
    ours = Particulars(child.names, child.born_on, numbers)
    candidates = _candidates(ours.names, ours.born_on, [number for _, number in numbers])
    theirs = _numbers_of(candidates)
    alike: dict[int, Likeness] = {}
    for one in candidates:
        found = likeness(ours, Particulars(one.names, one.born_on, theirs.get(one.id, frozenset())))
        id = one.used_id
        if found is not None and id != child.pk and found > alike.get(id, Likeness(0, "")):
            alike[id] = found
    return sorted(
        (Alike(id, found) for id, found in alike.items()), key=lambda one: (-one.likeness.score, one.child_id)
    )


def _candidates(
    names: Iterable[Name],
    born_on: dt.date | None,
    numbers: list[str],
    kept: Set[int] = frozenset(),
    among: Set[int] | None = None,
) -> list[_Candidate]:
    """Children who have one of these numbers, or names of which each part sounds like one of these; not those `kept`.

    With a birthday, also those born on it, or on a day it may be mistyped for, of whom one part sounds alike.
    """
    asked, values = ([_NUMBERED], [numbers]) if numbers else ([], [])
    days = "{" + ",".join(map(str, near_dates(born_on))) + "}" if born_on else ""
    for name in names:
        words = [word for word in name if word]
        if words:
            asked.append(_SOUND_ALIKE)
            values += (words[0], words[-1])
        if words and days:
            asked.append(_BORN_NEAR)
            values += (days, " ".join(words))
    if not asked:
        return []
    statement = " UNION ".join(_READ + one for one in asked) + " ORDER BY id DESC LIMIT %s"
    return _fetched(statement, values, kept, among)


def _spelt_alike(name: Name, kept: Set[int], among: Set[int] | None) -> list[_Candidate]:
    """Children of names that are spelt alike, however they sound: for a slip. Much slower than by sound."""
    typed = " ".join(filter(None, name))
    return _fetched(f"{_READ}{_SPELT_ALIKE}", [typed, typed], kept, among)


def _fetched(statement: str, values: list[Any], kept: Set[int], among: Set[int] | None) -> list[_Candidate]:
    """The first candidates that a statement finds, as many as are compared, without those `kept`, and `among` some."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, _MOST_COMPARED + len(kept)])
        read = map(_Candidate._make, cursor.fetchall())
        compared = [one for one in read if kept.isdisjoint((one.id, one.used_id))][:_MOST_COMPARED]
        return [one for one in compared if among is None or one.used_id in among]


def _bearers(number: str, candidates: Sequence[_Candidate]) -> set[int]:
    """The candidates who have a number, of whatever kind."""
    ids = [one.id for one in candidates]
    return set(Number.objects.filter(child_id__in=ids, number=number).values_list("child_id", flat=True))


def _numbers_of(candidates: Sequence[_Candidate]) -> dict[int, frozenset[tuple[str, str]]]:
    """The numbers that are one person's own, by the record that has them."""
    own = Number.objects.filter(child_id__in=[one.id for one in candidates]).exclude(kind=Number.Kind.TELEPHONE)
    of: dict[int, frozenset[tuple[str, str]]] = {}
    for id, kind, number in own.values_list("child_id", "kind", "number"):
        of[id] = of.get(id, frozenset()) | {(kind, number)}
    return of


def _score(sought: Sought, one: _Candidate, at_least: float) -> float:
    """How alike a child is to the one that is sought; 0 where not alike enough to be told of."""
    called = max(is_called(name, one.names) for name in sought.names) if any(sought.names[0]) else 0.0
    if called < at_least:
        return 0.0
    if sought.born_on is None or one.born_on is None:
        return called * 0.9
    if one.born_on == sought.born_on:
        return called
    return called * 0.8 if sought.may_be_born_on(one.born_on) else 0.0
