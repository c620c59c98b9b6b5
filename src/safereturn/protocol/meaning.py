"""What a rule of an edition means, and how it is said. Two copies of a rule are alike where they do the same.

In two whole editions the same rule is two functions, so they are compared by their instructions.
"""

import dis
from collections.abc import Hashable
from types import CodeType, FunctionType, ModuleType
from typing import Any

from .notation import Constraint, Duty
from .periods import Period, hours


def meaning(value: Any, within: frozenset[Any] = frozenset()) -> Hashable:
    """What tells a part of an edition from a copy that does something else."""
    if isinstance(value, FunctionType):
        if value in within:
            return value.__name__
        within |= {value}
        cells = tuple(meaning(cell.cell_contents, within) for cell in value.__closure__ or ())
        return _doing(value.__code__, value, within), cells, meaning(value.__defaults__, within)
    if isinstance(value, Period):
        return type(value).__name__, *_parts_of(value)
    if isinstance(value, Duty | Constraint):
        return value.id
    if isinstance(value, type | ModuleType):
        return value.__name__
    if isinstance(value, tuple | list):
        return tuple(meaning(part, within) for part in value)
    return value if isinstance(value, Hashable) else repr(value)


def _doing(code: CodeType, function: FunctionType, within: frozenset[Any]) -> Hashable:
    """What code does: its instructions, without the names of what is its own, with what it takes from its module."""
    done: list[Hashable] = []
    taken: Any = None
    for step in dis.get_instructions(code):
        module, taken = taken, None
        if isinstance(step.argval, CodeType):
            done.append(_doing(step.argval, function, within))
        elif step.opname == "LOAD_GLOBAL":
            taken = function.__globals__.get(step.argval, step.argval)
            done.append(meaning(taken, within))
        elif isinstance(module, ModuleType) and isinstance(step.argval, str):
            done.append((step.opname, meaning(getattr(module, step.argval), within)))
        elif step.opcode in dis.haslocal or step.opcode in dis.hasfree:
            done.append((step.opname, step.arg))
        else:
            done.append((step.opname, step.argval))
    return tuple(done)


def in_words(rule: Any) -> str | None:
    """A rule in words: a length of time, the first line of what a function says of itself, or how it was made."""
    if rule is None:
        return None
    if isinstance(rule, Period):
        return how_long(rule)
    if rule.__doc__:
        return str(rule.__doc__).partition("\n")[0].rstrip(".")
    maker = rule.__qualname__.partition(".")[0].strip("_").replace("_", " ")
    cells = [word for cell in rule.__closure__ or () if (word := _word(cell.cell_contents))]
    return f"{maker}: {', '.join(cells)}" if cells else maker


def _word(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(filter(None, map(_word, value)))
    if isinstance(value, FunctionType):
        return ", ".join(_word(cell.cell_contents) for cell in value.__closure__ or ()) or "on a condition"
    return "" if value is None else str(getattr(value, "type", value))


def _parts_of(period: Any) -> list[Any]:
    return [getattr(period, name) for name in period.__slots__]


def how_long(period: Period) -> str:
    """A length of time in words: "72 hours", "1 day"."""
    (length,) = _parts_of(period)
    count = length.total_seconds() / 3600 if isinstance(period, hours) else length
    unit = type(period).__name__.replace("_", " ")
    return f"{count:g} {unit.removesuffix('s') if count == 1 else unit}"
