"""The rules in words: strengths, owners, clocks and what meets a duty, read from the rules themselves.

A rule is told by its docstring; what `by_event` and its like made, by what they made it from.
"""

import inspect
import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from safereturn.protocol import vocabulary as v
from safereturn.protocol.meaning import how_long
from safereturn.protocol.notation import Duty
from safereturn.protocol.periods import Period

STRENGTHS: Final = {v.MUST: "Must be done", v.SHOULD: "Should be done", v.MAY: "May be done"}
COLOURS: Final = {v.MUST: "red", v.SHOULD: "orange", v.MAY: "grey"}  # of their tags

_EVENTS: Final = {
    "reported": "The child is reported to the police",
    "categorised": "The police decide how the child is recorded and graded",
    "category-disputed": "Somebody disagrees with the category",
    "dispute-decided": "The disagreement is decided",
    "location-lost": "Nobody knows any longer where the child is",
    "consulted": "The social worker or the out-of-hours service is told",
    "meeting-held": "The meeting is held",
    "located": "The child is located",
    "found": "The child is found",
    "returned": "The child is back",
    "prevention-visit": "The police see the child in person",
    "prevention-visit-not-made": "It is recorded why the police do not see the child",
    "interview-offered": "The interview is offered",
    "interview-declined": "The child declines the interview",
    "interview-not-possible": "The interview is not possible",
    "interview-held": "The interview is held",
    "interview-signed-off": "The interview is signed off",
    "placed": "The child is placed in another authority's area",
    "harm-found": "Harm is found",
    "came-about": "It comes about",
}
_MEETINGS: Final = {"mpmg": "Missing Persons Monitoring Group", "persistent-meeting": "meeting about repeated episodes"}


class Acts(NamedTuple):
    """A line of the table of who acts: for which child, who, who answers for it, and where it is written."""

    says: str
    by: str
    answerable: str
    section: str


def role_name(role: str, *, capital: bool = True) -> str:
    """A role as a sentence names it."""
    name = v.ROLE_NAMES.get(role, role.replace("-", " "))
    return name[:1].upper() + name[1:] if capital else name


def section_name(number: str) -> str:
    """A section as people write it: "6.7", "Appendix 3", "Front page"."""
    return number.replace("App ", "Appendix ").replace("Front", "Front page")


def in_few(requirement: str) -> str:
    """The beginning of a statement, for a list: its first sentence or clause, cut after some 70 letters."""
    first = re.split(r"[.;:] |[.;:]$", requirement, maxsplit=1)[0]
    return first if len(first) <= 70 else f"{first[:70].rsplit(' ', 1)[0].rstrip(',')} …"


def owners(duty: Duty) -> tuple[str, ...]:
    """The roles that may owe a duty, in the order of its table."""
    return (duty.by,) if isinstance(duty.by, str) else tuple(dict.fromkeys(row.by for row in duty.by.rows))


def answerable(duty: Duty) -> tuple[str, ...]:
    """The roles that may answer for a duty that another carries out."""
    if isinstance(duty.by, str):
        return (duty.answerable,) if duty.answerable else ()
    return tuple(dict.fromkeys(row.answerable for row in duty.by.rows if row.answerable))


def who(duty: Duty) -> str:
    """Who owes a duty, and who answers for it, in a sentence without full stop."""
    named = " or ".join(role_name(role, capital=False) for role in owners(duty))
    said = named[:1].upper() + named[1:]
    if answering := answerable(duty):
        said += f"; {' or '.join(role_name(role, capital=False) for role in answering)} answers for it"
    return said


def who_acts(duty: Duty) -> list[Acts]:
    """The lines of the table of who acts; none where the duty has one owner."""
    if isinstance(duty.by, str):
        return []
    return [Acts(row.says, role_name(row.by), role_name(row.answerable or ""), row.section) for row in duty.by.rows]


def by_when(duty: Duty) -> str:
    """The time that the text gives, in a sentence: how long, and from what it is counted."""
    match duty.due:
        case None:
            return "The protocol gives no time."
        case Period():
            counted = _told(duty.counted_from or duty.starts)
            return f"Within {how_long(duty.due)}. Counted from: {counted[:1].lower()}{counted[1:]}"
        case _:
            return _told(duty.due)


def deadline(said: str) -> str:
    """The time that the register gives beside a statement, as people say it: "within 72 hours of return"."""
    return re.sub(r"PT(\d+)H max from", r"within \1 hours of", said)


def met_by(duty: Duty) -> str:
    """What meets a duty."""
    return "Recording that it was done." if duty.met_by is None else _told(duty.met_by)


def ends(duty: Duty) -> list[str]:
    """What else settles a duty: what ends it unmet, waives it or declines it."""
    return [_told(rule) for rule in (duty.until, duty.waived_by, duty.declined_by) if rule is not None]


def _told(rule: Callable[..., Any]) -> str:
    if rule.__doc__:
        return _first_paragraph(rule.__doc__)
    made_of = inspect.getclosurevars(rule).nonlocals
    if "meetings" in made_of:
        named = (_MEETINGS.get(one, one.replace("-", " ")) for one in made_of["meetings"])
        return f"The {' or the '.join(named)} is held."
    if "kinds" in made_of:
        named = (_EVENTS.get(kind.type, kind.type.replace("-", " ")) for kind in made_of["kinds"])
        return f"{_or(tuple(named))}{_if_it_fits(made_of.get('where'))}."
    maker = rule.__globals__[rule.__qualname__.partition(".")[0]]
    return _first_paragraph(maker.__doc__ or "")


def _or(sentences: tuple[str, ...]) -> str:
    first, *others = sentences
    return " or ".join((first, *(one[:1].lower() + one[1:] for one in others)))


def _if_it_fits(where: Callable[[Any], bool] | None) -> str:
    return "" if where is None else ", as the duty asks"


def _first_paragraph(docstring: str) -> str:
    return " ".join(docstring.split("\n\n")[0].split()).replace("*", "")
