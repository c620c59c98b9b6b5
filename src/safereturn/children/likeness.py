"""Whether two records may be of one child. It proposes, and people decide: no two children are made one by machine."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple
from unicodedata import combining, normalize

from nicknames import NickNamer
from rapidfuzz.distance import JaroWinkler

# What two spellings of one name mostly reach, and two names of twins mostly do not.
ALIKE: Final = 0.8
_NEARLY_THE_SAME: Final = 0.9
_NICKNAME: Final = 0.95
_KEPT: Final = 20_000  # names whose comparison is kept, as the same names come again and again
_A_GENERATION: Final = 25  # years: nobody's figure of a century is mistyped
_NICKNAMES: Final = NickNamer()


class Name(NamedTuple):
    """A name that a child goes by."""

    given: str
    family: str


class Particulars(NamedTuple):
    """What is known of who a child is: every name they go by, date of birth, and numbers that are one person's own."""

    names: tuple[Name, ...]
    born_on: dt.date | None = None
    numbers: frozenset[tuple[str, str]] = frozenset()  # kind and number


class Likeness(NamedTuple):
    """How alike two records are, from 0 to 1, and in what: for whoever decides."""

    score: float
    because: str


def likeness(one: Particulars, other: Particulars) -> Likeness | None:
    """How alike two records are, where they are alike enough to ask somebody; None where they are not."""
    shared = sorted(kind for kind, _ in one.numbers & other.numbers)
    if shared:
        return Likeness(1.0, f"same number ({', '.join(shared)})")
    names = name_likeness(one.names, other.names)
    born, how = _born_alike(one.born_on, other.born_on)
    if names < (ALIKE if born >= ALIKE else _NEARLY_THE_SAME) or born == 0:
        return None
    called = "same name" if names == 1 else "a name like it"
    return Likeness(round(names * born, 3), f"{called}, {how}")


def name_likeness(some: Iterable[Name], others: Iterable[Name]) -> float:
    """How alike the most alike of two children's names are; the weaker part of a name decides, first and last."""
    return max((_one_name(a, b) for a, b in product(some, others)), default=0.0)


def is_called(typed: Name, names: Iterable[Name]) -> float:
    """How alike a child's names are to what somebody typed who may know the first or the last name alone."""
    if typed.given and typed.family:
        return name_likeness([typed], names)
    word = typed.given or typed.family
    alike = ((_given(word, name.given), _word(word, name.family)) for name in names if _as_long(word, name))
    return max(map(max, alike), default=0.0)


def _as_long(word: str, name: Name) -> bool:
    """Whether a name has a part of as many words as were typed: two words are not told by half of them."""
    return len(_folded(word).split()) <= max(len(_folded(part).split()) for part in name)


def is_exactly(typed: Name, names: Iterable[Name]) -> bool:
    """Whether a child bears the very first and last name that somebody typed; accents and hyphens do not count."""
    first, last = map(_folded, typed)
    return bool(first and last) and any((first, last) == tuple(map(_folded, name)) for name in names)


@lru_cache(1_000)
def near_dates(day: dt.date) -> frozenset[dt.date]:
    """A date as it may be mistyped: day and month exchanged, a figure that differs or two exchanged, a year beside."""
    written = f"{day:%d%m%Y}"
    exchanged = {written[2:4] + written[:2] + written[4:]}
    turned = {written[:n] + written[n + 1] + written[n] + written[n + 2 :] for n in range(7)}
    mistyped = {written[:n] + figure + written[n + 1 :] for n in range(8) for figure in "0123456789"}
    beside = {f"{written[:4]}{day.year + years}" for years in (-1, 1)}
    dates = {_as_date(text) for text in exchanged | turned | mistyped | beside}
    return frozenset(date for date in dates if date is not None and abs(date.year - day.year) < _A_GENERATION)


def _as_date(written: str) -> dt.date | None:
    try:
        return dt.date(int(written[4:]), int(written[2:4]), int(written[:2]))
    except ValueError:
        return None


def _one_name(one: Name, other: Name) -> float:
    in_order = min(_given(one.given, other.given), _word(one.family, other.family))
    in_turn = min(_word(one.given, other.family), _word(one.family, other.given))
    return max(in_order, in_turn)


@lru_cache(_KEPT)
def _given(one: str, other: str) -> float:
    a, b = _folded(one), _folded(other)
    if a != b and (b in _short_for(a) or a in _short_for(b)):
        return _NICKNAME
    return _word(one, other)


@lru_cache(_KEPT)
def _word(one: str, other: str) -> float:
    a, b = _folded(one), _folded(other)
    if not a or not b:
        return 0.0
    # A double name is often told by half: the half counts, and a little less.
    whole = JaroWinkler.similarity(a.replace(" ", ""), b.replace(" ", ""))
    halves = [JaroWinkler.similarity(x, y) * _NICKNAME for x, y in product(a.split(), b.split())]
    return max(whole, *halves) if " " in a or " " in b else whole


def _born_alike(one: dt.date | None, other: dt.date | None) -> tuple[float, str]:
    if one is None or other is None:
        return 0.5, "one date of birth is not known"
    if one == other:
        return 1.0, "same date of birth"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return 0.95, "date of birth with day and month exchanged"
    if other in near_dates(one):
        return 0.9, "date of birth that may be mistyped"
    return 0.0, "another date of birth"


@lru_cache(_KEPT)
def _short_for(name: str) -> frozenset[str]:
    return frozenset(_NICKNAMES.nicknames_of(name) | _NICKNAMES.canonicals_of(name))


@lru_cache(_KEPT)
def _folded(name: str) -> str:
    """A name without accents, capitals, apostrophes and hyphens."""
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    return " ".join("".join(letter if letter.isalpha() else " " for letter in plain.replace("'", "")).split())
