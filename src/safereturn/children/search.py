"""Finding a child by what somebody knows of them: name by sound and spelling, other names, birthday, numbers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from safereturn.access.queries import children_kept_from
from safereturn.agencies.models import Post

from .likeness import Likeness, Name, Particulars, is_called, likeness, near_dates
from .models import Child, Number, names_of, plain_number

MOST_FOUND = 20
_MOST_COMPARED = 500  # a name alone may sound like hundreds: those compared are the last recorded
_ALIKE = 0.8

# Written out for their indexes: put together by `OR`, every child would be looked at. The column `sounds` is the
# database's own, kept by it from the names: see the migration that makes it.
_SOUND_ALIKE = "SELECT id FROM children_child WHERE sounds && sounds_of(%s) AND sounds && sounds_of(%s)"
_BORN_NEAR = "SELECT id FROM children_child WHERE born_on = ANY(%s::date[]) AND sounds && sounds_of(%s)"
_NUMBERED = "SELECT child_id FROM children_number WHERE number = ANY(%s)"
_USED = ", ".join(f"used.{field.column}" for field in Child._meta.concrete_fields)
_CANDIDATES = f"""
SELECT {_USED}, child.given_name AS its_given_name, child.family_name AS its_family_name,
    child.known_as AS its_known_as, child.also_called AS its_also_called, child.born_on AS its_born_on,
    ARRAY(SELECT ARRAY[kind, number] FROM children_number WHERE child_id = child.id) AS its_numbers
FROM children_child AS child JOIN children_child AS used ON used.id = coalesce(child.joined_to_id, child.id)
WHERE child.id IN ({{candidates}}) AND child.id NOT IN ({{kept}}) AND used.id NOT IN ({{kept}})
ORDER BY child.id DESC LIMIT %s
"""  # noqa: S608 - put together from constants


class Sought(NamedTuple):
    """What somebody knows of the child they look for; at least a name or a number."""

    given_name: str = ""
    family_name: str = ""
    born_on: dt.date | None = None
    number: str = ""

    @property
    def name(self) -> Name:
        """The name as far as it is known."""
        return Name(self.given_name, self.family_name)


class Found(NamedTuple):
    """A child who may be the one, and how alike, from 0 to 1."""

    child: Child
    score: float


class Alike(NamedTuple):
    """A child who may be the same as another, and in what."""

    child_id: int
    likeness: Likeness


class _Candidate(NamedTuple):
    child: Child  # the record that is used, where this one was joined to another
    particulars: Particulars
    telephones: frozenset[str]


def find(sought: Sought, *, by: Post) -> list[Found]:
    """The children who may be the one that is sought, the most alike first; at most MOST_FOUND.

    None of those whom this person may not see is found, nor anything told of there being any. A record that was
    joined to another is found by its names and numbers, and told as the one that is used.
    """
    numbers = [plain_number(sought.number)] if sought.number else []
    kept = children_kept_from(by)
    best: dict[int, Found] = {}
    for one in _candidates([sought.name], sought.born_on, numbers, kept.sql, kept.params):
        score = _score(sought, one)
        if score and (one.child.pk not in best or score > best[one.child.pk].score):
            best[one.child.pk] = Found(one.child, score)
    return sorted(best.values(), key=lambda found: (-found.score, found.child.pk))[:MOST_FOUND]


def like(child: Child) -> list[Alike]:
    """The other children who may be the same as this one, the most alike first; those joined to it left out."""
    numbers = frozenset(child.numbers.exclude(kind=Number.Kind.TELEPHONE).values_list("kind", "number"))
    ours = Particulars(child.names, child.born_on, numbers)
    alike: dict[int, Likeness] = {}
    for one in _candidates(ours.names, ours.born_on, [number for _, number in numbers]):
        found = likeness(ours, one.particulars)
        id = one.child.pk
        if found is not None and id != child.pk and found > alike.get(id, Likeness(0, "")):
            alike[id] = found
    return sorted(
        (Alike(id, found) for id, found in alike.items()), key=lambda one: (-one.likeness.score, one.child_id)
    )


def _candidates(
    names: Iterable[Name], born_on: dt.date | None, numbers: list[str], kept: str = "SELECT 0", kept_values: Any = ()
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
    statement = _CANDIDATES.replace("{candidates}", " UNION ".join(asked)).replace("{kept}", kept)
    return [
        _candidate(row) for row in Child.objects.raw(statement, [*values, *kept_values, *kept_values, _MOST_COMPARED])
    ]


def _candidate(row: Any) -> _Candidate:
    own = frozenset((kind, number) for kind, number in row.its_numbers if kind != Number.Kind.TELEPHONE)
    telephones = frozenset(number for kind, number in row.its_numbers if kind == Number.Kind.TELEPHONE)
    names = names_of(row.its_given_name, row.its_family_name, row.its_known_as, row.its_also_called)
    return _Candidate(row, Particulars(names, row.its_born_on, own), telephones)


def _score(sought: Sought, one: _Candidate) -> float:
    """How alike a child is to the one that is sought; 0 where not alike enough to be told of."""
    known = one.particulars
    if sought.number and plain_number(sought.number) in one.telephones | {number for _, number in known.numbers}:
        return 1.0
    called = is_called(sought.name, known.names) if any(sought.name) else 0.0
    if called < _ALIKE:
        return 0.0
    if sought.born_on is None or known.born_on is None:
        return called * 0.9
    if known.born_on == sought.born_on:
        return called
    return called * 0.8 if known.born_on in near_dates(sought.born_on) else 0.0
