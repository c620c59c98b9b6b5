"""Search in the handbook of an edition: plain words, ranked plainly."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from . import in_words
from .contents import chapters, entries
from .tables import readings, references, terms

MOST: Final = 50  # results that a page shows


class Hit(NamedTuple):
    """Something that was found: what it is called, what is said of it, and where it stands.

    `chapter` is empty where it stands on a page of its own kind: the glossary, the law or the readings.
    """

    name: str
    says: str
    kind: str
    page: str  # chapter, glossary, law or readings
    chapter: str
    anchor: str


def search(asked: str, edition: str) -> list[Hit]:
    """What in the handbook holds all the words that are asked for, as whole words or their beginnings, best first."""
    words = asked.casefold().split()
    if not words:
        return []
    ranked = [(rank, hit) for hit, texts in _everything(edition) if (rank := _rank(words, texts)) is not None]
    ranked.sort(key=lambda found: found[0])  # those of one rank stay in the order of the document
    return [hit for _, hit in ranked]


def _rank(words: list[str], texts: tuple[str, ...]) -> float | None:
    """The first of the texts that holds all the words, or the last rank where only all of them together do.

    Before all else comes what is called exactly so; in each text, the words as they stand come before them scattered.
    """
    phrase = " ".join(words)
    if phrase in (text.casefold() for text in texts):
        return -1
    for rank, text in enumerate(texts):
        if _holds(text, words):
            return rank + (0.0 if _holds(text, [phrase]) else 0.5)
    return len(texts) if _holds(" ".join(texts), words) else None


def _holds(text: str, words: list[str]) -> bool:
    padded = f" {text.casefold().replace('-', ' ')} "
    return all(f" {word.replace('-', ' ')}" in padded for word in words)


def _everything(edition: str) -> Iterable[tuple[Hit, tuple[str, ...]]]:
    """What can be found, each with its texts: its name first, then what it says, then what else is known of it."""
    for chapter in chapters(edition).values():
        for section in chapter.sections:
            hit = Hit(section.heading, "", "Section", "chapter", chapter.slug, section.anchor)
            yield hit, (f"{section.number} {section.heading}",)
    for entry in entries(edition):
        says = entry.duty.says if entry.duty else entry.statement.requirement
        where = " and ".join(in_words.section_name(section) for section in entry.sections)
        kind = ", ".join(filter(None, (entry.kind, where, entry.outdated)))
        hit = Hit(entry.name, says, kind, "chapter", entry.chapter, entry.anchor)
        statement = entry.statement
        rest = (*entry.sections, entry.who, statement.actor, statement.trigger, statement.recipients)
        yield hit, (entry.name, f"{says} {statement.requirement}", " ".join(rest), entry.id)
    for term in terms():
        hit = Hit(term.term, term.meaning, "Word", "glossary", "", term.anchor)
        yield hit, (term.term, " ".join((term.meaning, *term.written)))
    for reference in references():
        hit = Hit(reference.printed, reference.now, "Law", "law", "", reference.anchor)
        yield hit, (reference.printed, reference.now)
    for reading in readings().values():
        hit = Hit(f"{reading.number}. {reading.says}", "", "Reading", "readings", "", reading.number)
        yield hit, (f"{reading.number} {reading.says}", "", reading.where)
