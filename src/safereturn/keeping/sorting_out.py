"""A draft as whoever reads it goes through it: an overview, its parts page by page, and what a decision is about."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeVar

from django.core.paginator import Page, Paginator

from .subject_file import Entry, Item, Part, counted

_ON_A_PAGE = 50  # rows of a part
_SHORT = 60  # letters of what runs on in a line
Thing = TypeVar("Thing", Item, Mapping[str, str])  # of a draft, or of what was released


class Line(NamedTuple):
    """A part, a kind of thing or a reason for masking, with how many things it has and how many of them are masked."""

    key: str
    title: str
    things: int
    masked: int

    @property
    def shown(self) -> int:
        """How many stand in the file as it is."""
        return self.things - self.masked


def overview(parts: Iterable[Part]) -> list[Line]:
    """The parts that hold anything."""
    return [Line(part.key, part.title, *counted(part.items)) for part in parts if part.entries]


def why_masked(parts: Iterable[Part]) -> list[Line]:
    """Why things are masked, the most frequent reason first."""
    reasons: dict[str, int] = {}
    for item in (item for part in parts for item in part.items if item.masked):
        reasons[item.masked] = reasons.get(item.masked, 0) + 1
    return [Line("", why, many, many) for why, many in sorted(reasons.items(), key=lambda one: -one[1])]


def kinds(parts: Iterable[Part], sees: Collection[str]) -> list[Line]:
    """The kinds of thing in a section, of those that somebody who sees some classes of fields may decide about."""
    some: dict[str, list[Item]] = {}
    for item in (item for part in parts for item in part.items if item.field_class in sees):
        some.setdefault(item.kind, []).append(item)
    return [Line(key, items[0].name, *counted(items)) for key, items in some.items()]


def page_of(part: Part, number: str | None) -> Page[Entry]:
    """Some of the rows of a part; the first where the number means no page."""
    return Paginator(part.entries, _ON_A_PAGE).get_page(number)


def in_lines(things: Iterable[Thing]) -> list[list[Thing]]:
    """The things of a row as they are read: short ones together in a line, long and masked ones each alone."""
    lines: list[list[Thing]] = []
    runs_on = False
    for thing in things:
        told = thing._asdict() if isinstance(thing, Item) else thing
        is_short = not told.get("masked") and len(told["name"] + told["value"]) < _SHORT and "\n" not in told["value"]
        if is_short and runs_on:
            lines[-1].append(thing)
        else:
            lines.append([thing])
        runs_on = is_short
    return lines


class Place(NamedTuple):
    """Where a thing stands: its part, the page of that, and the row."""

    part: str
    page: int
    anchor: str


def place_of(parts: Iterable[Part], key: str) -> Place:
    """Where a key leads: to its row, or where it names none, to the top of the first part of its section."""
    label, row = [*key.split(":"), ""][:2]
    some = [part for part in parts if part.section == label]
    for part in some:
        for number, entry in enumerate(part.entries):
            if row and entry.key == f"{label}:{row}":
                return Place(part.key, number // _ON_A_PAGE + 1, anchor_of(entry.key))
    return Place(some[0].key if some else "", 1, "kinds")


def anchor_of(key: str) -> str:
    """What a row is called within its page."""
    return key.replace(".", "-").replace(":", "-").lower()


def distinct(items: Iterable[Item]) -> list[tuple[str, int]]:
    """What things say, each once with how often, the most frequent first."""
    said: dict[str, int] = {}
    for item in items:
        said[item.value] = said.get(item.value, 0) + 1
    return sorted(said.items(), key=lambda one: -one[1])
