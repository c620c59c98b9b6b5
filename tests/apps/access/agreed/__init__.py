"""What was agreed of each kind of post and of each page: two tables that a safeguarding lead says yes or no to.

Written from the plan's table of what each role sees and from the decisions 8, 11, 12 and 17, not from the code.

In `posts.csv` the lines of one kind add up. `ties` are the ways in which a team is tied to an episode, `may` the
actions that each then lets it take, `sees` the classes of fields that it shows.

In `routes.csv` each address has a line for GET and one for POST; other methods are as GET. `on` is the child whom it is
about, of the three in `world`, if any. `asks` is the action that whoever opens it must be allowed; or it is "open",
for whoever is "signed-in", refused to "anybody" by its method, or there for "nobody". `then` is what it answers, and
`otherwise` what others get, where that is not 404. `shows` are the classes of fields that may stand on it: those of the
"tie", some of those, or these.
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
    "everything": f"{_SHARED} family social-care education health intelligence childs-account location allegation "
    "publicity access",
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


def classes(said: str) -> frozenset[str]:
    """The classes of fields that some words of the table stand for."""
    return _words(said, _CLASSES)


def lines(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table, by the names at its head."""
    with (HERE / name).open(newline="") as file:
        yield from csv.DictReader(file)


def _words(said: str, stand_for: dict[str, str]) -> frozenset[str]:
    return frozenset(word for one in said.split() for word in stand_for.get(one, one).split())
