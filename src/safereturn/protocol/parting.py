"""Where two editions part: the duties that may be owed otherwise for the same child.

An edition is a whole copy of the one before it, so most of its duties are owed as there. Whoever asks who would have
owed what under another edition need only derive the others.
"""

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from .meaning import meaning
from .notation import Duty, Edition


class Parting(NamedTuple):
    """The duties, by id, that may be owed otherwise, and those on which an act may change who owes what.

    Any other act at most settles the duty that it is about: it takes from those that stand down or are undecided.
    """

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
    in_parts = {duty.id for edition in (one, other) for duty in edition.duties if duty.parts and duty.id in parted}
    return Parting(frozenset(parted), frozenset(in_parts | followed_on))


def _reading_of_facts(edition: Edition) -> Hashable:
    folds = frozenset((kind, meaning(fold)) for kind, fold in edition.folds.items())
    return edition.settings, folds, edition.categories[1:]


def _rules(duty: Duty) -> Hashable:
    """All that decides whether a duty is owed, and by whom; not by when, what meets it, nor how it is said."""
    rows = () if isinstance(duty.by, str) else ((row.when, row.by) for row in duty.by.rows)
    by = (duty.by if isinstance(duty.by, str) else duty.by.columns, *rows)
    clauses = ((meaning(clause.holds), clause.follows) for clause in duty.clauses)
    return meaning(duty.starts), meaning(duty.until), *clauses, by, duty.tested_once, duty.parts


def _words(rules: Hashable) -> Iterator[str]:
    if isinstance(rules, str):
        yield rules
    elif isinstance(rules, tuple | frozenset):
        for part in rules:
            yield from _words(part)
