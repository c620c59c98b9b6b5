"""The tables of the handbook, one file each: sections, situations, words, the law, readings. Read once."""

import csv
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import NamedTuple

IN_FORCE = "in force"
STATUSES = (IN_FORCE, "repealed", "replaced", "renamed", "misprint", "no such order")


class Situation(NamedTuple):
    """A situation that a child can be in, and which statements speak of it: by section, or by id ("high-*")."""

    slug: str
    title: str
    says: str
    sections: dict[str, tuple[str, ...]]  # by edition
    ids: tuple[str, ...]

    def takes(self, id: str, sections: tuple[str, ...], edition: str) -> bool:
        """Whether a statement of an edition, which stands in these sections, speaks of this situation."""
        return not set(sections).isdisjoint(self.sections[edition]) or any(fnmatchcase(id, one) for one in self.ids)


class Term(NamedTuple):
    """A word that the protocol, or the product, uses in a sense of its own.

    A section is empty where the edition does not have it; both are, where the word is ours. `written` holds the
    spellings at which a page explains it; `ids` the definitions of the register that say it.
    """

    term: str
    meaning: str
    section_2016: str
    section_2019: str
    written: tuple[str, ...]
    ids: tuple[str, ...]

    def sections(self, edition: str) -> tuple[str, ...]:
        """The sections of an edition ("2016", "2019") in which it stands; none where it is ours or the other's."""
        return _listed(self.section_2016 if edition == "2016" else self.section_2019)

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the words."""
        return anchor_of(self.term)

    @property
    def is_ours(self) -> bool:
        """Whether the word is the product's and not the protocol's."""
        return not (self.section_2016 or self.section_2019)


class Reference(NamedTuple):
    """A law, guidance or body that the editions name, how it stands now, and whether that has been checked."""

    printed: str
    ids: tuple[str, ...]  # the statements of the register that rely on it
    status: str
    now: str
    checked: str
    reading: str

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the law."""
        return anchor_of(self.printed)

    @property
    def is_current(self) -> bool:
        """Whether what is printed still holds under the name that is printed."""
        return self.status == IN_FORCE


class Reading(NamedTuple):
    """How words are read that can be read in two ways: in one line, what it moves, and where it stands."""

    number: str
    says: str
    moves: str  # clock, owner, scope or words
    where: str
    ids: tuple[str, ...]


class Setting(NamedTuple):
    """A reading that a partnership may settle otherwise, by the name of its setting, and how that is said."""

    name: str
    readings: tuple[str, ...]
    says: str


@cache
def settings() -> tuple[Setting, ...]:
    """The settings of an edition, in their order."""
    return tuple(Setting(row["name"], _listed(row["readings"]), row["says"]) for row in _rows("settings"))


@cache
def titles() -> dict[str, dict[str, str]]:
    """The titles of the sections by edition and number, in the order of the document."""
    found: dict[str, dict[str, str]] = {}
    for row in _rows("sections"):
        found.setdefault(row["edition"], {})[row["number"]] = row["title"]
    return found


@cache
def situations() -> tuple[Situation, ...]:
    """The situations, in the order in which they are shown."""
    return tuple(
        Situation(
            row["slug"],
            row["title"],
            row["says"],
            {edition: _listed(row[f"sections_{edition}"]) for edition in titles()},
            tuple(row["ids"].split()),
        )
        for row in _rows("situations")
    )


@cache
def terms() -> tuple[Term, ...]:
    """The words of the glossary, by the alphabet."""
    return tuple(
        Term(
            row["term"],
            row["meaning"],
            row["section_2016"],
            row["section_2019"],
            _listed(row["written"]),
            tuple(row["ids"].split()),
        )
        for row in _rows("glossary")
    )


@cache
def references() -> tuple[Reference, ...]:
    """The law, guidance and bodies that the editions name."""
    return tuple(
        Reference(row["printed"], tuple(row["ids"].split()), row["status"], row["now"], row["checked"], row["reading"])
        for row in _rows("law")
    )


@cache
def readings() -> dict[str, Reading]:
    """The readings by number."""
    return {
        row["number"]: Reading(row["number"], row["says"], row["moves"], row["where"], tuple(row["ids"].split()))
        for row in _rows("readings")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def anchor_of(words: str) -> str:
    """Words as the anchor of a page: "placing-authority"."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("; ")) if text else ()
