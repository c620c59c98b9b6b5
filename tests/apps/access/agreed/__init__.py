"""What was agreed of each kind of post: `posts.csv`, which a safeguarding lead reads and says yes or no to.

Written from the plan's table of what each role sees and from the decisions 8, 11 and 12, not from the code.
Lines of one kind add up. `ties` are the ways in which a team is tied to an episode, `may` the actions that each lets it
take, `sees` the classes of fields that it then shows.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
NO_TIE = "no tie"
EVERYBODY = frozenset({"read-handbook", "see-privacy-counts"})

# What a word of the table stands for.
_ACTIONS = {
    "look": "see-episode see-duty",
    "duty": "accept-duty carry-out-duty",
    "tell": "record-whereabouts answer-question",
    "decide": "sign-off-interview waive-interview decide-arrival",
    "govern": "see-governance record-governance",
}
_SHARED = "existence identity duties notes standing"
_CLASSES = {
    "basic": "existence identity duties",
    "shared": _SHARED,
    "investigation": f"{_SHARED} family education intelligence location allegation publicity",
    "case": f"{_SHARED} family social-care education childs-account location allegation publicity",
}


class Agreed(NamedTuple):
    """What a kind of post may do, and what it sees."""

    may: frozenset[str] = frozenset()
    sees: frozenset[str] = frozenset()

    def __or__(self, other: object) -> "Agreed":
        assert isinstance(other, Agreed)
        return Agreed(self.may | other.may, self.sees | other.sees)


def posts() -> dict[str, dict[str, Agreed]]:
    """What was agreed of each kind of post, by its tie to the episode."""
    agreed: dict[str, dict[str, Agreed]] = defaultdict(lambda: defaultdict(Agreed))
    for line in lines("posts.csv"):
        rights = Agreed(_words(line["may"], _ACTIONS), _words(line["sees"], _CLASSES))
        for tie in [NO_TIE] if line["ties"] == NO_TIE else line["ties"].split():
            agreed[line["kind"]][tie] |= rights
    return agreed


def lines(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table, by the names at its head."""
    with (HERE / name).open(newline="") as file:
        yield from csv.DictReader(file)


def _words(said: str, stand_for: dict[str, str]) -> frozenset[str]:
    return frozenset(word for one in said.split() for word in stand_for.get(one, one).split())
