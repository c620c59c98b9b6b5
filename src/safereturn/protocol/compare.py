"""What differs between two editions: their duties, what they do not allow, their categories.

The editions are whole copies, so a duty is known by its id, and a clause by its test, then by the name of that. Two
copies of a rule are the same where they do the same. Wording alone changes no law, and is told apart.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from . import vocabulary as v
from .meaning import in_words, meaning
from .notation import ANY, Clause, Constraint, Duty, Edition, Row, Table

T = TypeVar("T")


class Change(NamedTuple):
    """One thing that differs, and how each edition has it; None where that edition does not have it."""

    what: str
    before: str | None
    after: str | None


class InOne(NamedTuple):
    """A duty that stands in one of two editions alone; or what is not allowed, which has neither strength nor owner."""

    id: str
    name: str
    sections: tuple[str, ...]
    strength: str | None
    who: str | None
    due: str | None


class InBoth(NamedTuple):
    """A duty, or what is not allowed, that two editions do not have alike: what changes the law, and what does not."""

    id: str
    name: str
    changes: tuple[Change, ...]
    wording: tuple[Change, ...]


class Differences(NamedTuple):
    """How the duties of two editions differ, or what they do not allow. `same` holds ids."""

    only_before: tuple[InOne, ...]
    only_after: tuple[InOne, ...]
    changed: tuple[InBoth, ...]
    reworded: tuple[InBoth, ...]  # the same law in other words
    same: tuple[str, ...]


class Comparison(NamedTuple):
    """Two editions, by name, and what differs between them; `changes` are those of the edition as a whole."""

    before: str
    after: str
    changes: tuple[Change, ...]
    duties: Differences
    constraints: Differences


def compare(before: Edition, after: Edition) -> Comparison:
    """What differs between two editions, read from the first to the second."""
    return Comparison(
        before.name,
        after.name,
        tuple(_changes(_of_the_edition(before), _of_the_edition(after))),
        _differences(before.duties, after.duties, one=_duty_of_one, law=_law_of_a_duty, wording=_wording_of_a_duty),
        _differences(
            before.constraints,
            after.constraints,
            one=_constraint_of_one,
            law=_law_of_a_constraint,
            wording=_wording_of_a_constraint,
        ),
    )


def as_data(comparison: Any) -> Any:
    """A comparison, or a part of one, as dictionaries, lists and texts."""
    if hasattr(comparison, "_asdict"):
        return {name: as_data(part) for name, part in comparison._asdict().items()}
    return [as_data(part) for part in comparison] if isinstance(comparison, tuple) else comparison


# What is compared. Each thing has words for people, and what it means, by which two are told alike.


class _Said(NamedTuple):
    words: str | None
    means: Hashable


_Things = dict[str, _Said]
OTHERWISE: Final = " (by another rule)"  # where the words are the same and the rule is not


def _text(words: str | None) -> _Said:
    return _Said(words, words)


def _rule(rule: Any) -> _Said:
    return _Said(in_words(rule), meaning(rule))


def _yes_or_no(answer: bool) -> _Said:
    return _text("yes" if answer else "no")


def _of_the_edition(edition: Edition) -> _Things:
    return {
        "categories, lowest first": _text(", ".join(one.replace("-", " ") for one in edition.categories)),
        "name of the visit by the police": _text(edition.prevention_visit_name),
    }


def _law_of_a_duty(duty: Duty) -> _Things:
    return {
        "sections": _text(", ".join(duty.sections)),
        "strength": _text(duty.strength),
        "who": _text(_who(duty)),
        "who answers for it": _text(_role(duty.answerable)),
        "due": _rule(duty.due),
        "counted from": _rule(duty.counted_from),
        "starts": _rule(duty.starts),
        "met by": _rule(duty.met_by),
        "ended by": _rule(duty.until),
        "waived by": _rule(duty.waived_by),
        "declined by": _rule(duty.declined_by),
        "may be waived": _waiver(duty),
        "asked at its start alone": _yes_or_no(duty.tested_once),
        "counted in school days": _yes_or_no(duty.in_school_days),
        "done in parts by": _text(", ".join(v.ROLE_NAMES[role] for role in duty.parts)),
        "may be met before it arises": _yes_or_no(duty.met_before_it_arises),
    }


def _wording_of_a_duty(duty: Duty) -> _Things:
    return {"name": _text(duty.name), "says": _text(duty.says)}


def _law_of_a_constraint(constraint: Constraint) -> _Things:
    return {
        "sections": _text(constraint.section),
        "on": _text(constraint.on.type),
        "refuses": _Said(constraint.says, meaning(constraint._test)),
    }


def _wording_of_a_constraint(constraint: Constraint) -> _Things:
    return {"says": _text(constraint.says), "reading": _text(constraint.reading)}


def _duty_of_one(duty: Duty) -> InOne:
    due = in_words(duty.due)
    return InOne(duty.id, duty.name, duty.sections, duty.strength, _who(duty), due)


def _constraint_of_one(constraint: Constraint) -> InOne:
    return InOne(constraint.id, constraint.says, (constraint.section,), None, None, None)


def _waiver(duty: Duty) -> _Said:
    if duty.may_be_waived is None:
        return _text(None)
    clause, role = duty.may_be_waived
    return _Said(f"by {_role(role)}: {clause.says}", (role, meaning(clause.holds)))


class _Part(NamedTuple):
    """A clause of a duty, or a row of its table. `known_by` finds its counterpart: the first, else the second."""

    known_by: tuple[Hashable, ...]
    law: _Said
    says: str
    reading: str | None = None


def _clauses(duty: Duty) -> list[_Part]:
    return [
        _Part(
            (meaning(clause.holds), clause.holds.__name__),
            _law_of_a_clause(clause),
            clause.says,
            clause.reading if clause.section else None,
        )
        for clause in duty.clauses
    ]


def _law_of_a_clause(clause: Clause) -> _Said:
    follows = "required" if clause.follows else "not required" if clause.section else "silent"
    where = ", ".join(filter(None, (clause.section, follows, clause.strength)))
    means = (clause.section, clause.follows, clause.strength, meaning(clause.holds))
    return _Said(f"{where}: {clause.says}", means)


def _rows(duty: Duty) -> list[_Part]:
    if isinstance(duty.by, str):
        return []
    keys = [_condition(duty.by, row) for row in duty.by.rows]
    return [_Part((key, key), _law_of_a_row(row), row.says) for key, row in zip(keys, duty.by.rows, strict=True)]


def _condition(table: Table, row: Row) -> Hashable:
    return frozenset((name, wanted) for name, wanted in zip(table.columns, row.when, strict=True) if wanted is not ANY)


def _law_of_a_row(row: Row) -> _Said:
    answerable = f", answerable: {_role(row.answerable)}" if row.answerable else ""
    return _Said(f"{row.section}, {_role(row.by)}{answerable}: {row.says}", (row.section, row.by, row.answerable))


# How two are laid side by side.


def _differences(
    before: Sequence[T],
    after: Sequence[T],
    *,
    one: Callable[[T], InOne],
    law: Callable[[T], _Things],
    wording: Callable[[T], _Things],
) -> Differences:
    only_before, only_after, changed, reworded, same = [], [], [], [], []
    for old, new in _pairs(before, after, lambda item: one(item).id):
        if old is None:
            only_after += [] if new is None else [one(new)]
        elif new is None:
            only_before.append(one(old))
        else:
            changes, words = _changes(law(old), law(new)), _changes(wording(old), wording(new))
            if isinstance(old, Duty) and isinstance(new, Duty):
                for what, parts in (("clause", _clauses), ("row", _rows)):
                    law_of_parts, words_of_parts = _of_parts(what, parts(old), parts(new))
                    changes, words = [*changes, *law_of_parts], [*words, *words_of_parts]
            both = InBoth(one(new).id, one(new).name, tuple(changes), tuple(words))
            if changes:
                changed.append(both)
            elif words:
                reworded.append(both)
            else:
                same.append(both.id)
    return Differences(tuple(only_before), tuple(only_after), tuple(changed), tuple(reworded), tuple(same))


def _changes(before: _Things, after: _Things) -> list[Change]:
    return [_change(what, said, after[what]) for what, said in before.items() if said.means != after[what].means]


def _change(what: str, before: _Said, after: _Said) -> Change:
    alike = before.words is not None and before.words == after.words
    return Change(what, before.words, f"{after.words}{OTHERWISE}" if alike else after.words)


def _of_parts(what: str, before: Sequence[_Part], after: Sequence[_Part]) -> tuple[list[Change], list[Change]]:
    """What differs in the clauses or rows of a duty: what changes the law, and what does not."""
    pairs = _pairs(before, after, lambda part: part.known_by[0], lambda part: part.known_by[1])
    law, wording = [], []
    for old, new in pairs:
        if old is None or new is None or old.law.means != new.law.means:
            law.append(_change(what, *(_text(None) if part is None else part.law for part in (old, new))))
        elif old.says != new.says:
            wording.append(Change(what, old.says, new.says))
        if old is not None and new is not None and old.reading != new.reading:
            wording.append(Change("reading", old.reading, new.reading))
    order = [after.index(new) for old, new in pairs if old is not None and new is not None]
    if order != sorted(order):  # the first that holds decides
        law.append(
            Change(f"order of each {what}", *("; ".join(part.says for part in parts) for parts in (before, after)))
        )
    return law, wording


def _pairs(
    before: Sequence[T], after: Sequence[T], *known_by: Callable[[T], Hashable]
) -> list[tuple[T | None, T | None]]:
    """What stands in two lists side by side, in the order of the first; by the first key that finds a counterpart."""
    places: dict[int, int] = {}  # in the second list, by those in the first
    for key in known_by:
        left: dict[Hashable, list[int]] = {}
        for place, other in enumerate(after):
            if place not in places.values():
                left.setdefault(key(other), []).append(place)
        for place, one in enumerate(before):
            if place not in places and (found := left.get(key(one))):
                places[place] = found.pop(0)
    alone = set(range(len(after))) - set(places.values())
    return [
        *((one, after[places[place]] if place in places else None) for place, one in enumerate(before)),
        *((None, after[place]) for place in sorted(alone)),
    ]


def _who(duty: Duty) -> str:
    return _role(duty.by) or "" if isinstance(duty.by, str) else "by the facts of the child"


def _role(role: str | None) -> str | None:
    return None if role is None else v.ROLE_NAMES.get(role, role)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# In words.


def as_text(comparison: Comparison) -> str:
    """What differs, for people to read: first the editions as a whole, then the duties, then what is not allowed."""
    before, after = comparison.before, comparison.after
    lines = [f"From the {before} edition to the {after} edition", ""]
    lines += [_capital(_said(change)) for change in comparison.changes]
    for what, found in (("Duties", comparison.duties), ("What is not allowed", comparison.constraints)):
        lines += _section(f"{what}: only in {before}", [_alone(one) for one in found.only_before])
        lines += _section(f"{what}: only in {after}", [_alone(one) for one in found.only_after])
        lines += _section(f"{what}: in both, and changed", [_both(one, one.changes) for one in found.changed])
        reworded = [one for one in (*found.changed, *found.reworded) if one.wording]
        lines += _section(f"{what}: worded differently", [_both(one, one.wording) for one in reworded])
        lines += _section(f"{what}: the same in both", list(found.same))
    return "\n".join(lines)


def _section(title: str, paragraphs: list[str]) -> list[str]:
    return ["", f"{title} ({len(paragraphs)})", *(f"  {paragraph}" for paragraph in paragraphs)] if paragraphs else []


def _alone(one: InOne) -> str:
    sections = f"{'section' if len(one.sections) == 1 else 'sections'} {', '.join(one.sections)}"
    due = None if one.strength is None else one.due or "no time given"
    return f"{one.id}: {one.name.rstrip('.')}; {'; '.join(filter(None, (sections, one.strength, one.who, due)))}"


def _both(one: InBoth, changes: Sequence[Change]) -> str:
    return "\n".join([f"{one.id}: {one.name}", *(f"    {_said(change)}" for change in changes)])


def _said(change: Change) -> str:
    if change.before is None:
        return f"{change.what}, new: {change.after}"
    if change.after is None:
        return f"{change.what}, gone: {change.before}"
    return f"{change.what}: {change.before} → {change.after}"
