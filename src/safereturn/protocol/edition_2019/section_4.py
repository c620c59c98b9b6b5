"""Section 4: initial reporting (2019 edition)."""

from . import section_4_1, section_4_1_4, section_4_1_5, section_4_1_7, section_4_2

CONSTRAINTS = section_4_1.CONSTRAINTS

DUTIES = (
    *section_4_1.DUTIES,
    *section_4_1_4.DUTIES,
    *section_4_1_5.DUTIES,
    *section_4_1_7.DUTIES,
    *section_4_2.DUTIES,
)
