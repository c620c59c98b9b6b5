"""The handbook of an edition, put together from the register and the rules: its chapters, and what stands in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby

from safereturn.protocol import vocabulary as v
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.notation import Clause, Constraint, Duty
from safereturn.protocol.register import KINDS, Statement, register

from . import in_words
from .tables import Reading, Reference, Situation, readings, references, situations, titles

NUMBER_OF_A_READING = re.compile(r"\b[AB]\d\d\b")


@dataclass(frozen=True)
class Entry:
    """A statement in a section where it stands, with the rules of the edition that carry it."""

    edition: str
    section: str
    statement: Statement
    duty: Duty | None

    @property
    def id(self) -> str:
        """The id of the statement, which is that of its duty."""
        return self.statement.id

    @property
    def sections(self) -> tuple[str, ...]:
        """All the sections of the edition in which the statement stands."""
        return self.statement.sections(self.edition)

    @property
    def is_first(self) -> bool:
        """Whether this is the first section in which it stands: there it is told in full."""
        return self.section == self.sections[0]

    @property
    def anchor(self) -> str:
        """Where it stands on the page: the id; with the section where it stands again."""
        return self.id if self.is_first else f"{self.id}-in-{slug_of(self.section)}"

    @property
    def name(self) -> str:
        """What it is called in a list."""
        return self.duty.name if self.duty else in_words.in_few(self.statement.requirement)

    @property
    def kind(self) -> str:
        """What kind of statement it is, in plain words, with a capital."""
        kind = KINDS[self.statement.kind]
        return kind[:1].upper() + kind[1:]

    @property
    def chapter(self) -> str:
        """The slug of the page on which it stands."""
        return chapter_of(self.section)

    @property
    def first_chapter(self) -> str:
        """The slug of the page on which it is told in full."""
        return chapter_of(self.sections[0])

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """The situations of which it speaks."""
        sections = self.sections + (self.duty.sections if self.duty else ())
        return tuple(one for one in situations() if one.takes(self.id, sections, self.edition))

    @property
    def laws(self) -> tuple[Reference, ...]:
        """What it names of law, guidance and bodies."""
        return tuple(one for one in references() if self.id in one.ids)

    @property
    def outdated(self) -> str:
        """How what it names no longer stands as printed ("repealed"), for wherever its words are shown; else empty."""
        return ", ".join(dict.fromkeys(law.status for law in self.laws if not law.is_current))

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings on which it relies: those about it, and those that its rules name."""
        named = set(NUMBER_OF_A_READING.findall(" ".join(_words_of(self.duty)))) if self.duty else set()
        return tuple(one for one in readings().values() if self.id in one.ids or one.number in named)

    # What the pages say of its duty.

    @property
    def strength(self) -> str:
        """How strongly its duty is owed, in words; empty where it is none."""
        return in_words.STRENGTHS[self.duty.strength] if self.duty else ""

    @property
    def colour(self) -> str:
        """The colour of the tag that says its strength."""
        return in_words.COLOURS[self.duty.strength] if self.duty else ""

    @property
    def who(self) -> str:
        """Who owes its duty; of what is no duty, of whom the statement speaks."""
        return in_words.who(self.duty) if self.duty else self.statement.actor

    @property
    def owners(self) -> tuple[str, ...]:
        """The roles that may owe its duty."""
        return in_words.owners(self.duty) if self.duty else ()

    @property
    def by_when(self) -> str:
        """The time that the text gives for its duty."""
        return in_words.by_when(self.duty) if self.duty else in_words.deadline(self.statement.deadline)

    @property
    def settled_by(self) -> list[str]:
        """What meets its duty, then what else ends, waives or declines it."""
        return [in_words.met_by(self.duty), *in_words.ends(self.duty)] if self.duty else []

    @property
    def who_acts(self) -> list[in_words.Acts]:
        """The table of who acts for which child; empty where its duty has one owner."""
        return in_words.who_acts(self.duty) if self.duty else []

    @property
    def waiver(self) -> tuple[str, Clause] | None:
        """Who may waive its duty although it must be done, and for which child."""
        if self.duty is None or self.duty.may_be_waived is None:
            return None
        clause, role = self.duty.may_be_waived
        return in_words.role_name(role), clause

    @property
    def about(self) -> str:
        """Of whom a statement speaks, when, by when, and who is told: what the register has beside its words."""
        said = self.statement
        time = in_words.deadline(said.deadline)
        told = f"To: {said.recipients}" if said.recipients else ""
        return ". ".join(
            part[:1].upper() + part[1:].rstrip(".") for part in (f"{said.actor}: {said.trigger}", time, told) if part
        )


@dataclass(frozen=True)
class Section:
    """A numbered section of an edition, and what stands in it, in the order of the register."""

    number: str
    title: str
    entries: tuple[Entry, ...]
    refusals: tuple[Constraint, ...]  # what it does not allow: an event that breaks it is not recorded

    @property
    def anchor(self) -> str:
        """Where it stands on its page: "s6.7"."""
        return f"s{slug_of(self.number)}"

    @property
    def chapter(self) -> str:
        """The slug of the page on which it stands."""
        return chapter_of(self.number)

    @property
    def heading(self) -> str:
        """Its number, as people write it, and its title."""
        return f"{in_words.section_name(self.number)} {self.title}"


