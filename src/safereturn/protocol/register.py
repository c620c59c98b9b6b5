"""The register: every statement of both editions in our own words, with the ids that the product uses."""

import csv
from functools import cache
from importlib.resources import files
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
    """One statement of the protocol. A section is empty where the edition does not have the statement."""

    id: str
    kind: str
    section_2016: str
    section_2019: str
    requirement: str
    actor: str
    trigger: str
    deadline: str  # in the register's words; empty where the text gives none
    recipients: str

    def sections(self, edition: str) -> tuple[str, ...]:
        """The sections of an edition ("2016", "2019") in which it stands."""
        return tuple((self.section_2016 if edition == "2016" else self.section_2019).split("; "))

    def section(self, edition: str) -> str:
        """The first section in which it stands; that of the other edition where this one does not have it."""
        own, first_of_2016, first_of_2019 = (self.sections(name)[0] for name in (edition, "2016", "2019"))
        return own or first_of_2016 or first_of_2019


@cache
def register() -> dict[str, Statement]:
    """The statements by id, in the order of the register."""
    text = files(__package__).joinpath("register.csv").read_text(encoding="utf-8")
    return {
        row["id"]: Statement(**{name: row[name] for name in Statement._fields})
        for row in csv.DictReader(text.splitlines())
    }
