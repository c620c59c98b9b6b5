"""The numbers by which a child is known: whether one can be what it is given as, and how it is written out."""

import re
from typing import Final

from .models import Number

_KIND: Final = Number.Kind
# By what each is asked for and told, in that order.
NAMES: Final[dict[str, str]] = {
    _KIND.TELEPHONE: "Mobile number",
    _KIND.NHS: "NHS number",
    _KIND.UPN: "Unique pupil number",
    _KIND.LOCAL: "Number of a council or a home",
    _KIND.POLICE: "Police reference",
}


def whats_wrong_with(kind: str, number: str) -> str:
    """Why a number, as `plain_number` writes it, cannot be of a kind; empty where it can."""
    if kind == _KIND.NHS and not is_nhs_number(number):
        return "This is no NHS number: it has 10 figures, of which the last checks the others. Look at it once more"
    if kind == _KIND.TELEPHONE and not re.fullmatch(r"[0-9]{7,15}", number):
        return "This is no telephone number. Enter it in figures, such as 07700 900123"
    if kind == _KIND.UPN and not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", number):
        return "This is no unique pupil number: it is a letter and 12 figures. Look at it once more"
    return "" if re.search(r"\d", number) else "This holds no figure. Enter the number"


def is_nhs_number(number: str) -> bool:
    """Whether ten figures are an NHS number, of which the last checks the others (NHS Data Dictionary, NHS NUMBER)."""
    return re.fullmatch(r"[0-9]{10}", number) is not None and number[-1] == nhs_check(number[:-1])


def nhs_check(nine: str) -> str:
    """The figure that checks nine others of an NHS number, modulus 11; "10" where no NHS number begins with them."""
    weighed = sum(weight * int(figure) for weight, figure in zip(range(10, 1, -1), nine, strict=True))
    return str(-weighed % 11)


def written_out(kind: str, number: str) -> str:
    """A number as people read it out."""
    if kind == _KIND.NHS:
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    if kind == _KIND.TELEPHONE and number.startswith("07") and len(number) == 11:
        return f"{number[:5]} {number[5:]}"
    return number