@dataclass(frozen=True)
class Chapter:
    """A section with those under it, which stand on one page."""

    slug: str
    sections: tuple[Section, ...]

    @property
    def heading(self) -> str:
        """The heading of its first section."""
        return self.sections[0].heading


def slug_of(section: str) -> str:
    """A section as addresses name it: "6.7", "app-3", "front"."""
    return section.lower().replace(" ", "-")


def chapter_of(section: str) -> str:
    """The slug of the chapter that holds a section."""
    return slug_of(section.partition(".")[0])


@cache
def chapters(edition: str) -> dict[str, Chapter]:
    """The chapters of an edition by slug, in the order of the document. Raises `KeyError` for an unknown edition."""
    by_section: dict[str, list[Entry]] = {number: [] for number in titles()[edition]}
    for entry in _entries(edition):
        by_section[entry.section].append(entry)
    sections = [
        Section(
            number,
            titles()[edition][number],
            tuple(found),
            tuple(one for one in EDITIONS[edition].constraints if one.section == number),
        )
        for number, found in by_section.items()
    ]
    return {
        slug: Chapter(slug, tuple(grouped))
        for slug, grouped in groupby(sections, key=lambda section: chapter_of(section.number))
    }


@cache
def entries(edition: str) -> tuple[Entry, ...]:
    """Every statement of an edition once, where it first stands, in the order of the document."""
    return tuple(
        entry
        for chapter in chapters(edition).values()
        for section in chapter.sections
        for entry in section.entries
        if entry.is_first
    )


@cache
def sections(edition: str) -> dict[str, Section]:
    """The sections of an edition by number."""
    return {section.number: section for chapter in chapters(edition).values() for section in chapter.sections}


def roles(edition: str) -> tuple[str, ...]:
    """The roles that owe a duty of an edition or answer for one, in the order of the vocabulary."""
    named = {role for entry in entries(edition) if entry.duty for role in _roles_of(entry.duty)}
    return tuple(role for role in v.ROLES if role in named)


def owed_by(role: str, edition: str) -> tuple[Entry, ...]:
    """What a role owes, or answers for, by an edition."""
    return tuple(entry for entry in entries(edition) if entry.duty and role in _roles_of(entry.duty))


def in_situation(situation: Situation, edition: str) -> tuple[Entry, ...]:
    """What an edition says of a situation, duties and all else."""
    return tuple(entry for entry in entries(edition) if situation in entry.situations)


def grouped(some: Iterable[Entry]) -> list[tuple[str, list[tuple[Situation, list[Entry]]]]]:
    """Duties under their strengths and within these under situations, each once: under the narrowest of its own."""
    found = []
    for strength, owed in by_strength(some):
        narrowest = [(min(entry.situations, key=lambda one: _sizes(entry.edition)[one.slug]), entry) for entry in owed]
        under = [(one, [entry for place, entry in narrowest if place is one]) for one in situations()]
        found.append((strength, [(one, there) for one, there in under if there]))
    return found


def places(ids: Iterable[str]) -> list[Entry]:
    """Where statements stand, by their ids: in each edition, in the order of the ids."""
    by_id = {edition: {entry.id: entry for entry in entries(edition)} for edition in EDITIONS}
    return [found[id] for found in by_id.values() for id in ids if id in found]


def sections_of(ids: Iterable[str]) -> list[tuple[str, Section]]:
    """The sections in which statements stand, by their ids: each once, with its edition, in the order of that."""
    stands = {(entry.edition, section) for entry in places(ids) for section in entry.sections}
    return [
        (edition, section)
        for edition in EDITIONS
        for number, section in sections(edition).items()
        if (edition, number) in stands
    ]


def by_strength(some: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Duties under their strengths, the strongest first; those strengths alone that are there."""
    owed = [entry for entry in some if entry.duty]
    grouped = [
        (in_words.STRENGTHS[strength], [entry for entry in owed if entry.duty and entry.duty.strength == strength])
        for strength in v.STRENGTHS
    ]
    return [(strength, found) for strength, found in grouped if found]


@cache
def _sizes(edition: str) -> dict[str, int]:
    return {one.slug: sum(entry.duty is not None for entry in in_situation(one, edition)) for one in situations()}


def _entries(edition: str) -> Iterator[Entry]:
    rules = EDITIONS[edition]
    for statement in register().values():
        for section in statement.sections(edition):
            if section:
                yield Entry(edition, section, statement, rules.by_id.get(statement.id))


def _roles_of(duty: Duty) -> frozenset[str]:
    return frozenset((*in_words.owners(duty), *in_words.answerable(duty)))


def _words_of(duty: Duty) -> Iterator[str]:
    """Whatever a duty says in which the number of a reading may stand."""
    yield from (in_words.by_when(duty), in_words.met_by(duty), *in_words.ends(duty))
    yield from (clause.reading or "" for clause in duty.clauses)
    if duty.may_be_waived:
        yield duty.may_be_waived[0].reading or ""
