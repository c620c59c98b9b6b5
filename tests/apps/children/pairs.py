"""Pairs of invented records, of one child or of two, made without looking at how likeness is judged.

Written from how records come to differ: twins and namesakes are two children; a name told by telephone, in another
alphabet, by its short form, in the other order, by half, or with a slip of the finger is still one child.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple


def _words(text: str) -> list[str]:
    return text.split()


GIRLS = _words(
    "Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Sienna Poppy Elsie "
    "Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maya Sofia Alice Emma Esme Zara Ruby Aisha Fatima "
    "Zainab Maryam Khadija Aaliyah Hannah Layla Zofia Natalia Maja Wiktoria Anastasia Ioana Andreea Ngozi Adaeze Amara "
    "Precious Chloe Jessica Megan Lauren Bethany Abigail Katherine Elizabeth Margaret Victoria Rebecca Samantha"
)
BOYS = _words(
    "Noah Muhammad George Oliver Leo Arthur Oscar Theodore Theo Freddie Archie Luca Henry Jack Charlie Harry Finley "
    "Reuben Alfie Thomas William James Jacob Joshua Ethan Samuel Daniel Benjamin Alexander Joseph Edward Lucas Max "
    "Mohammed Ibrahim Yusuf Ahmed Hassan Hamza Omar Ali Bilal Jakub Szymon Filip Kacper Andrei Stefan Emeka Chidi "
    "Tobias Rory Callum Connor Liam Dylan Jayden Tyler Nathan Kieran Michael Nicholas Christopher Anthony Robert"
)
FAMILIES = _words(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts "
    "Green Hall Wood Jackson Clarke Khan Hussain Ahmed Ali Begum Singh Kaur Shah Malik Chowdhury Rahman Nowak Kowalski "
    "Wisniewski Popescu Ionescu Okafor Adeyemi Mensah Nguyen Chen Wong Murphy Kelly Campbell Stewart Ward Turner "
    "Cooper Hill Moore Harrison Bailey Shaw Marshall Ellis Hunt Palmer Stone Barker Allsop Bramley Hallam Sheldon"
)
# One name as several people write it down.
SPELLINGS = (
    ("Muhammad", "Mohammed", "Mohamed", "Mohammad", "Muhammed"),
    ("Yusuf", "Yousuf", "Youssef", "Yusef"),
    ("Aisha", "Ayesha", "Aysha", "Aishah"),
    ("Zainab", "Zaynab", "Zeinab"),
    ("Maryam", "Mariam", "Miriam"),
    ("Khadija", "Khadijah", "Khadeeja"),
    ("Fatima", "Fatimah", "Fatema"),
    ("Ahmed", "Ahmad"),
    ("Hussain", "Hussein", "Husain"),
    ("Chowdhury", "Choudhury", "Chaudhry"),
    ("Rahman", "Rehman", "Rahmaan"),
    ("Szymon", "Simon"),
    ("Jakub", "Jacub", "Yakub"),
    ("Sofia", "Sophia", "Zofia"),
    ("Wiktoria", "Victoria", "Viktoria"),
    ("Kowalski", "Kovalski", "Kowalsky"),
    ("Nguyen", "Nguyên", "Nuyen"),
    ("Andrei", "Andrey", "Andre"),
    ("Stefan", "Stephan", "Stephen"),
    ("Callum", "Calum", "Kallum"),
    ("Kieran", "Kieron", "Ciaran"),
    ("Connor", "Conor", "Konnor"),
    ("Jayden", "Jaden", "Jaiden"),
    ("Maya", "Maja", "Maia"),
)
SHORT = (
    ("Katherine", "Kate"),
    ("Elizabeth", "Lizzie"),
    ("Margaret", "Maggie"),
    ("Victoria", "Vicky"),
    ("Rebecca", "Becky"),
    ("Samantha", "Sam"),
    ("Abigail", "Abby"),
    ("Jessica", "Jess"),
    ("Thomas", "Tom"),
    ("William", "Billy"),
    ("Joshua", "Josh"),
    ("Samuel", "Sam"),
    ("Daniel", "Danny"),
    ("Benjamin", "Ben"),
    ("Alexander", "Alex"),
    ("Michael", "Mike"),
    ("Nicholas", "Nick"),
    ("Christopher", "Chris"),
    ("Anthony", "Tony"),
    ("Robert", "Bob"),
    ("Edward", "Ted"),
    ("Joseph", "Joe"),
    ("Nathan", "Nate"),
)


class Record(NamedTuple):
    """What one agency wrote down."""

    given: str
    family: str
    born_on: dt.date


class Pair(NamedTuple):
    """Two records, how they came about, and whether they are of one child."""

    how: str
    one: Record
    other: Record
    is_one_child: bool


def pairs(seed: int, number: int) -> Iterator[Pair]:
    """So many pairs, half of them of one child; the same for the same seed."""
    chance = Random(seed)
    ways = (*SAME, *OTHERS)
    for place in range(number):
        way = ways[place % len(ways)]
        one, other = way(chance)
        yield Pair(way.__name__.strip("_"), one, other, way in SAME)


def _child(chance: Random, given: str = "", family: str = "") -> Record:
    born_on = dt.date(2007, 1, 1) + dt.timedelta(days=chance.randrange(6000))
    return Record(given or chance.choice(GIRLS + BOYS), family or chance.choice(FAMILIES), born_on)


def _spelled_otherwise(chance: Random) -> tuple[Record, Record]:
    one, other = chance.sample(chance.choice(SPELLINGS), 2)
    child = _child(chance)
    return child._replace(given=one), child._replace(given=other)


def _by_the_short_form(chance: Random) -> tuple[Record, Record]:
    long, short = chance.choice(SHORT)
    child = _child(chance, given=long)
    return child, child._replace(given=short)


def _with_a_slip_of_the_finger(chance: Random) -> tuple[Record, Record]:
    child = _child(chance)
    part = chance.choice(("given", "family"))
    return child, child._replace(**{part: _slip(getattr(child, part), chance)})


def _with_day_and_month_exchanged(chance: Random) -> tuple[Record, Record]:
    child = _child(chance)
    born_on = child.born_on.replace(day=chance.randint(1, 12))
    return child._replace(born_on=born_on), child._replace(born_on=dt.date(born_on.year, born_on.day, born_on.month))


def _with_a_wrong_figure_in_the_birthday(chance: Random) -> tuple[Record, Record]:
    child = _child(chance)
    year = child.born_on.year + chance.choice((-1, 1))
    return child, child._replace(born_on=child.born_on.replace(year=year, day=min(child.born_on.day, 28)))


def _with_names_in_the_other_order(chance: Random) -> tuple[Record, Record]:
    child = _child(chance)
    return child, child._replace(given=child.family, family=child.given)


def _by_half_of_a_double_name(chance: Random) -> tuple[Record, Record]:
    child, second = _child(chance), chance.choice(FAMILIES)
    return child._replace(family=f"{child.family}-{second}"), child


def _twins(chance: Random) -> tuple[Record, Record]:
    one = _child(chance)
    return one, one._replace(given=chance.choice([name for name in GIRLS + BOYS if name != one.given]))


def _brother_or_sister(chance: Random) -> tuple[Record, Record]:
    one = _child(chance)
    other = _child(chance, family=one.family)
    return one, other if other[:1] != one[:1] else other._replace(given="Peregrine")


def _namesakes(chance: Random) -> tuple[Record, Record]:
    one = _child(chance)
    return one, one._replace(born_on=one.born_on + dt.timedelta(days=chance.randint(400, 3000)))


def _born_on_one_day(chance: Random) -> tuple[Record, Record]:
    one, other = _child(chance), _child(chance)
    family = chance.choice([name for name in FAMILIES if name != one.family])
    return one, Record(other.given, family, one.born_on)


def _strangers(chance: Random) -> tuple[Record, Record]:
    one, other = _child(chance), _child(chance)
    return one, other._replace(born_on=one.born_on + dt.timedelta(days=chance.randint(40, 3000)))


def _slip(word: str, chance: Random) -> str:
    """A letter left out, doubled, exchanged with the next or hit beside: after the first, which people look at."""
    at = chance.randrange(1, max(2, len(word) - 1))
    beside = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 1] + word[at:],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            word[:at] + beside + word[at + 1 :],
        )
    )


Way = Callable[[Random], tuple[Record, Record]]
SAME: tuple[Way, ...] = (
    _spelled_otherwise,
    _by_the_short_form,
    _with_a_slip_of_the_finger,
    _with_day_and_month_exchanged,
    _with_a_wrong_figure_in_the_birthday,
    _with_names_in_the_other_order,
    _by_half_of_a_double_name,
)
OTHERS: tuple[Way, ...] = (_twins, _brother_or_sister, _namesakes, _born_on_one_day, _strangers, _twins, _namesakes)
