"""Where two editions part: the duties that may come out otherwise for the same child.

An edition is a whole copy of the one before it, so most of its duties do the same as there. Whoever asks what would
follow under another edition need only derive the others.
"""

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from .meaning import meaning
from .notation import Duty, Edition


class Parting(NamedTuple):
    """The duties, by id, that may come out otherwise, and those on which an act may make a difference to them."""

    duties: frozenset[str]
    acts: frozenset[str]


def parting(one: Edition, other: Edition) -> Parting:
    """Where two editions part, as long as they refuse the same events.

    That is everywhere, where they read the facts otherwise: in their settings, in what changes a fact, or in categories
    other than the lowest, which stand for each other (reading B40).
    """
    rules, other_rules = ({duty.id: _rules(duty) for duty in edition.duties} for edition in (one, other))
    words = {id: {*_words(rules.get(id)), *_words(other_rules.get(id))} for id in {**rules, **other_rules}}
    lowest = {one.categories[0]} ^ {other.categories[0]}
    if _reading_of_facts(one) != _reading_of_facts(other):
        parted = set(words)
    else:
        parted = {id for id in words if rules.get(id) != other_rules.get(id) or not lowest.isdisjoint(words[id])}
        while more := {id for id in words.keys() - parted if not parted.isdisjoint(words[id])}:
            parted |= more  # what follows on a duty parts with it
    followed_on = {word for id in parted for word in words[id] if word in words}
    return Parting(frozenset(parted), frozenset(parted | followed_on))


def _reading_of_facts(edition: Edition) -> Hashable:
    folds = frozenset((kind, meaning(fold)) for kind, fold in edition.folds.items())
    return edition.settings, folds, edition.categories[1:]


def _rules(duty: Duty) -> Hashable:
    """All that decides what becomes of a duty; not how it is said, nor where it is written."""
    rows = () if isinstance(duty.by, str) else ((row.when, row.by, row.answerable) for row in duty.by.rows)
    by = (duty.by if isinstance(duty.by, str) else duty.by.columns, *rows)
    answers = (duty.met_by, duty.until, duty.waived_by, duty.declined_by)
    waiver = duty.may_be_waived and (meaning(duty.may_be_waived[0].holds), duty.may_be_waived[1])
    return (
        *map(meaning, (duty.starts, duty.due, duty.counted_from, *answers)),
        *((meaning(clause.holds), clause.follows, clause.strength) for clause in duty.clauses),
        *(duty.strength, by, duty.answerable, waiver),
        *(duty.tested_once, duty.met_before_it_arises, duty.in_school_days),
    )


def _words(rules: Hashable) -> Iterator[str]:
    if isinstance(rules, str):
        yield rules
    elif isinstance(rules, tuple | frozenset):
        for part in rules:
            yield from _words(part)
