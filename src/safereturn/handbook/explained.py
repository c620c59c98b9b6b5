"""Words of the glossary where they stand on a page: each is explained at its first use."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .contents import NUMBER_OF_A_READING
from .tables import Term, readings, terms


class Place(NamedTuple):
    """Words of a text that lead somewhere: what they mean, in a line, and where more of it stands."""

    text: str
    means: str
    page: str  # glossary or readings
    anchor: str


class Explained:
    """The texts of one page, in their order: it keeps which words have been explained on it."""

    def __init__(self) -> None:
        self._before: set[str] = set()

    def parts(self, text: str) -> Iterator[str | Place]:
        """A text in pieces: as it is, or leading to the glossary or to a reading."""
        at = 0
        for found in _pattern().finditer(text):
            place = self._place(found[0])
            if place is not None:
                yield text[at : found.start()]
                yield place
                at = found.end()
        yield text[at:]

    def _place(self, words: str) -> Place | None:
        if words in readings():
            return Place(words, readings()[words].says, "readings", words)
        term = _spellings().get(words.casefold())
        if term is None or term.term in self._before:
            return None
        self._before.add(term.term)
        return Place(words, term.meaning, "glossary", term.anchor)


@cache
def _spellings() -> dict[str, Term]:
    return {spelling.casefold(): term for term in terms() for spelling in term.written}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_spellings(), key=len, reverse=True)
    words = "|".join(re.escape(spelling) for spelling in longest_first)
    return re.compile(rf"{NUMBER_OF_A_READING.pattern}|(?<![\w-])(?i:{words})(?![\w-])")
