"""Whether two records may be of one child: held to invented pairs that were made without looking at the rule."""

import datetime as dt
from collections import Counter

import pytest

from safereturn.children.likeness import Name, Particulars, likeness

from .pairs import Pair, Record, pairs

PAIRS = 50_000


def proposed(pair: Pair) -> bool:
    return likeness(known(pair.one), known(pair.other)) is not None


def known(record: Record) -> Particulars:
    return Particulars((Name(record.given, record.family),), record.born_on)


def test_of_fifty_thousand_pairs_nearly_all_of_one_child_are_proposed_and_hardly_any_of_two() -> None:
    tried, asked = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for pair in pairs(seed=2026, number=PAIRS):
        tried[pair.how, pair.is_one_child] += 1
        asked[pair.how, pair.is_one_child] += proposed(pair)
    of_one, of_two = (sum(n for (_, one), n in asked.items() if one is same) for same in (True, False))
    share = of_one / sum(n for (_, one), n in tried.items() if one)
    missed = {how: f"{asked[how, True] / n:.1%}" for (how, one), n in tried.items() if one}
    assert share >= 0.95, missed
    assert of_two <= of_one, asked


def test_how_alike_two_records_are_does_not_hang_on_which_is_looked_at_first() -> None:
    for pair in pairs(seed=7, number=2_000):
        assert likeness(known(pair.one), known(pair.other)) == likeness(known(pair.other), known(pair.one)), pair


@pytest.mark.parametrize(
    ("other", "because"),
    [
        (Record("Robin", "Example", dt.date(2011, 3, 4)), "same name, same date of birth"),
        (Record("Robyn", "Example", dt.date(2011, 3, 4)), "a name like it, same date of birth"),
        (Record("Robin", "Example", dt.date(2011, 4, 3)), "same name, date of birth with day and month exchanged"),
        (Record("Robin", "Example", dt.date(2012, 3, 4)), "same name, date of birth that may be mistyped"),
    ],
    ids=["the same", "like it", "exchanged", "mistyped"],
)
def test_the_reason_is_said_in_words(other: Record, because: str) -> None:
    found = likeness(known(Record("Robin", "Example", dt.date(2011, 3, 4))), known(other))
    assert found is not None
    assert found.because == because


def test_without_a_birthday_only_nearly_the_same_name_is_proposed() -> None:
    one = Particulars((Name("Robin", "Example"),))
    assert likeness(one, known(Record("Robyn", "Example", dt.date(2011, 3, 4)))) is not None
    assert likeness(one, known(Record("Robert", "Example", dt.date(2011, 3, 4)))) is None


def test_a_record_without_any_name_is_like_no_other() -> None:
    nameless = Particulars((Name("", ""),), dt.date(2011, 3, 4))
    assert likeness(nameless, nameless) is None
