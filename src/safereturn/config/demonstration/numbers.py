"""The numbers and further names of the invented children: well formed, of ranges in which there is nobody.

They follow from the child alone and draw from no chance, so that the year is told as it was before there were any.
"""

from collections.abc import Iterator
from typing import Final

from safereturn.children.models import Child, Number, plain_number
from safereturn.children.numbers import is_nhs_number, nhs_check
from safereturn.protocol import vocabulary as v

from .chance import chance_of
from .children import InventedChild
from .names import FAMILIES

_KIND: Final = Number.Kind
_A_PUPIL: Final = range(5, 17)  # years old
_OFTEN: Final = 4  # times reported, from which the police keep a file of the child
_COUNCILS: Final = {v.DERBY: "DCC", v.DERBYSHIRE: "DDC"}


def mobile_of(child: InventedChild) -> str:
    """The last three figures of the child's mobile number, of which Ofcom keeps a thousand for drama."""
    return f"{chance_of('mobile', child.number).randrange(1000):03d}"


def also_called(child: InventedChild) -> str:
    """Another name that some children go by, of the mother or of a family they stayed with; empty for most."""
    family = FAMILIES[child.number * 7 % len(FAMILIES)]
    return f"{child.given_name} {family}" if child.number % 9 == 0 and family != child.family_name else ""


def numbers_of(child: InventedChild, row: Child) -> list[Number]:
    """The numbers that the partnership knows of a child."""
    return [Number(child=row, kind=kind, number=plain_number(number)) for kind, number in _numbers(child)]


def _numbers(child: InventedChild) -> Iterator[tuple[str, str]]:
    if child.facts.get("mobile_known"):
        yield _KIND.TELEPHONE, f"07700 900{mobile_of(child)}"
    if child.in_care or child.number % 3 == 0:
        yield _KIND.NHS, _nhs(child.number)
    if child.age in _A_PUPIL and child.number % 2 == 0:
        yield _KIND.UPN, f"Z830{9999 - child.number // 1000}{child.born_on:%y}{child.number % 1000:03d}"
    if council := _COUNCILS.get(child.facts.get("looked_after_by") or ""):
        yield _KIND.LOCAL, f"{council}-{100_000 + child.number}"
    if child.times >= _OFTEN:
        yield _KIND.POLICE, f"PN-{child.number:06d}"


def _nhs(number: int) -> str:
    """The NHS number of a child by their own, of 999 000 0000 to 999 999 9999, which are kept for tests."""
    tens = (f"999{number * 100 + place:06d}" for place in range(100))
    return next(whole for nine in tens if is_nhs_number(whole := nine + nhs_check(nine)))
