"""The register: every statement of both editions in our own words, with the ids that the product uses."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final, NamedTuple

# What kind of statement it is, as a sentence names it.
KINDS: Final = {
    "duty": "a duty",
    "consider": "something to be considered",
    "constraint": "a rule that always holds",
    "routing": "a rule of who acts",
    "record": "something to be recorded",
    "governance": "work of groups and boards",
    "guidance": "guidance",
    "definition": "the meaning of a word",
}


class Statement(NamedTuple):
    """One statement of the protocol, and where it stands: its sections by the name of the edition that has it."""

    id: str
    kind: str
    stands: Mapping[str, tuple[str, ...]]
    requirement: str
    actor: str
    trigger: str
    deadline: str  # in the register's words; empty where the text gives none
    recipients: str

    def sections(self, edition: str) -> tuple[str, ...]:
        """The sections of an edition, by its name, in which it stands; none where the edition does not have it."""
        return self.stands.get(edition, ())

    def section(self, edition: str) -> str:
        """The first section in which it stands; that of another edition where this one does not have it."""
        return next(iter((*self.sections(edition), *chain.from_iterable(self.stands.values()))), "")


@cache
def register() -> dict[str, Statement]:
    """The statements by id, in the order of the register."""
    text = files(__package__).joinpath("register.csv").read_text(encoding="utf-8")
    return {
        row["id"]: Statement(stands=_stands(row), **{name: row[name] for name in _AS_WRITTEN})
        for row in csv.DictReader(text.splitlines())
    }


_AS_WRITTEN = [name for name in Statement._fields if name != "stands"]
_SECTION = "section_"  # how the columns that hold an edition's sections begin


def _stands(row: dict[str, str]) -> dict[str, tuple[str, ...]]:
    sections = {name.removeprefix(_SECTION): text for name, text in row.items() if name.startswith(_SECTION)}
    return {edition: tuple(text.split("; ")) for edition, text in sections.items() if text}
