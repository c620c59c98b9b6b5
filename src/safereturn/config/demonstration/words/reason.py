"""The shape of a reason for going."""

from typing import NamedTuple


class Reason(NamedTuple):
    """A reason for going, in the words of those who speak of it.

    A sentence may name {he} (or {He}), {him}, {himself}, {his} (or {His}), {left} ("at 19:40"), {place}, {town},
    {further}, {friend}, {other} and {relative}.
    """

    at_home: tuple[str, ...]  # what a parent says has happened
    in_care: tuple[str, ...]  # what a carer says has happened
    worries: tuple[str, ...]
    said: tuple[tuple[str, ...], ...]  # the child: one of each part makes the account
    why: tuple[str, ...]
    happened: tuple[str, ...]
    company: tuple[str, ...]
    helps: tuple[str, ...]
    adults: tuple[str, ...]  # what parents or carers say, apart from the child
