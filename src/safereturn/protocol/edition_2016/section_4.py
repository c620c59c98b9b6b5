"""Section 4: initial reporting (2016 edition)."""

from . import section_4_1, section_4_1_4, section_4_1_6, section_4_2

CONSTRAINTS = section_4_1.CONSTRAINTS

DUTIES = (*section_4_1.DUTIES, *section_4_1_4.DUTIES, *section_4_1_6.DUTIES, *section_4_2.DUTIES)
