"""Section 6: management of return (2019 edition)."""

from . import section_6_1, section_6_6, section_6_7, section_6_8, section_6_9

DUTIES = (
    *section_6_1.DUTIES,
    *section_6_6.DUTIES,
    *section_6_7.DUTIES,
    *section_6_8.DUTIES,
    *section_6_9.DUTIES,
)
CONSTRAINTS = (*section_6_6.CONSTRAINTS, *section_6_7.CONSTRAINTS)
