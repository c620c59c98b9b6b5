"""Children who are recorded beside one much like them: a twin, and a child whose birthday somebody mistyped."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from safereturn.children.likeness import ALIKE, Name, name_likeness
from safereturn.children.models import Child
from safereturn.finding.actions import compare_new_records, decide_two_children
from safereturn.finding.models import Pair
from safereturn.protocol import vocabulary as v

from . import back_then
from .children import InventedChild
from .names import BOYS, GIRLS
from .past import Past, new_key
from .when import DAY, HOUR, Outline

GONE_AGO = 17 * DAY


def outline_of_a_double(now: dt.datetime) -> Outline:
    """The one evening for which such a child was missing."""
    told_at = (now - GONE_AGO).replace(hour=20, minute=25, second=0, microsecond=0)
    return Outline(v.MISSING, told_at - 2 * HOUR, told_at, None, told_at + 3 * HOUR, told_at + 4 * HOUR)


def doubles(children: Sequence[InventedChild], *, after: int) -> Iterator[tuple[InventedChild, InventedChild]]:
    """A twin and a child with a mistyped birthday, each after the one of `children` whom they are like.

    They are numbered from `after`.
    """
    of_the_age = [child for child in children if not child.in_care and child.age in range(11, 16)]
    twin = next(((child, _twin_of(child)) for child in of_the_age if _twin_of(child)), None)
    if twin is not None:
        yield twin[0], _again(twin[0], after, given_name=twin[1])
    for child in of_the_age:
        day, month = child.born_on.day, child.born_on.month
        if day < month and (twin is None or child is not twin[0]):
            born_on = child.born_on.replace(day=month, month=day)
            yield child, _again(child, after + 1, born_on=born_on, facts=child.facts | {"born": born_on.isoformat()})
            return


def store(rows: Mapping[int, Child], likes: Mapping[int, int]) -> None:
    """Store the children, by their numbers: first those who are `likes` of one another, for the finder to propose."""
    first = {number for pair in likes.items() for number in pair}
    Child.objects.bulk_create(rows[number] for number in sorted(first))
    compare_new_records()
    Child.objects.bulk_create(row for number, row in rows.items() if number not in first)


def decide(past: Past) -> None:
    """Let somebody decide about the pair of twins: that these are two children. The other pair waits."""
    at = past.at_work(6, 13, 25)
    for pair in Pair.objects.filter(because__endswith="same date of birth").order_by("pk")[:1]:
        words = "Twins: the school has both, and the mother confirms it."
        by = past.post("Neighbourhood Safeguarding Team", "oversight-officer")
        with back_then.at(at):
            decide_two_children(pair=pair, words=words, key=new_key(), now=at, by=by)


def _again(child: InventedChild, number: int, **otherwise: object) -> InventedChild:
    told = {"known_as": "", "description": "", "times": 1, "facts": dict(child.facts)} | otherwise
    return replace(child, number=number, **told)  # type: ignore[arg-type]


def _twin_of(child: InventedChild) -> str:
    """A first name that is much like a child's, and another."""
    ours = (Name(child.given_name, child.family_name),)
    for given in GIRLS if child.is_girl else BOYS:
        if given != child.given_name and ALIKE <= name_likeness(ours, (Name(given, child.family_name),)) < 1:
            return given
    return ""
